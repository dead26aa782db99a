import Tally

/// Ballots as Hill, Wichmann and Woodall wrote them for STV.
///
///     4 2                     candidates, seats
///     -3                      withdrawn candidates
///     [nick a b c d]          short names for the ballots (droop); [tie 2 1 4 3] an order that settles ties
///     (p7) 5 2 4=1 - 3 0      a ballot's id, how many are alike, preferences, 0; = for equal, - for a rank skipped
///     0                       the end of the ballots
///     "Alice" "Bob" …         the candidates, then the title
///
/// What follows the title is a remark and not read. `#` begins a comment. A ballot ends on the line it begins on.
/// Withdrawn candidates are taken off the ballots, so that the next preference moves up.
struct BltReader {
    private var candidates = 0
    private var seats = 0
    private var isWithdrawn: [Bool] = []
    /// The number among the options of each candidate who did not withdraw.
    private var options: [Int] = []
    private var nicknames: [String: Int] = [:]
    private var tieOrder: [Int]?

    static func read(_ reading: inout Reading) throws(BallotFileError) -> BallotFile {
        var reader = BltReader()
        var line = try reader.readHead(&reading)
        while true {
            guard let current = line else { throw reading.error("the ballots do not end with a line 0") }
            if try !reader.readBallot(current, &reading) { break }
            line = Self.nextLine(&reading)
        }
        var strings = try reader.readStrings(&reading)
        if strings.count < reader.candidates {
            try reading.mend(
                "\(reader.candidates) candidates need as many names, there are \(strings.count)",
                "the others are named by their numbers")
            for number in strings.count..<reader.candidates { strings.append(String(number + 1)) }
        }
        let staying = (0..<reader.candidates).filter { !reader.isWithdrawn[$0] }
        var file = try BallotFile(
            .blt, reading, options: staying.map { (String($0 + 1), strings[$0]) }, kind: .ranking)
        file.title = strings.count > reader.candidates ? strings[reader.candidates] : nil
        file.seats = reader.seats
        file.withdrawn = reader.isWithdrawn.indices.filter { reader.isWithdrawn[$0] }.map { strings[$0] }
        file.drawn = reader.tieOrder.map { order in
            order.filter { !reader.isWithdrawn[$0] }.map { reader.options[$0] }
        }
        return file
    }

    /// The next line that is more than a comment, without it.
    private static func nextLine(_ reading: inout Reading) -> Range<Int>? {
        while let line = reading.nextFilledLine() {
            let end = reading.bytes[line].firstIndex(of: 0x23) ?? line.upperBound
            let range = reading.bytes.trimmed(line.lowerBound..<end)
            if !range.isEmpty { return range }
        }
        return nil
    }

    /// Candidates, seats, withdrawals and options in brackets; gives back the line of the first ballot.
    private mutating func readHead(_ reading: inout Reading) throws(BallotFileError) -> Range<Int>? {
        guard let first = Self.nextLine(&reading) else { throw reading.error("the file is empty", line: 1) }
        let words = reading.bytes.words(first)
        guard words.count == 2 else {
            throw reading.error("the first line has two numbers, candidates and seats")
        }
        candidates = try reading.whole(words[0], "the number of candidates")
        seats = try reading.whole(words[1], "the number of seats")
        guard (1...BallotFile.mostOptions).contains(candidates) else {
            throw reading.error("there are 1 to \(BallotFile.mostOptions) candidates")
        }
        guard (1...candidates).contains(seats) else {
            throw reading.error("there are 1 to \(candidates) seats")
        }
        isWithdrawn = [Bool](repeating: false, count: candidates)
        var line = Self.nextLine(&reading)
        while let current = line, try readDirective(current, &reading) {
            guard isWithdrawn.contains(false) else { throw reading.error("every candidate withdrew") }
            line = Self.nextLine(&reading)
        }
        var next = 0
        options = isWithdrawn.map { withdrew in
            defer { next += withdrew ? 0 : 1 }
            return next
        }
        return line
    }

    /// Whether the line is a withdrawal or an option in brackets, not yet a ballot.
    private mutating func readDirective(
        _ line: Range<Int>, _ reading: inout Reading
    ) throws(BallotFileError) -> Bool {
        let bytes = reading.bytes
        switch bytes[line.lowerBound] {
        case 0x2D:
            for word in bytes.words(line) {
                guard bytes[word.lowerBound] == 0x2D else {
                    throw reading.error("a withdrawn candidate is a number below 0")
                }
                isWithdrawn[try number(word.lowerBound + 1..<word.upperBound, reading)] = true
            }
            return true
        case 0x5B:
            guard bytes[line.upperBound - 1] == 0x5D else { throw reading.error("a bracket does not close") }
            let inside = line.lowerBound + 1..<line.upperBound - 1
            let words = bytes.words(inside)
            try readOption(words, &reading)
            return true
        default: return false
        }
    }

    private mutating func readOption(
        _ words: [Range<Int>], _ reading: inout Reading
    ) throws(BallotFileError) {
        let keyword = try words.first.map { range throws(BallotFileError) in try reading.text(range) } ?? ""
        switch keyword {
        case "nick":
            guard words.count == candidates + 1 else {
                throw reading.error("there is not one short name for each candidate")
            }
            for (candidate, word) in words.dropFirst().enumerated() {
                let name = try reading.text(word)
                guard nicknames.updateValue(candidate, forKey: name) == nil else {
                    throw reading.error("the short name \(name) stands twice")
                }
            }
        case "withdrawn":
            for word in words.dropFirst() { isWithdrawn[try number(word, reading)] = true }
        case "tie":
            let order = try words.dropFirst().map { word throws(BallotFileError) in try number(word, reading)
            }
            guard order.sorted() == Array(0..<candidates) else {
                throw reading.error("the order for ties does not name each candidate once")
            }
            tieOrder = order
        default: try reading.mend("the option \(keyword) is not known", "it is left out")
        }
    }

    private func number(_ word: Range<Int>, _ reading: Reading) throws(BallotFileError) -> Int {
        if let number = reading.bytes.whole(word), (1...candidates).contains(number) { return number - 1 }
        if !nicknames.isEmpty, let name = String(validating: reading.bytes[word], as: UTF8.self),
            let candidate = nicknames[name]
        {
            return candidate
        }
        throw reading.error("there is no candidate \(String(decoding: reading.bytes[word], as: UTF8.self))")
    }
}

extension BltReader {
    /// False at the line 0 that ends the ballots.
    private mutating func readBallot(
        _ line: Range<Int>, _ reading: inout Reading
    ) throws(BallotFileError) -> Bool {
        let bytes = reading.bytes
        var start = line.lowerBound
        if bytes[start] == 0x28 {
            guard let close = bytes[line].firstIndex(of: 0x29) else {
                throw reading.error("the id of a ballot does not close")
            }
            start = bytes.trimmed(close + 1..<line.upperBound).lowerBound
        }
        let end = bytes[start..<line.upperBound].firstIndex(where: \.isBlank) ?? line.upperBound
        let count = try reading.whole(start..<end, "the number of equal ballots")
        if count == 0, end == line.upperBound { return false }
        guard (1...Profile.mostBallots).contains(count) else {
            throw reading.error("a number of ballots is 1 or more")
        }
        let marks = bytes.trimmed(end..<line.upperBound)
        guard !marks.isEmpty, bytes[marks.upperBound - 1] == 0x30,
            marks.count == 1 || bytes[marks.upperBound - 2].isBlank
        else { throw reading.error("the ballot does not end with 0") }
        let preferences = bytes.trimmed(marks.lowerBound..<marks.upperBound - 1)
        if try !reading.count(known: preferences, count) {
            let ballot = try ballot(preferences, &reading)
            try reading.count(ballot, at: preferences, count)
        }
        return true
    }

    private func ballot(_ range: Range<Int>, _ reading: inout Reading) throws(BallotFileError) -> Ballot {
        if let order = order(range, reading.bytes) {
            return order.isEmpty ? .blank : .ranking(Ranking(order: order))
        }
        var groups: [[Int]] = []
        for word in reading.bytes.words(range) {
            if reading.bytes.areEqual(word, to: "-") {
                groups.append([])
                continue
            }
            var group: [Int] = []
            for piece in reading.bytes.split(word, at: 0x3D) {
                do throws(BallotFileError) {
                    let candidate = try number(piece, reading)
                    if !isWithdrawn[candidate] { group.append(options[candidate]) }
                } catch {
                    try reading.mend(error.reason, "the mark is left out")
                }
            }
            if !group.isEmpty { groups.append(group) }
        }
        while groups.last?.isEmpty ?? false { groups.removeLast() }
        return groups.isEmpty ? .blank : .ranking(Ranking(groups))
    }

    /// The options of a ballot that is nothing but numbers of candidates; nil for any other.
    private func order(_ range: Range<Int>, _ bytes: [UInt8]) -> [Int]? {
        guard nicknames.isEmpty else { return nil }
        var order: [Int] = []
        var number = 0
        for index in range.lowerBound..<range.upperBound + 1 {
            if index < range.upperBound, bytes[index].isDigit {
                number = number * 10 + Int(bytes[index] - 0x30)
                guard number <= candidates else { return nil }
            } else if index == range.upperBound || bytes[index].isBlank {
                let isBetween = index == range.lowerBound || bytes[index - 1].isBlank
                if isBetween { continue }
                guard number > 0 else { return nil }
                if !isWithdrawn[number - 1] { order.append(options[number - 1]) }
                number = 0
            } else {
                return nil
            }
        }
        return order
    }

    /// The quoted strings after the ballots: names and title, at most one more than there are candidates.
    private func readStrings(_ reading: inout Reading) throws(BallotFileError) -> [String] {
        var strings: [String] = []
        while strings.count <= candidates, let line = reading.nextFilledLine() {
            var rest = line
            while strings.count <= candidates, !rest.isEmpty, reading.bytes[rest.lowerBound] != 0x23 {
                guard reading.bytes[rest.lowerBound] == 0x22 else {
                    throw reading.error("a name in quotes is missing")
                }
                let inside = rest.lowerBound + 1..<rest.upperBound
                guard let close = reading.bytes[inside].firstIndex(of: 0x22) else {
                    throw reading.error("a quote does not end")
                }
                strings.append(try reading.text(inside.lowerBound..<close))
                rest = reading.bytes.trimmed(close + 1..<rest.upperBound)
            }
        }
        return strings
    }
}

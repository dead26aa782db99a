import Tally

/// Approval ballots for committees as abcvoting writes them: a small, fixed part of YAML.
///
///     description: "two parties"
///     profile: [[0, 1], [0, 1], [2]]
///     voter_weights: [3, 1, 1]
///     num_cand: 3
///     committeesize: 2
///     compute: …                      not read
///
/// Candidates are numbered from 0 and have no names. Lists are written in brackets, over several lines if need be.
struct AbcvotingReader {
    static let keys: [StaticString] = [
        "profile:", "num_cand:", "committeesize:", "compute:", "voter_weights:", "description:",
    ]

    private var description: String?
    private var sets: [(options: [Int], line: Int)] = []
    private var weights: [Int]?
    private var candidates: Int?
    private var seats: Int?

    static func read(_ reading: inout Reading) throws(BallotFileError) -> BallotFile {
        var reader = AbcvotingReader()
        var seen: Set<String> = []
        var line = reader.nextTopLine(&reading)
        while let current = line {
            guard let colon = reading.bytes[current].firstIndex(of: 0x3A) else {
                throw reading.error("a key is missing")
            }
            let key = try reading.text(current.lowerBound..<colon)
            guard seen.insert(key).inserted else { throw reading.error("\(key) stands twice") }
            try reader.readValue(key, from: colon + 1, end: current.upperBound, &reading)
            line = reader.nextTopLine(&reading)
        }
        guard seen.contains("profile") else { throw reading.error("the profile is missing") }
        return try reader.file(&reading)
    }

    /// The next line that begins without spaces, but for comments and items of lists.
    private func nextTopLine(_ reading: inout Reading) -> Range<Int>? {
        while true {
            let start = reading.position
            guard let line = reading.nextLine() else { return nil }
            if !line.isEmpty, line.lowerBound == start, ![0x23, 0x2D].contains(reading.bytes[start]) {
                return line
            }
        }
    }

    private mutating func readValue(
        _ key: String, from start: Int, end: Int, _ reading: inout Reading
    ) throws(BallotFileError) {
        let value = reading.bytes.trimmed(start..<end)
        switch key {
        case "profile":
            for list in try lists(from: start, depth: 2, &reading) {
                guard Set(list.numbers).count == list.numbers.count else {
                    throw reading.error("a ballot names a candidate twice", line: list.line)
                }
                sets.append((list.numbers.sorted(), list.line))
            }
        case "voter_weights":
            guard let list = try lists(from: start, depth: 1, &reading).first else {
                throw reading.error("a list is missing")
            }
            weights = list.numbers
        case "num_cand": candidates = try reading.whole(value, key)
        case "committeesize": seats = try reading.whole(value, key)
        case "description": description = try reading.text(value).unquoted
        case "compute": break
        default: try reading.mend("the key \(key) is not known", "it is left out")
        }
    }

    private func file(_ reading: inout Reading) throws(BallotFileError) -> BallotFile {
        let count = candidates ?? (sets.compactMap(\.options.last).max() ?? -1) + 1
        guard (1...BallotFile.mostOptions).contains(count) else {
            throw reading.error("there are 1 to \(BallotFile.mostOptions) candidates")
        }
        if let weights, weights.count != sets.count {
            throw reading.error("there are \(weights.count) weights for \(sets.count) ballots")
        }
        for (place, set) in sets.enumerated() {
            guard (set.options.last ?? 0) < count else {
                throw reading.error("there is no candidate \(set.options.last ?? 0)", line: set.line)
            }
            let weight = weights?[place] ?? 1
            guard (1...Profile.mostBallots).contains(weight) else {
                throw reading.error("a weight is 1 or more")
            }
            try reading.count(.approvals(set.options), weight)
        }
        if let seats, !(1...count).contains(seats) {
            throw reading.error("the committee has 1 to \(count) members")
        }
        let options = (0..<count).map { (String($0), String($0)) }
        var file = try BallotFile(.abcvoting, reading, options: options, kind: .approvals)
        file.title = description
        file.seats = seats
        return file
    }
}

extension AbcvotingReader {
    /// The innermost lists of whole numbers in brackets nested `depth` deep.
    private func lists(
        from start: Int, depth: Int, _ reading: inout Reading
    ) throws(BallotFileError) -> [(numbers: [Int], line: Int)] {
        let bytes = reading.bytes
        var lists: [(numbers: [Int], line: Int)] = []
        var (open, index, line) = (0, start, reading.line)
        var needsComma = false
        while index < bytes.count {
            let byte = bytes[index]
            switch byte {
            case 0x0A: line += 1
            case _ where byte.isBlank: break
            case 0x5B where open < depth && !needsComma:
                open += 1
                if open == depth { lists.append(([], line)) }
            case 0x5D where open > 0:
                open -= 1
                needsComma = true
            case 0x2C where needsComma: needsComma = false
            case _ where byte.isDigit && open == depth && !needsComma:
                let end = bytes[index...].firstIndex { !$0.isDigit } ?? bytes.count
                guard let number = bytes.whole(index..<end) else {
                    throw reading.error("a number is too long", line: line)
                }
                lists[lists.count - 1].numbers.append(number)
                needsComma = true
                index = end - 1
            default: throw reading.error("a list of whole numbers in brackets is expected", line: line)
            }
            index += 1
            if open == 0, needsComma {
                let end = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
                guard bytes.trimmed(index..<end).isEmpty else {
                    throw reading.error("something follows the list", line: line)
                }
                reading.resume(at: end + 1, line: line)
                return lists
            }
        }
        throw reading.error("a list does not end", line: line)
    }
}

extension String {
    /// Without one pair of quotes around it, and without a quote that opens a text of several lines.
    fileprivate var unquoted: String {
        guard let first, first == "\"" || first == "'" else { return self }
        return String(count > 1 && last == first ? dropFirst().dropLast() : dropFirst())
    }
}

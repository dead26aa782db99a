import Tally

/// Orders and categories as PrefLib keeps them.
///
///     # TITLE: Dinner
///     # DATA TYPE: toi
///     # NUMBER ALTERNATIVES: 3
///     # NUMBER VOTERS: 12
///     # ALTERNATIVE NAME 1: Soup
///     7: 1,{2,3}
///     5: 3
///
/// In categories (`cat`) each place is a category and may be `{}`. Two categories are approvals, the first one
/// being yes; more are scores: the last category is worth 0, each one before it one more.
struct PrefLibReader {
    private enum Kind: String {
        case strictComplete = "soc"
        case strictIncomplete = "soi"
        case tiesComplete = "toc"
        case tiesIncomplete = "toi"
        case categories = "cat"

        var allowsTies: Bool { self != .strictComplete && self != .strictIncomplete }
        var isComplete: Bool { self == .strictComplete || self == .tiesComplete }
    }

    private var kind: Kind?
    private var title: String?
    private var names: [Int: String] = [:]
    /// The numbers that the header states, with their lines.
    private var stated: [String: (number: Int, line: Int)] = [:]

    static func read(_ reading: inout Reading) throws(BallotFileError) -> BallotFile {
        var reader = PrefLibReader()
        var lines = 0
        var isHeader = true
        while let line = reading.nextFilledLine() {
            if reading.bytes[line.lowerBound] == 0x23 {
                guard isHeader else { throw reading.error("a header line stands among the orders") }
                try reader.readHeader(line, &reading)
                continue
            }
            if isHeader { try reader.checkHeader(reading) }
            isHeader = false
            lines += 1
            try reader.readOrder(line, &reading)
        }
        if isHeader { try reader.checkHeader(reading) }
        try reader.check("NUMBER VOTERS", reading.counts.total, &reading)
        try reader.check("NUMBER UNIQUE ORDERS", lines, &reading)
        try reader.check("NUMBER UNIQUE PREFERENCES", lines, &reading)
        let options = (1...reader.alternatives).map { (String($0), reader.names[$0] ?? String($0)) }
        var file = try BallotFile(.preflib, reading, options: options, kind: reader.ballotKind)
        file.title = reader.title
        return file
    }

    private var alternatives: Int { stated["NUMBER ALTERNATIVES"]?.number ?? 0 }
    private var categories: Int { stated["NUMBER CATEGORIES"]?.number ?? 0 }
    private var ballotKind: Ballot.Kind {
        kind == .categories ? (categories <= 2 ? .approvals : .scores) : .ranking
    }

    private mutating func readHeader(
        _ line: Range<Int>, _ reading: inout Reading
    ) throws(BallotFileError) {
        guard let colon = reading.bytes[line].firstIndex(of: 0x3A) else { return }
        let key = try reading.text(reading.bytes.trimmed(line.lowerBound + 1..<colon))
        let range = reading.bytes.trimmed(colon + 1..<line.upperBound)
        switch key {
        case "TITLE": title = try reading.text(range)
        case "DATA TYPE":
            let word = try reading.text(range)
            guard let kind = Kind(rawValue: word) else {
                throw reading.error("the data type \(word) is none of soc, soi, toc, toi, cat")
            }
            self.kind = kind
        case "NUMBER ALTERNATIVES", "NUMBER VOTERS", "NUMBER UNIQUE ORDERS", "NUMBER UNIQUE PREFERENCES",
            "NUMBER CATEGORIES":
            stated[key] = (try reading.whole(range, key.lowercased()), reading.line)
        case _ where key.hasPrefix("ALTERNATIVE NAME "):
            guard let number = Int(key.dropFirst(17)), names[number] == nil else {
                throw reading.error("the name of an alternative has no number or stands twice")
            }
            names[number] = try reading.text(range)
        default: break
        }
    }

    private func checkHeader(_ reading: Reading) throws(BallotFileError) {
        guard let kind else { throw reading.error("the line # DATA TYPE is missing") }
        guard (1...BallotFile.mostOptions).contains(alternatives) else {
            throw reading.error(
                "the line # NUMBER ALTERNATIVES is missing or not 1 to \(BallotFile.mostOptions)",
                line: stated["NUMBER ALTERNATIVES"]?.line)
        }
        for number in 1...alternatives where names[number] == nil {
            throw reading.error("the line # ALTERNATIVE NAME \(number) is missing")
        }
        if let number = names.keys.first(where: { !(1...alternatives).contains($0) }) {
            throw reading.error("there is no alternative \(number)")
        }
        if kind == .categories, !(1...1000).contains(categories) {
            throw reading.error("the line # NUMBER CATEGORIES is missing or not 1 to 1000")
        }
    }

    private func check(_ key: String, _ found: Int, _ reading: inout Reading) throws(BallotFileError) {
        guard let (number, line) = stated[key], number != found else { return }
        try reading.mend("the header says \(key.lowercased()) \(number)", "it is \(found)", line: line)
    }
}

extension PrefLibReader {
    private func readOrder(_ line: Range<Int>, _ reading: inout Reading) throws(BallotFileError) {
        guard let colon = reading.bytes[line].firstIndex(of: 0x3A) else {
            throw reading.error("a line is a number of voters, a colon and an order")
        }
        let count = try reading.whole(reading.bytes.trimmed(line.lowerBound..<colon), "the number of voters")
        guard (1...Profile.mostBallots).contains(count) else {
            throw reading.error("a number of voters is 1 or more")
        }
        let order = reading.bytes.trimmed(colon + 1..<line.upperBound)
        if try reading.count(known: order, count) { return }
        let groups = try groups(order, &reading)
        try reading.count(try ballot(groups, reading), at: order, count)
    }

    private func ballot(_ groups: [[Int]], _ reading: Reading) throws(BallotFileError) -> Ballot {
        guard kind == .categories else {
            if kind?.isComplete ?? false, groups.joined().count < alternatives {
                throw reading.error("a complete order names every alternative")
            }
            return groups.isEmpty ? .blank : .ranking(Ranking(groups))
        }
        guard groups.count <= categories else { throw reading.error("there are more places than categories") }
        if categories <= 2 { return .approvals((groups.first ?? []).sorted()) }
        var scores = [Int?](repeating: nil, count: alternatives)
        for (place, group) in groups.enumerated() {
            for alternative in group { scores[alternative] = categories - 1 - place }
        }
        return .scores(scores)
    }

    /// `1,{2,3},4` or in categories also `{},{2}`.
    private func groups(_ range: Range<Int>, _ reading: inout Reading) throws(BallotFileError) -> [[Int]] {
        let bytes = reading.bytes
        var groups: [[Int]] = []
        var seen = Set<Int>()
        var index = range.lowerBound
        while index < range.upperBound {
            var inside = index..<index
            if bytes[index] == 0x7B {
                guard let close = bytes[index..<range.upperBound].firstIndex(of: 0x7D) else {
                    throw reading.error("a brace does not close")
                }
                guard kind?.allowsTies ?? false else { throw reading.error("a strict order has no braces") }
                inside = bytes.trimmed(index + 1..<close)
                index = close + 1
            } else {
                let end = bytes[index..<range.upperBound].firstIndex(of: 0x2C) ?? range.upperBound
                inside = bytes.trimmed(index..<end)
                guard !inside.isEmpty else { throw reading.error("an alternative is missing") }
                index = end
            }
            var group: [Int] = []
            for piece in inside.isEmpty ? [] : bytes.split(inside, at: 0x2C) {
                guard let number = bytes.whole(piece), (1...alternatives).contains(number) else {
                    throw reading.error("an alternative is a number from 1 to \(alternatives)")
                }
                guard seen.insert(number).inserted else {
                    throw reading.error("alternative \(number) stands twice")
                }
                group.append(number - 1)
            }
            guard !group.isEmpty || kind == .categories else {
                throw reading.error("an empty pair of braces")
            }
            groups.append(group)
            index = bytes.trimmed(index..<range.upperBound).lowerBound
            guard index < range.upperBound else { break }
            guard bytes[index] == 0x2C, index + 1 < range.upperBound else {
                throw reading.error("a comma is missing or stands at the end")
            }
            index = bytes.trimmed(index + 1..<range.upperBound).lowerBound
        }
        return groups
    }
}

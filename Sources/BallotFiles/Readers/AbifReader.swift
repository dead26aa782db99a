import Tally

/// Ballots in the Aggregated Ballot Information Format, on which people agreed by mail and wiki, not yet by standard.
///
///     # a comment
///     {title: "Capital of Tennessee"}
///     =Memph:[Memphis, TN]
///     42:Memph>Nash>Chat=Knox         ranked
///     26:Nash/5,Chat/2,[Knoxville]/1  scored
///     15:Chat,Knox                    approved
///     10:                             blank
///
/// One file holds ballots of one kind. Ranks with scores are read as ranks, or as scores if these are asked for.
struct AbifReader {
    private struct Mark {
        let option: Int
        let score: Int?
        /// What stands before the mark: `>`, `=`, `,`; nil before the first.
        let separator: UInt8?
    }

    private var tokens: [String: Int] = [:]
    private var ids: [String] = []
    private var names: [String?] = []
    private var title: String?
    /// Each distinct ballot with the line it first stands on.
    private var table = ByteTable()
    private var ballots: [(marks: [Mark], count: Int, line: Int)] = []

    static func read(_ reading: inout Reading, kind: Ballot.Kind?) throws(BallotFileError) -> BallotFile {
        var reader = AbifReader()
        while let line = reading.nextFilledLine() {
            let bytes = reading.bytes
            switch bytes[line.lowerBound] {
            case 0x23: break
            case 0x7B: try reader.readMetadata(line, &reading)
            case 0x3D: try reader.readCandidate(line, &reading)
            default: try reader.readBallot(line, &reading)
            }
        }
        return try reader.file(&reading, kind)
    }

    /// A number, then `:` or `*`.
    static func isBallot(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
        guard let end = bytes[line].firstIndex(where: { !$0.isDigit }), end > line.lowerBound else {
            return false
        }
        let separator = bytes.trimmed(end..<line.upperBound).lowerBound
        return separator < line.upperBound && [0x3A, 0x2A].contains(bytes[separator])
    }

    /// `{title: "…"}` or `{"title": "…"}`; the rest is not read.
    private mutating func readMetadata(
        _ line: Range<Int>, _ reading: inout Reading
    ) throws(BallotFileError) {
        let bytes = reading.bytes
        guard bytes[line.upperBound - 1] == 0x7D, let colon = bytes[line].firstIndex(of: 0x3A) else {
            throw reading.error("a line in braces holds a word, a colon and a value")
        }
        let key = try reading.text(bytes.trimmed(line.lowerBound + 1..<colon))
        guard key == "title" || key == "\"title\"" else { return }
        let value = bytes.trimmed(colon + 1..<line.upperBound - 1)
        guard value.count >= 2, bytes[value.lowerBound] == 0x22, bytes[value.upperBound - 1] == 0x22 else {
            throw reading.error("the title stands in quotes")
        }
        title = try reading.text(value.lowerBound + 1..<value.upperBound - 1)
    }

    /// `=Memph:[Memphis, TN]`
    private mutating func readCandidate(
        _ line: Range<Int>, _ reading: inout Reading
    ) throws(BallotFileError) {
        var index = reading.bytes.trimmed(line.lowerBound + 1..<line.upperBound).lowerBound
        let token = try Self.token(&index, line.upperBound, &reading)
        guard index < line.upperBound, reading.bytes[index] == 0x3A else {
            throw reading.error("a candidate is a short name, a colon and a name")
        }
        index = reading.bytes.trimmed(index + 1..<line.upperBound).lowerBound
        let name = try Self.token(&index, line.upperBound, &reading)
        try Self.expectEnd(index, line.upperBound, reading)
        let option = number(of: token)
        guard names[option] == nil else { throw reading.error("the candidate \(token) stands twice") }
        names[option] = name
    }

    private mutating func number(of token: String) -> Int {
        if let number = tokens[token] { return number }
        tokens[token] = ids.count
        ids.append(token)
        names.append(nil)
        return ids.count - 1
    }
}

extension AbifReader {
    private mutating func readBallot(_ line: Range<Int>, _ reading: inout Reading) throws(BallotFileError) {
        guard Self.isBallot(line, reading.bytes),
            let end = reading.bytes[line].firstIndex(where: { !$0.isDigit })
        else { throw reading.error("a ballot begins with a number and a colon") }
        let count = try reading.whole(line.lowerBound..<end, "the number of ballots")
        guard (1...Profile.mostBallots).contains(count) else {
            throw reading.error("a number of ballots is 1 or more")
        }
        let separator = reading.bytes.trimmed(end..<line.upperBound).lowerBound
        let range = reading.bytes.trimmed(separator + 1..<line.upperBound)
        if let known = table.find(range, in: reading.bytes) {
            ballots[known].count += count
        } else {
            ballots.append((try marks(range, &reading), count, reading.line))
            table.insert(range, in: reading.bytes)
        }
        guard ballots[table.find(range, in: reading.bytes) ?? 0].count <= Profile.mostBallots else {
            throw reading.error("there are too many ballots")
        }
    }

    private mutating func marks(_ range: Range<Int>, _ reading: inout Reading) throws(BallotFileError)
        -> [Mark]
    {
        var marks: [Mark] = []
        var seen = Set<Int>()
        var (index, end) = (range.lowerBound, range.upperBound)
        var separator: UInt8?
        while index < end, reading.bytes[index] != 0x23 {
            if !marks.isEmpty {
                separator = reading.bytes[index]
                guard [0x3E, 0x3D, 0x2C].contains(separator) else {
                    throw reading.error("a >, = or comma is missing")
                }
                index = reading.bytes.trimmed(index + 1..<end).lowerBound
            }
            let option = number(of: try Self.token(&index, end, &reading))
            guard seen.insert(option).inserted else {
                throw reading.error("\(ids[option]) stands twice on a ballot")
            }
            var score: Int?
            if index < end, reading.bytes[index] == 0x2F {
                let start = reading.bytes.trimmed(index + 1..<end).lowerBound
                let stop = reading.bytes[start..<end].firstIndex { !$0.isDigit } ?? end
                score = try reading.whole(start..<stop, "a score")
                index = reading.bytes.trimmed(stop..<end).lowerBound
            }
            marks.append(Mark(option: option, score: score, separator: separator))
        }
        end = index
        return marks
    }

    /// A bare word or a text in brackets or quotes; goes on behind it and the spaces after it.
    private static func token(
        _ index: inout Int, _ end: Int, _ reading: inout Reading
    ) throws(BallotFileError) -> String {
        let bytes = reading.bytes
        guard index < end else { throw reading.error("a name is missing") }
        var range = index..<index
        if bytes[index] == 0x5B || bytes[index] == 0x22 {
            let closing: UInt8 = bytes[index] == 0x5B ? 0x5D : 0x22
            guard let close = bytes[index + 1..<end].firstIndex(of: closing) else {
                throw reading.error("a name does not end with \(Unicode.Scalar(closing))")
            }
            range = index + 1..<close
            index = close + 1
        } else {
            let stop = bytes[index..<end].firstIndex { $0.isBlank || reserved.contains($0) } ?? end
            range = index..<stop
            index = stop
        }
        guard !range.isEmpty else { throw reading.error("a name is missing") }
        index = bytes.trimmed(index..<end).lowerBound
        return try reading.text(range)
    }

    /// `>` `=` `,` `/` `:` `*` `#` `[` `]` `{` `}` `"` end a bare name.
    private static let reserved: Set<UInt8> = Set(">=,/:*#[]{}\"".utf8)

    private static func expectEnd(_ index: Int, _ end: Int, _ reading: Reading) throws(BallotFileError) {
        guard index >= end || reading.bytes[index] == 0x23 else {
            throw reading.error("something follows the name")
        }
    }
}

extension AbifReader {
    private func file(_ reading: inout Reading, _ wanted: Ballot.Kind?) throws(BallotFileError) -> BallotFile
    {
        guard (1...BallotFile.mostOptions).contains(ids.count) else {
            throw reading.error("there are 1 to \(BallotFile.mostOptions) candidates", line: 1)
        }
        // Candidates in a fixed order, whatever the order of the ballots that name them.
        let order = ids.indices.sorted { Array(ids[$0].utf8).lexicographicallyPrecedes(Array(ids[$1].utf8)) }
        var places = [Int](repeating: 0, count: ids.count)
        for (place, option) in order.enumerated() { places[option] = place }
        let kind = try kind(reading, wanted)
        for (marks, count, _) in ballots { try reading.count(Self.ballot(marks, kind, places), count) }
        var file = try BallotFile(
            .abif, reading, options: order.map { (ids[$0], names[$0] ?? ids[$0]) }, kind: kind)
        file.title = title
        return file
    }

    /// What the separators and scores of all ballots say together.
    private func kind(_ reading: Reading, _ wanted: Ballot.Kind?) throws(BallotFileError) -> Ballot.Kind {
        let comma = ballots.first { $0.marks.contains { $0.separator == 0x2C } }
        let rank = ballots.first { $0.marks.contains { $0.separator == 0x3E || $0.separator == 0x3D } }
        let bare = ballots.first { $0.marks.contains { $0.score == nil } }
        let hasScores = ballots.contains { $0.marks.contains { $0.score != nil } }
        if let comma, let rank {
            throw reading.error("ranks and lists with commas do not mix", line: max(comma.line, rank.line))
        }
        if hasScores, let bare, wanted == .scores || rank == nil {
            throw reading.error("a score is missing", line: bare.line)
        }
        if hasScores { return rank == nil || wanted == .scores ? .scores : .ranking }
        return comma == nil ? .ranking : .approvals
    }

    private static func ballot(_ marks: [Mark], _ kind: Ballot.Kind, _ places: [Int]) -> Ballot {
        if marks.isEmpty { return .blank }
        switch kind {
        case .scores:
            var scores = [Int?](repeating: nil, count: places.count)
            for mark in marks { scores[places[mark.option]] = mark.score }
            return .scores(scores)
        case .approvals: return .approvals(marks.map { places[$0.option] }.sorted())
        default:
            var groups: [[Int]] = []
            for mark in marks {
                if mark.separator == 0x3D {
                    groups[groups.count - 1].append(places[mark.option])
                } else {
                    groups.append([places[mark.option]])
                }
            }
            return .ranking(Ranking(groups))
        }
    }
}

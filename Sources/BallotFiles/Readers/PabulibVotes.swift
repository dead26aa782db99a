import Tally

/// The votes of a Pabulib file, one voter a line.
struct PabulibVotes {
    private let type: PabulibReader.VoteType
    private let ids: ByteTable
    private let idBytes: [UInt8]
    private var columns = 0
    private var vote = 0
    private var points: Int?

    init(_ type: PabulibReader.VoteType, ids: ByteTable, idBytes: [UInt8]) {
        self.type = type
        self.ids = ids
        self.idBytes = idBytes
    }

    /// Reads to the end of the file. `names` are those of the columns.
    mutating func read(_ names: [String], _ reading: inout Reading) throws(BallotFileError) {
        guard let vote = names.firstIndex(of: "vote") else { throw reading.error("VOTES has a column vote") }
        self.vote = vote
        columns = names.count
        points = names.firstIndex(of: "points")
        if type == .cumulative || type == .scoring, points == nil {
            throw reading.error("VOTES has a column points where voters give points")
        }
        if type != .cumulative, type != .scoring { points = nil }
        while let line = reading.nextFilledLine() { try readLine(line, &reading) }
    }

    private mutating func readLine(_ line: Range<Int>, _ reading: inout Reading) throws(BallotFileError) {
        let bytes = reading.bytes
        var (column, start) = (0, line.lowerBound)
        var (vote, points): (Range<Int>?, Range<Int>?) = (nil, nil)
        for index in line.lowerBound...line.upperBound {
            if index < line.upperBound {
                if bytes[index] == 0x22 { return try readQuoted(line, &reading) }
                if bytes[index] != 0x3B { continue }
            }
            if column == self.vote { vote = bytes.trimmed(start..<index) }
            if column == self.points { points = bytes.trimmed(start..<index) }
            column += 1
            start = index + 1
        }
        guard let vote, column == columns else {
            throw reading.error("the row has \(column) values instead of \(columns)")
        }
        // Equal bytes from one to the other are equal votes, whatever stands between.
        let first = min(vote.lowerBound, points?.lowerBound ?? vote.lowerBound)
        let key = first..<max(vote.upperBound, points?.upperBound ?? vote.upperBound)
        if try reading.count(known: key, 1) { return }
        let ballot = try ballot(vote, points, bytes, &reading)
        try reading.count(ballot, at: key, 1)
    }

    /// A line with quotes in it, which may go on over several lines.
    private mutating func readQuoted(_ line: Range<Int>, _ reading: inout Reading) throws(BallotFileError) {
        var csv = CSVReader(
            reading.bytes, separator: 0x3B, allowsInnerQuotes: true, position: line.lowerBound,
            lines: reading.line - 1)
        guard let record = try csv.next() else { return }
        reading.resume(at: csv.position, line: csv.lines)
        guard record.fields.count == columns else {
            throw reading.error(
                "the row has \(record.fields.count) values instead of \(columns)", line: record.line)
        }
        let vote = record.fields[self.vote]
        let points = self.points.map { record.fields[$0] } ?? []
        let both = vote + points
        let ballot = try ballot(
            both.trimmed(0..<vote.count), self.points == nil ? nil : both.trimmed(vote.count..<both.count),
            both,
            &reading)
        try reading.count(ballot, 1)
    }
}

extension PabulibVotes {
    private func ballot(
        _ vote: Range<Int>, _ points: Range<Int>?, _ bytes: [UInt8], _ reading: inout Reading
    ) throws(BallotFileError) -> Ballot {
        let chosen = try projects(vote, bytes, &reading)
        if let points { return try scores(chosen, points, bytes, &reading) }
        let known = try known(chosen, &reading)
        switch type {
        case .approval: return known.isEmpty ? .blank : .approvals(known.sorted())
        case .chooseOne:
            guard known.count <= 1 else { throw reading.error("a vote names more than one project") }
            return known.first.map(Ballot.choice) ?? .blank
        default: return known.isEmpty ? .blank : .ranking(Ranking(order: known))
        }
    }

    /// The projects named, nil for one that does not exist.
    private func projects(
        _ vote: Range<Int>, _ bytes: [UInt8], _ reading: inout Reading
    ) throws(BallotFileError) -> [Int?] {
        guard !vote.isEmpty else { return [] }
        var projects: [Int?] = []
        var start = vote.lowerBound
        for index in vote.lowerBound...vote.upperBound where index == vote.upperBound || bytes[index] == 0x2C
        {
            let range = bytes.trimmed(start..<index)
            let project = ids.find(range, in: bytes, among: idBytes)
            if project == nil {
                let id = String(decoding: bytes[range], as: UTF8.self)
                try reading.mend("there is no project \"\(id)\"", "the mark is left out")
            }
            projects.append(project)
            start = index + 1
        }
        return projects
    }

    /// Each project once.
    private func known(_ chosen: [Int?], _ reading: inout Reading) throws(BallotFileError) -> [Int] {
        var known: [Int] = []
        for project in chosen.compactMap({ $0 }) {
            if known.contains(project) {
                try reading.mend("a vote names a project twice", "the second mark is left out")
            } else {
                known.append(project)
            }
        }
        return known
    }

    private func scores(
        _ chosen: [Int?], _ points: Range<Int>, _ bytes: [UInt8], _ reading: inout Reading
    ) throws(BallotFileError) -> Ballot {
        let numbers = points.isEmpty ? [] : bytes.split(points, at: 0x2C)
        guard numbers.count == chosen.count else {
            throw reading.error("a vote names \(chosen.count) projects and gives points to \(numbers.count)")
        }
        guard !chosen.isEmpty else { return .blank }
        var scores = [Int?](repeating: nil, count: ids.count)
        for (project, range) in zip(chosen, numbers) {
            guard let project else { continue }
            guard scores[project] == nil else {
                try reading.mend("a vote names a project twice", "the second mark is left out")
                continue
            }
            guard let number = bytes.whole(range), number <= 1_000_000 else {
                throw reading.error("points are whole numbers up to 1000000")
            }
            scores[project] = number
        }
        return .scores(scores)
    }
}

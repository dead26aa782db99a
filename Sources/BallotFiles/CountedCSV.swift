package import Tally

/// Equal ballots counted together, one row each, as spreadsheets like it.
///
///     count,Park,School        count,Park,School        count,yes,no,abstain
///     12,1,                    12,5,0                   40,1,,
///     3,1,1                    1,,3                     30,,1,
///     1,invalid,               1,invalid,               2,invalid,,
///
/// The first row names the options. A mark is `1` (choices, approvals) or the score; an empty cell is none,
/// and so is `0` but for scores. A row whose only entry is `invalid` counts invalid ballots. UTF-8, RFC 4180.
package struct CountedCSV: Sendable {
    package let names: [String]
    package let groups: [Profile.Group]

    package init(names: [String], groups: [Profile.Group]) {
        self.names = names
        self.groups = groups
    }

    package init(parsing bytes: [UInt8], rule: Rule) throws(BallotFileError) {
        let records = try CSV.records(bytes)
        guard let header = records.first, header.fields.first == "count", header.fields.count > 1 else {
            throw BallotFileError(line: 1, reason: "the first row starts with count and names the options")
        }
        names = Array(header.fields.dropFirst())
        guard Set(names).count == names.count, !names.contains("") else {
            throw BallotFileError(
                line: header.line, reason: "two options have the same name, or one has none")
        }
        guard rule.fixedOptions.isEmpty || names == rule.fixedOptions else {
            let expected = rule.fixedOptions.joined(separator: ", ")
            throw BallotFileError(line: header.line, reason: "the options of \(rule.id) are \(expected)")
        }
        var groups: [Profile.Group] = []
        for record in records.dropFirst() {
            do throws(BallotFileError) {
                groups.append(try Self.group(record.fields, options: names.count, kind: rule.ballot))
            } catch {
                throw error.at(line: record.line)
            }
        }
        self.groups = groups
    }

    private static func group(
        _ fields: [String], options: Int, kind: Ballot.Kind
    ) throws(BallotFileError) -> Profile.Group {
        guard fields.count == options + 1 else {
            throw BallotFileError(reason: "the row has \(fields.count) cells instead of \(options + 1)")
        }
        guard let count = whole(fields[0]), (1...Profile.mostBallots).contains(count) else {
            throw BallotFileError(reason: "a count is a whole number from 1")
        }
        let cells = fields.dropFirst()
        if cells.contains("invalid"), cells.filter({ !$0.isEmpty }) == ["invalid"] {
            return Profile.Group(.invalid, count: count)
        }
        var marks: [Int?] = []
        for cell in cells {
            guard cell.isEmpty || whole(cell) != nil else {
                throw BallotFileError(reason: "\"\(cell)\" is not a mark")
            }
            marks.append(whole(cell))
        }
        return Profile.Group(try ballot(marks, kind), count: count)
    }

    static func ballot(_ marks: [Int?], _ kind: Ballot.Kind) throws(BallotFileError) -> Ballot {
        if marks.allSatisfy({ $0 == nil }) { return .blank }
        if kind == .scores { return .scores(marks) }
        guard kind != .ranking else {
            throw BallotFileError(reason: "this form of file cannot hold rankings")
        }
        guard marks.allSatisfy({ [nil, 0, 1].contains($0) }) else {
            throw BallotFileError(reason: "a mark is 1, 0 or nothing")
        }
        let marked = marks.indices.filter { marks[$0] == 1 }
        if kind == .approvals { return .approvals(marked) }
        guard marked.count <= 1 else { throw BallotFileError(reason: "more than one option is chosen") }
        return marked.first.map(Ballot.choice) ?? .blank
    }

    static func whole(_ cell: String) -> Int? { Int(cell).flatMap { String($0) == cell ? $0 : nil } }

    /// Rows by falling count, then in the order of their text, so that equal profiles give equal bytes.
    package var text: String {
        let rows = groups.map {
            (count: $0.count, text: CSV.record([String($0.count)] + cells(of: $0.ballot)))
        }
        let sorted = rows.sorted { $0.count != $1.count ? $0.count > $1.count : $0.text < $1.text }
        return CSV.record(["count"] + names) + sorted.map(\.text).joined()
    }

    private func cells(of ballot: Ballot) -> [String] {
        switch ballot {
        case .blank, .ranking: names.map { _ in "" }
        case .invalid: names.indices.map { $0 == 0 ? "invalid" : "" }
        case .choice(let option): names.indices.map { $0 == option ? "1" : "" }
        case .approvals(let marked): names.indices.map { marked.contains($0) ? "1" : "" }
        case .scores(let scores): scores.map { $0.map { String($0) } ?? "" }
        }
    }
}

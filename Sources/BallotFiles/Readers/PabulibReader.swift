import Tally

/// Votes on a budget as Pabulib keeps them: three sections of values separated by semicolons.
///
///     META
///     key;value
///     budget;1000000
///     vote_type;approval              or ordinal, cumulative, scoring, choose-1
///     PROJECTS
///     project_id;cost;name
///     24;5000;Zakup 10 fotopułapek
///     VOTES
///     voter_id;vote                   and points, where voters give some
///     1;70,20,21
///
/// In an ordinal vote the best project comes first; its places are worth points by Borda's rule, `max_length` for
/// the best and one less for each after it. Money may have two decimals; the budget then counts hundredths.
struct PabulibReader {
    /// How votes are written.
    enum VoteType: String {
        case approval, ordinal, cumulative, scoring
        case chooseOne = "choose-1"
    }

    private(set) var meta: [String: (value: String, line: Int)] = [:]
    private(set) var projects: [(id: String, name: String, cost: Money, selected: Bool?)] = []
    /// The projects' ids as they stand in votes.
    private(set) var ids = ByteTable()
    private var idBytes: [UInt8] = []

    struct Money {
        let hundredths: Int
        var isWhole: Bool { hundredths % 100 == 0 }
    }

    static func read(_ reading: inout Reading) throws(BallotFileError) -> BallotFile {
        var reader = PabulibReader()
        var csv = CSVReader(
            reading.bytes, separator: 0x3B, allowsInnerQuotes: true, position: reading.position)
        try reader.readMeta(&csv, &reading)
        try reader.readProjects(&csv, &reading)
        guard let type = VoteType(rawValue: try reader.value("vote_type", reading)) else {
            throw reading.error(
                "the vote_type is none of approval, ordinal, cumulative, scoring, choose-1",
                line: reader.meta["vote_type"]?.line)
        }
        let limit = try reader.money(
            reader.value("budget", reading), line: reader.meta["budget"]?.line, reading)
        try reader.check("num_projects", reader.projects.count, &reading)
        guard let columns = try csv.next() else { throw reading.error("the columns of VOTES are missing") }
        reading.resume(at: csv.position, line: csv.lines)
        var votes = PabulibVotes(type, ids: reader.ids, idBytes: reader.idBytes)
        try votes.read(try BallotTableReader.texts(columns, &reading), &reading)
        try reader.check("num_votes", reading.counts.total, &reading)
        return try reader.file(type, limit, reading)
    }

    private func file(_ type: VoteType, _ limit: Money, _ reading: Reading) throws(BallotFileError)
        -> BallotFile
    {
        let isWhole = limit.isWhole && projects.allSatisfy(\.cost.isWhole)
        let unit = isWhole ? 100 : 1
        let kinds: [VoteType: Ballot.Kind] = [.approval: .approvals, .ordinal: .ranking, .chooseOne: .choice]
        var file = try BallotFile(
            .pabulib, reading, options: projects.map { ($0.id, $0.name) },
            budget: Profile.Budget(
                limit: limit.hundredths / unit, costs: projects.map { $0.cost.hundredths / unit }),
            kind: kinds[type] ?? .scores)
        file.title = meta["description"]?.value
        file.moneyPlaces = isWhole ? 0 : 2
        if projects.allSatisfy({ $0.selected != nil }) {
            file.selected = projects.indices.filter { projects[$0].selected ?? false }
        }
        if type == .ordinal, let most = meta["max_length"].flatMap({ Int($0.value) }),
            (1...1000).contains(most),
            meta["scoring_fn"].map({ $0.value == "Borda" }) ?? true
        {
            file.pointsByPlace = (1...most).reversed()
        }
        return file
    }

    private func value(_ key: String, _ reading: Reading) throws(BallotFileError) -> String {
        guard let value = meta[key]?.value else {
            throw reading.error("META does not say the \(key)", line: 1)
        }
        return value
    }

    private func check(_ key: String, _ found: Int, _ reading: inout Reading) throws(BallotFileError) {
        guard let (value, line) = meta[key], value != String(found) else { return }
        try reading.mend("META says \(key) \(value)", "it is \(found)", line: line)
    }
}

extension PabulibReader {
    /// From META to the line PROJECTS.
    private mutating func readMeta(
        _ csv: inout CSVReader, _ reading: inout Reading
    ) throws(BallotFileError) {
        _ = try csv.next()
        guard let columns = try csv.next() else { throw reading.error("META is empty", line: csv.lines) }
        guard try BallotTableReader.texts(columns, &reading).starts(with: ["key", "value"]) else {
            throw reading.error("the columns of META are key;value", line: columns.line)
        }
        while let record = try csv.next() {
            let fields = try BallotTableReader.texts(record, &reading)
            if fields == ["PROJECTS"] { return }
            guard fields.count >= 2 else {
                throw reading.error("a line of META is key;value", line: record.line)
            }
            guard meta.updateValue((fields[1], record.line), forKey: fields[0]) == nil else {
                throw reading.error("META says \(fields[0]) twice", line: record.line)
            }
        }
        throw reading.error("the section PROJECTS is missing", line: csv.lines)
    }

    /// From PROJECTS to the line VOTES.
    private mutating func readProjects(
        _ csv: inout CSVReader, _ reading: inout Reading
    ) throws(BallotFileError) {
        guard let header = try csv.next() else { throw reading.error("PROJECTS is empty", line: csv.lines) }
        let columns = try BallotTableReader.texts(header, &reading)
        guard let id = columns.firstIndex(of: "project_id"), let cost = columns.firstIndex(of: "cost") else {
            throw reading.error("PROJECTS has columns project_id and cost", line: header.line)
        }
        let (name, selected) = (columns.firstIndex(of: "name"), columns.firstIndex(of: "selected"))
        while let record = try csv.next() {
            let fields = try BallotTableReader.texts(record, &reading)
            if fields == ["VOTES"] {
                guard !projects.isEmpty else {
                    throw reading.error("there are no projects", line: record.line)
                }
                return
            }
            guard fields.count == columns.count else {
                throw reading.error(
                    "the row has \(fields.count) values instead of \(columns.count)", line: record.line)
            }
            try add(fields[id], record.line, reading)
            let price = try money(fields[cost], line: record.line, reading)
            guard price.hundredths > 0 else {
                throw reading.error("a project costs more than 0", line: record.line)
            }
            projects.append(
                (fields[id], name.map { fields[$0] } ?? fields[id], price, selected.map { fields[$0] == "1" })
            )
        }
        throw reading.error("the section VOTES is missing", line: csv.lines)
    }

    private mutating func add(_ id: String, _ line: Int, _ reading: Reading) throws(BallotFileError) {
        let start = idBytes.count
        idBytes += Array(id.utf8)
        guard start < idBytes.count, ids.find(start..<idBytes.count, in: idBytes) == nil else {
            throw reading.error("a project has no id, or that of another", line: line)
        }
        guard projects.count < BallotFile.mostOptions else {
            throw reading.error("there are more than \(BallotFile.mostOptions) projects", line: line)
        }
        ids.insert(start..<idBytes.count, in: idBytes)
    }

    /// `5000` or `5000.50`.
    private func money(_ text: String, line: Int?, _ reading: Reading) throws(BallotFileError) -> Money {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { Array($0.utf8) }
        let numbers = parts.compactMap { $0.whole($0.indices) }
        let decimals = parts.count == 2 ? parts[1] : []
        guard numbers.count == parts.count, (1...2).contains(parts.count),
            numbers[0] <= Profile.mostMoney / 100, decimals.dropFirst(2).allSatisfy({ $0 == 0x30 })
        else { throw reading.error("\"\(text)\" is not an amount of money", line: line) }
        let tens = decimals.first.map { Int($0 - 0x30) } ?? 0
        let ones = decimals.count > 1 ? Int(decimals[1] - 0x30) : 0
        return Money(hundredths: numbers[0] * 100 + tens * 10 + ones)
    }
}

import Tally

/// The rows of a table whose columns are ranks and whose cells name options.
struct RankRows {
    private enum Cell: Hashable {
        case skipped
        case overvoted
        /// By the order in which names are met.
        case option(Int)
    }

    let ranks: Int
    private var numbers: [String: Int] = [:]
    private var names: [String] = []
    private var rows: [[Cell]: Int] = [:]
    private var order: [[Cell]] = []
    private var invalid = 0
    private var total = 0

    init(ranks: Int) { self.ranks = ranks }

    func read(_ csv: inout CSVReader, _ reading: inout Reading) throws(BallotFileError) -> BallotFile {
        var reader = self
        while let record = try csv.next() {
            reading.resume(at: csv.position, line: record.line)
            try reader.readRow(record, &reading)
        }
        guard (1...BallotFile.mostOptions).contains(reader.names.count) else {
            throw reading.error("the rows name 1 to \(BallotFile.mostOptions) options", line: csv.lines)
        }
        // In a fixed order, whatever the order of the rows.
        let options = reader.names.indices.sorted {
            Array(reader.names[$0].utf8).lexicographicallyPrecedes(Array(reader.names[$1].utf8))
        }
        var places = [Int](repeating: 0, count: options.count)
        for (place, number) in options.enumerated() { places[number] = place }
        for row in reader.order { try reading.count(Self.ballot(row, places), reader.rows[row] ?? 0) }
        if reader.invalid > 0 { try reading.count(.invalid, reader.invalid) }
        return try BallotFile(
            .table, reading, options: options.map { (reader.names[$0], reader.names[$0]) }, kind: .ranking)
    }

    private mutating func readRow(
        _ record: CSVReader.Record, _ reading: inout Reading
    ) throws(BallotFileError) {
        let cells = try BallotTableReader.texts(record, &reading)
        guard cells.count == ranks + 1 else {
            throw reading.error("the row has \(cells.count) cells instead of \(ranks + 1)")
        }
        let count = try BallotTableReader.count(cells[0], reading)
        if cells.dropFirst().filter({ !$0.isEmpty }) == ["invalid"] {
            invalid += count
        } else {
            var row = cells.dropFirst().map { cell -> Cell in
                switch cell {
                case "", "undervote": .skipped
                case "overvote": .overvoted
                default: .option(number(of: cell))
                }
            }
            // Ranks skipped at the end say nothing.
            while row.last == .skipped { row.removeLast() }
            if rows[row] == nil { order.append(row) }
            rows[row, default: 0] += count
        }
        total += count
        guard total <= Profile.mostBallots else { throw reading.error("there are too many ballots") }
    }

    private mutating func number(of name: String) -> Int {
        if let number = numbers[name] { return number }
        numbers[name] = names.count
        names.append(name)
        return names.count - 1
    }

    private static func ballot(_ row: [Cell], _ places: [Int]) -> Ballot {
        guard !row.isEmpty else { return .blank }
        let named = row.compactMap { cell in
            if case .option(let number) = cell { places[number] } else { nil }
        }
        let others = places.indices.filter { !named.contains($0) }
        let overvoted = others.count < 2 ? Array(places.indices) : others
        return .ranking(
            Ranking(
                row.map { cell in
                    switch cell {
                    case .skipped: []
                    case .overvoted: overvoted
                    case .option(let number): [places[number]]
                    }
                }))
    }
}

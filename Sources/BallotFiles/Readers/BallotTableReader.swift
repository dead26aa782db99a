import Tally

/// Counted ballots in rows, as spreadsheets and RCTab's cast vote records give them, and exports of star.vote.
///
///     count,rank1,rank2,rank3        count,Park,School        voterID,voteTime,pollID,Park,School
///     12,Alice,Bob,undervote         12,1,                    v1,,9xrw,5,0
///     3,overvote,UWI,Bob             3,1,1
///
/// *Ranks*: an empty cell or `undervote` is a rank that was skipped. `overvote` is a rank with several options that
/// the file does not name: every option that the ballot names nowhere else stands there, or every option where
/// fewer than two are left. `UWI` (undeclared write-in) is an option of its own. Spaces around a name are no part
/// of it. *Marks*: as `CountedCSV` reads them, approvals where all are `1`, `0` or nothing, else scores.
enum BallotTableReader {
    static func recognises(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
        bytes.starts(line, with: "count,") || bytes.starts(line, with: "voterID,")
    }

    static func read(_ reading: inout Reading, kind: Ballot.Kind?) throws(BallotFileError) -> BallotFile {
        var csv = CSVReader(reading.bytes, position: reading.position)
        guard let header = try csv.next() else { throw reading.error("the first row is missing", line: 1) }
        let names = try texts(header, &reading)
        if names.count > 1, names[0] == "count",
            names.dropFirst().enumerated().allSatisfy({ $1 == "rank\($0 + 1)" })
        {
            return try RankRows(ranks: names.count - 1).read(&csv, &reading)
        }
        let isExport = names.starts(with: ["voterID", "voteTime", "pollID"])
        let options = Array(names.dropFirst(isExport ? 3 : 1))
        guard isExport || names.first == "count", (1...BallotFile.mostOptions).contains(options.count) else {
            throw reading.error("the first row starts with count and names the options", line: header.line)
        }
        guard Set(options).count == options.count, !options.contains("") else {
            throw reading.error("two options have the same name, or one has none", line: header.line)
        }
        let rows = try Self.rows(&csv, &reading, isExport: isExport, options: options.count)
        let isBinary = rows.keys.allSatisfy { $0.marks.allSatisfy { [nil, 0, 1].contains($0) } }
        let kind = kind ?? (isBinary && !isExport ? .approvals : .scores)
        for (row, (count, line)) in rows.sorted(by: { $0.value.line < $1.value.line }) {
            do throws(BallotFileError) {
                let ballot = try row.isInvalid ? .invalid : CountedCSV.ballot(row.marks, kind)
                try reading.count(ballot, count)
            } catch {
                throw error.at(line: line)
            }
        }
        return try BallotFile(.table, reading, options: options.map { ($0, $0) }, kind: kind)
    }

    private struct Row: Hashable {
        var marks: [Int?]
        var isInvalid = false
    }

    /// Equal rows together, with the first line of each.
    private static func rows(
        _ csv: inout CSVReader, _ reading: inout Reading, isExport: Bool, options: Int
    ) throws(BallotFileError) -> [Row: (count: Int, line: Int)] {
        var rows: [Row: (count: Int, line: Int)] = [:]
        var total = 0
        while let record = try csv.next() {
            reading.resume(at: csv.position, line: record.line)
            var cells = try texts(record, &reading)
            let lead = isExport ? 3 : 1
            if cells.count > options + lead, cells[(options + lead)...].allSatisfy(\.isEmpty) {
                try reading.mend("the row has more cells than the first one", "the empty ones are left out")
                cells = Array(cells[..<(options + lead)])
            }
            guard cells.count == options + lead else {
                throw reading.error("the row has \(cells.count) cells instead of \(options + lead)")
            }
            let count = isExport ? 1 : try Self.count(cells[0], reading)
            let row = try row(cells[lead...], reading)
            let before = rows[row] ?? (0, record.line)
            total += count
            guard total <= Profile.mostBallots else { throw reading.error("there are too many ballots") }
            rows[row] = (before.count + count, before.line)
        }
        return rows
    }

    private static func row(_ cells: ArraySlice<String>, _ reading: Reading) throws(BallotFileError) -> Row {
        if cells.filter({ !$0.isEmpty }) == ["invalid"] { return Row(marks: [], isInvalid: true) }
        var marks: [Int?] = []
        for cell in cells {
            guard cell.isEmpty || CountedCSV.whole(cell) != nil else {
                throw reading.error("\"\(cell)\" is not a mark")
            }
            marks.append(CountedCSV.whole(cell))
        }
        return Row(marks: marks)
    }

    static func count(_ cell: String, _ reading: Reading) throws(BallotFileError) -> Int {
        guard let count = CountedCSV.whole(cell), (1...Profile.mostBallots).contains(count) else {
            throw reading.error("a count is a whole number from 1")
        }
        return count
    }

    /// The cells as text without spaces around them.
    static func texts(_ record: CSVReader.Record, _ reading: inout Reading) throws(BallotFileError)
        -> [String]
    {
        var texts: [String] = []
        for field in record.fields {
            let range = field.trimmed(field.indices)
            if let text = String(validating: field[range], as: UTF8.self) {
                texts.append(text)
            } else {
                try reading.mend("the text is not UTF-8", "it is read as ISO 8859-1", line: record.line)
                texts.append(field.latin1(range))
            }
        }
        return texts
    }
}

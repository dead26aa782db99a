import Core
package import Deliberation

/// What a folder exported from Polis says, in its own numbers.
package struct PolisExport: Sendable {
    package let statements: [ImportedStatement]
    /// In the order of the file: the last row of a person about a statement wins.
    package let reactions: [ImportedReaction]

    /// Reads `comments.csv` and `votes.csv`: columns by the names in their first lines, times in milliseconds.
    package init(comments: [UInt8], votes: [UInt8]) throws(PolisFault) {
        let written = try PolisTable(
            "comments", comments, columns: ["comment-id", "author-id", "moderated", "comment-body"])
        statements = try written.rows { row throws(PolisFault) in
            let body = try row.text("comment-body")
            guard (1...1000).contains(body.unicodeScalars.count) else { throw row.fault("comment-body") }
            return ImportedStatement(
                number: try row.number("comment-id"), author: try row.number("author-id"), body: body,
                isAccepted: try row.number("moderated") == 1)
        }
        // A file without a statement is at fault itself, not the first vote on one of them.
        guard !statements.isEmpty else { throw PolisFault(file: "comments", line: 2, column: "comment-id") }
        let known = Set(statements.map(\.number))
        let given = try PolisTable("votes", votes, columns: ["timestamp", "comment-id", "voter-id", "vote"])
        reactions = try given.rows { row throws(PolisFault) in
            guard let value = Reaction(rawValue: try row.number("vote")) else { throw row.fault("vote") }
            let statement = try row.number("comment-id")
            guard known.contains(statement) else { throw row.fault("comment-id") }
            return ImportedReaction(
                statement: statement, participant: try row.number("voter-id"), value: value,
                givenOn: Instant(seconds: Int64(try row.number("timestamp")) / 1000).day)
        }
    }

    /// Every pseudonym in the files, in order.
    var participants: [Int] {
        Set(reactions.map(\.participant)).union(statements.compactMap(\.author)).sorted()
    }
}

/// Which place of an export cannot be taken.
package struct PolisFault: Error, Hashable, Sendable, CustomStringConvertible {
    /// `comments` or `votes`.
    package let file: String
    package let line: Int
    package let column: String

    package var description: String { "\(file), line \(line): column \(column) cannot be read" }
}

/// A file of an export, with its columns found by name.
private struct PolisTable {
    struct Row {
        let table: PolisTable
        let fields: [String]
        let line: Int

        func fault(_ column: String) -> PolisFault {
            PolisFault(file: table.file, line: line, column: column)
        }

        func text(_ column: String) throws(PolisFault) -> String {
            guard let index = table.columns[column], index < fields.count else { throw fault(column) }
            return fields[index]
        }

        func number(_ column: String) throws(PolisFault) -> Int {
            guard let number = Int(try text(column)) else { throw fault(column) }
            return number
        }
    }

    let file: String
    private(set) var columns: [String: Int] = [:]
    private var records: [(fields: [String], line: Int)] = []

    /// Refused at its first line where a column that is read is not named there.
    init(_ file: String, _ bytes: [UInt8], columns names: [String]) throws(PolisFault) {
        self.file = file
        CSVRecords.each(of: bytes) { fields, line in
            if columns.isEmpty {
                columns = Dictionary(zip(fields, fields.indices)) { first, _ in first }
            } else {
                records.append((fields, line))
            }
        }
        if let missing = names.first(where: { columns[$0] == nil }) {
            throw PolisFault(file: file, line: 1, column: missing)
        }
    }

    func rows<Value>(_ read: (Row) throws(PolisFault) -> Value) throws(PolisFault) -> [Value] {
        var values: [Value] = []
        for record in records {
            values.append(try read(Row(table: self, fields: record.fields, line: record.line)))
        }
        return values
    }
}

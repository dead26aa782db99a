import CLibPQ

/// The rows one statement answered with, freed together.
final class RowSet {
    private let result: OpaquePointer
    let count: Int
    /// Their names in order: so few that looking through them is faster than a table of hashes.
    private let columns: [String]

    /// - Parameter columns: of a statement that ran before; read from the answer where they are not known.
    init(_ result: OpaquePointer, columns: [String]?) {
        self.result = result
        count = Int(PQntuples(result))
        self.columns = columns ?? RowSet.columns(of: result)
    }

    deinit { PQclear(result) }

    /// How many rows the statement touched.
    var affected: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

    static func columns(of result: OpaquePointer) -> [String] {
        (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) }
    }

    func bytes(row: Int, column: String) throws(DatabaseError) -> UnsafeRawBufferPointer? {
        guard let index = columns.firstIndex(of: column) else {
            throw DatabaseError(kind: .decoding, detail: "no column \(column)")
        }
        let (row, place) = (Int32(row), Int32(index))
        guard PQgetisnull(result, row, place) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, row, place), count: Int(PQgetlength(result, row, place)))
    }
}

/// One row, read by column name.
package struct Row {
    let set: RowSet
    let index: Int

    /// The column's value; a column that is missing, NULL without `Optional`, or of another type is a fault.
    package subscript<Value: SQLDecodable>(_ column: String) -> Value {
        get throws(DatabaseError) { try value(column) }
    }

    // The same for the commonest types, each compiled on its own: other modules see only the general one above, which
    // finds out at run time what it reads.

    package subscript(_ column: String) -> Int {
        get throws(DatabaseError) { try value(column) }
    }

    package subscript(_ column: String) -> String {
        get throws(DatabaseError) { try value(column) }
    }

    package subscript(_ column: String) -> String? {
        get throws(DatabaseError) { try value(column) }
    }

    package subscript(_ column: String) -> SQLArray<String> {
        get throws(DatabaseError) { try value(column) }
    }

    private func value<Value: SQLDecodable>(_ column: String) throws(DatabaseError) -> Value {
        guard let value = Value(sqlBytes: try set.bytes(row: index, column: column)) else {
            throw DatabaseError(kind: .decoding, detail: "column \(column) is not a \(Value.self)")
        }
        return value
    }
}

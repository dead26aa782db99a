import CLibPQ

/// The rows one statement answered with, freed together.
final class RowSet {
    private let result: OpaquePointer
    let count: Int
    let affected: Int
    private let columns: [String: Int32]

    init(_ result: OpaquePointer) {
        self.result = result
        count = Int(PQntuples(result))
        affected = Int(String(cString: PQcmdTuples(result))) ?? 0
        var columns: [String: Int32] = [:]
        for index in 0..<PQnfields(result) { columns[String(cString: PQfname(result, index))] = index }
        self.columns = columns
    }

    deinit { PQclear(result) }

    func bytes(row: Int, column: String) throws(DatabaseError) -> UnsafeRawBufferPointer? {
        guard let index = columns[column] else {
            throw DatabaseError(kind: .decoding, detail: "no column \(column)")
        }
        guard PQgetisnull(result, Int32(row), index) == 0 else { return nil }
        return UnsafeRawBufferPointer(
            start: PQgetvalue(result, Int32(row), index), count: Int(PQgetlength(result, Int32(row), index)))
    }
}

/// One row, read by column name.
package struct Row {
    let set: RowSet
    let index: Int

    /// The column's value; a column that is missing, NULL without `Optional`, or of another type is a fault.
    package subscript<Value: SQLDecodable>(_ column: String) -> Value {
        get throws(DatabaseError) {
            guard let value = Value(sqlBytes: try set.bytes(row: index, column: column)) else {
                throw DatabaseError(kind: .decoding, detail: "column \(column) is not a \(Value.self)")
            }
            return value
        }
    }
}

import CLibPQ

/// The libpq connection itself. Owned by one `Connection`, closed with it.
final class Handle {
    private let address: String
    private(set) var connection: OpaquePointer?
    /// Set by the first failure that no statement can survive; libpq itself may take longer to notice.
    private var isLost = false

    init(_ address: String) { self.address = address }

    deinit { PQfinish(connection) }

    var isConnected: Bool { connection != nil && !isLost && PQstatus(connection) == CONNECTION_OK }

    /// Whether the server, as far as it told, is in no transaction of this connection.
    var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }

    /// Whether a statement of the running transaction failed, so that all of it can only be rolled back.
    var isSpoilt: Bool { PQtransactionStatus(connection) == PQTRANS_INERROR }

    func connect() throws(DatabaseError) {
        PQfinish(connection)
        connection = PQconnectdb(address)
        guard isConnected else {
            let detail = String(cString: PQerrorMessage(connection))
            throw DatabaseError(kind: .unavailable, detail: detail)
        }
        // Notices of `IF EXISTS` and the like are not for the operator's terminal.
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
    }

    func script(_ text: String) throws(DatabaseError) {
        let result = try checked(PQexec(connection, text))
        PQclear(result)
    }

    func prepare(_ name: String, _ statement: SQL) throws(DatabaseError) {
        let types = statement.values.map { Oid($0.type) }
        let result = try checked(PQprepare(connection, name, statement.text, Int32(types.count), types))
        PQclear(result)
    }

    /// Runs a prepared statement with values and answer in binary format.
    func execute(_ name: String, _ values: [SQLValue]) throws(DatabaseError) -> OpaquePointer {
        let result = withParameters(values) { count, pointers, lengths, formats in
            PQexecPrepared(connection, name, count, pointers, lengths, formats, 1)
        }
        return try checked(result)
    }

    func withParameters<Answer>(
        _ values: [SQLValue], _ body: (Int32, [UnsafePointer<CChar>?], [Int32], [Int32]) -> Answer
    ) -> Answer {
        var all: [UInt8] = []
        var offsets: [Int?] = []
        var lengths: [Int32] = []
        for value in values {
            offsets.append(value.bytes == nil ? nil : all.count)
            lengths.append(Int32(value.bytes?.count ?? 0))
            if let bytes = value.bytes { all += bytes }
        }
        all.append(0)
        let formats = [Int32](repeating: 1, count: values.count)
        return all.withUnsafeBytes { buffer in
            let base = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let pointers = offsets.map { offset in offset.flatMap { base?.advanced(by: $0) } }
            return body(Int32(values.count), pointers, lengths, formats)
        }
    }

    /// Nothing can be said on this connection any more.
    func lost() -> DatabaseError {
        isLost = true
        let detail = connection.map { String(cString: PQerrorMessage($0)) } ?? "not connected"
        return DatabaseError(kind: .unavailable, detail: detail)
    }

    /// The result itself if the statement went well; else it is freed, and the fault thrown.
    func checked(_ result: OpaquePointer?) throws(DatabaseError) -> OpaquePointer {
        guard let result else { throw lost() }
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return result
        default: break
        }
        defer { PQclear(result) }
        func field(_ code: Character) -> String? {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) }
        }
        let state = field("C") ?? ""
        // FATAL: the server ends this connection, whatever for; class 08: it broke. Without a state it is libpq
        // that speaks: it could not send, and still takes the connection for a good one if a last word waits to be read.
        let isGone =
            PQstatus(connection) != CONNECTION_OK || state.isEmpty || field("V") == "FATAL"
            || state.hasPrefix("08")
        if isGone { isLost = true }
        throw DatabaseError(
            kind: isGone ? .unavailable : .refused, state: state, constraint: field("n"),
            detail: String(cString: PQresultErrorMessage(result)))
    }
}

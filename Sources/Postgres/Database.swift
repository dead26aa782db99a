/// A pool of connections to one database in one role.
package actor Database {
    private let address: String
    private let limit: Int
    private var idle: [Connection] = []
    private var open = 0
    private var waiting: [CheckedContinuation<Connection?, Never>] = []

    /// `address` is a libpq connection string or URL, without our settings; they are added here.
    ///
    /// A statement may take `seconds` and wait half of that for a lock. With `role` the login takes on that role.
    package init(
        _ address: String, connections limit: Int = 8, statementSeconds seconds: Int = 10, role: String? = nil
    ) {
        let settings =
            "-c statement_timeout=\(seconds)s -c lock_timeout=\(max(1, seconds / 2))s"
            + " -c idle_in_transaction_session_timeout=\(seconds * 2)s -c TimeZone=UTC"
            + (role.map { " -c role=\($0)" } ?? "")
        self.address = Database.adding(
            ["options": settings, "connect_timeout": "3", "application_name": "mitstimme"], to: address)
        self.limit = limit
    }

    /// Runs `body` inside one transaction: all of it is stored, or none. READ COMMITTED.
    ///
    /// `body` is synchronous on purpose: nothing else can happen on its connection before it ends.
    @discardableResult
    package func transaction<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws -> Value
    ) async throws -> Value {
        do {
            return try await once { try $0.transaction(body) }
        } catch is StaleConnection {
            do {
                return try await once { try $0.transaction(body) }
            } catch let error as StaleConnection {
                throw error.cause
            }
        }
    }

    /// Runs `body` without a transaction, for reading: each statement sees what is committed before it.
    ///
    /// A connection that turns out broken is replaced and `body` run once more, so it must change nothing.
    package func read<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws -> Value
    ) async throws -> Value {
        do {
            return try await once(body)
        } catch let error as DatabaseError where error.kind == .unavailable {
            return try await once(body)
        }
    }

    /// Runs `body` once and without a transaction, for what PostgreSQL wants outside one, such as `VACUUM`.
    @discardableResult
    package func once<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws -> Value
    ) async throws -> Value {
        let connection = try await acquire()
        // One turn on the connection's queue for everything: each more would wake its thread again.
        let (outcome, isAlive) = await connection.perform(body)
        release(connection, isAlive: isAlive)
        return try outcome.get()
    }

    /// Closes what is idle; what is in use is closed when it comes back.
    package func close() {
        open -= idle.count
        idle = []
    }

    private func acquire() async throws -> Connection {
        while true {
            if let connection = idle.popLast() { return connection }
            if open < limit { return try await connect() }
            if let connection = await withCheckedContinuation({ waiting.append($0) }) { return connection }
        }
    }

    private func connect() async throws -> Connection {
        open += 1
        let connection = Connection(to: address)
        do {
            try await connection.connect()
            return connection
        } catch {
            open -= 1
            letNextTry()
            throw error
        }
    }

    private func release(_ connection: Connection, isAlive: Bool) {
        guard isAlive else {
            // If the server went away, the idle ones are gone as well.
            open -= 1 + idle.count
            idle = []
            letNextTry()
            return
        }
        if waiting.isEmpty {
            idle.append(connection)
        } else {
            waiting.removeFirst().resume(returning: connection)
        }
    }

    /// A connection was lost: whoever waits longest opens another, or is told that there is none.
    private func letNextTry() {
        if !waiting.isEmpty { waiting.removeFirst().resume(returning: nil) }
    }

    /// Adds settings to `key=value` text or to a URL.
    static func adding(_ settings: [String: String], to address: String) -> String {
        let sorted = settings.sorted { $0.key < $1.key }
        guard address.contains("://") else {
            return sorted.reduce(address) { $0 + " \($1.key)='\($1.value)'" }
        }
        return sorted.reduce(address) { text, setting in
            let value = setting.value.replacing(" ", with: "%20").replacing("=", with: "%3D")
            return text + (text.contains("?") ? "&" : "?") + "\(setting.key)=\(value)"
        }
    }
}

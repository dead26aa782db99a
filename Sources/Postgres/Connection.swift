import CLibPQ
package import Core
import Dispatch

/// One connection to PostgreSQL on a serial queue of its own: libpq blocks, so it never runs on a shared thread.
///
/// What is called inside `Database.transaction` gets it `isolated`, so nothing interleaves.
package actor Connection {
    private let queue: ConnectionQueue
    private let handle: Handle
    private var prepared: [String: Prepared] = [:]
    /// What the server was not told yet: BEGIN, and statements that nobody waits for. Travels with the next one.
    private var waiting: [Command] = []
    private var inTransaction = false
    /// Whether the transaction's BEGIN reached the server.
    private var hasBegun = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// `address` is a libpq connection string. Times out after 3 seconds.
    package init(to address: String) {
        queue = ConnectionQueue()
        handle = Handle(address)
    }

    func connect() throws(DatabaseError) { try handle.connect() }

    /// What `body` came to and, in the same turn of the queue, whether the connection can be used again.
    func perform<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws -> Value
    ) -> (outcome: Result<Value, any Error>, isAlive: Bool) {
        let outcome = Result { try body(self) }
        return (outcome, handle.isConnected && handle.isIdle)
    }

    /// The rows that `statement` answers with.
    package func rows(_ statement: SQL) throws(DatabaseError) -> [Row] {
        let set = try execute(statement)
        return (0..<set.count).map { Row(set: set, index: $0) }
    }

    /// Runs `statement` and tells how many rows it touched.
    @discardableResult
    package func run(_ statement: SQL) throws(DatabaseError) -> Int {
        try execute(statement).affected
    }

    /// The same, where a named constraint's refusal becomes a sentence for the person.
    @discardableResult
    package func run(_ statement: SQL, refusing: [String: any Rejection]) throws -> Int {
        try rejecting(refusing) { () throws(DatabaseError) in try execute(statement).affected }
    }

    /// The same as `rows`, where a named constraint's refusal becomes a sentence for the person.
    package func rows(_ statement: SQL, refusing: [String: any Rejection]) throws -> [Row] {
        let set = try rejecting(refusing) { () throws(DatabaseError) in try execute(statement) }
        return (0..<set.count).map { Row(set: set, index: $0) }
    }

    /// Writes rows that nothing is read of: in a transaction it travels together with what comes next, at the latest
    /// with COMMIT, and its fault is thrown there. Anywhere else it is run at once.
    package func later(_ statement: SQL) throws(DatabaseError) {
        guard inTransaction else {
            try run(statement)
            return
        }
        waiting.append(.prepared(try prepared(statement).name, statement.values))
    }

    /// Runs a file of ours: any number of statements, no values, nothing answered.
    package func script(_ text: String) throws(DatabaseError) {
        try flush()
        try handle.script(text)
    }

    private func rejecting<Value>(
        _ refusals: [String: any Rejection], _ body: () throws(DatabaseError) -> Value
    ) throws -> Value {
        let outcome = Result(catching: body)
        if case .failure(let error) = outcome, let name = error.constraint, let refusal = refusals[name] {
            throw refusal
        }
        return try outcome.get()
    }

    private func execute(_ statement: SQL) throws(DatabaseError) -> RowSet {
        let known = try prepared(statement)
        let result =
            waiting.isEmpty
            ? try handle.execute(known.name, statement.values)
            : try send(.prepared(known.name, statement.values))
        if let columns = known.columns { return RowSet(result, columns: columns) }
        let columns = RowSet.columns(of: result)
        prepared[statement.text] = Prepared(name: known.name, columns: columns)
        return RowSet(result, columns: columns)
    }

    private func prepared(_ statement: SQL) throws(DatabaseError) -> Prepared {
        if let known = prepared[statement.text] { return known }
        let new = Prepared(name: "s\(prepared.count)", columns: nil)
        try handle.prepare(new.name, statement)
        // What is prepared keeps its columns: PostgreSQL refuses it once they would change.
        prepared[statement.text] = new
        return new
    }

    /// Runs what waits and then `command`.
    private func send(_ command: Command) throws(DatabaseError) -> OpaquePointer {
        let commands = waiting + [command]
        waiting = []
        defer { if handle.isConnected { hasBegun = true } }
        return try handle.together(commands)
    }

    private func flush() throws(DatabaseError) {
        guard let last = waiting.popLast() else { return }
        PQclear(try send(last))
    }

    /// Runs `body` between BEGIN and COMMIT; anything thrown rolls back.
    ///
    /// BEGIN travels with the first statement; a body without any tells the server nothing.
    func transaction<Value>(_ body: (isolated Connection) throws -> Value) throws -> Value {
        (inTransaction, hasBegun, waiting) = (true, false, [.begin])
        defer { (inTransaction, waiting) = (false, []) }
        do {
            let value = try body(self)
            try commit()
            return value
        } catch {
            if !hasBegun, !handle.isConnected, let cause = error as? DatabaseError {
                // Nothing happened yet, so the pool may try again on another connection.
                throw StaleConnection(cause: cause)
            }
            // A failed roll back leaves the server in the transaction, so that the pool throws the connection away.
            if hasBegun { try? handle.script("ROLLBACK") }
            throw error
        }
    }

    private func commit() throws(DatabaseError) {
        if !hasBegun {
            if waiting.count == 1, handle.isConnected { return }
            // Not in one packet with COMMIT: if the connection broke, nobody could tell whether anything happened.
            try flush()
        }
        guard !handle.isSpoilt else {
            throw DatabaseError(
                kind: .refused, state: "25P02", detail: "a statement failed and its fault was not passed on")
        }
        if waiting.isEmpty { try handle.script("COMMIT") } else { PQclear(try send(.commit)) }
    }
}

/// A statement the server knows by name, and where its columns stand; nil if it never ran to its end.
private struct Prepared {
    let name: String
    let columns: [String]?
}

/// A connection that was found broken before its transaction began.
struct StaleConnection: Error {
    let cause: DatabaseError
}

/// A serial executor over a dispatch queue.
final class ConnectionQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "connection")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }
}

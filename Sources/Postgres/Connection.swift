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
    private var inTransaction = false

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
        return (outcome, handle.isConnected && !inTransaction)
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

    /// Runs a file of ours: any number of statements, no values, nothing answered.
    package func script(_ text: String) throws(DatabaseError) {
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
        if let known = prepared[statement.text] {
            return RowSet(try handle.execute(known.name, statement.values), columns: known.columns)
        }
        let name = "s\(prepared.count)"
        try handle.prepare(name, statement)
        // What is prepared keeps its columns: PostgreSQL refuses it once they would change.
        prepared[statement.text] = Prepared(name: name, columns: nil)
        let result = try handle.execute(name, statement.values)
        let columns = RowSet.columns(of: result)
        prepared[statement.text] = Prepared(name: name, columns: columns)
        return RowSet(result, columns: columns)
    }

    /// Runs `body` between BEGIN and COMMIT; anything thrown rolls back.
    func transaction<Value>(_ body: (isolated Connection) throws -> Value) throws -> Value {
        do {
            try handle.script("BEGIN")
        } catch {
            // Nothing happened yet, so the pool may try again on another connection.
            guard error.kind == .unavailable else { throw error }
            throw StaleConnection(cause: error)
        }
        inTransaction = true
        do {
            let value = try body(self)
            try handle.script("COMMIT")
            inTransaction = false
            return value
        } catch {
            // A failed roll back leaves `inTransaction` set, so that the pool throws the connection away.
            if (try? handle.script("ROLLBACK")) != nil { inTransaction = false }
            throw error
        }
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

import CLibPQ
package import Core
import Dispatch

/// One connection to PostgreSQL on a serial queue of its own: libpq blocks, so it never runs on a shared thread.
///
/// What is called inside `Database.transaction` gets it `isolated`, so nothing interleaves.
package actor Connection {
    private let queue: ConnectionQueue
    private let handle: Handle
    private var prepared: [String: String] = [:]
    private var inTransaction = false

    package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    /// `address` is a libpq connection string. Times out after 3 seconds.
    package init(to address: String) {
        queue = ConnectionQueue()
        handle = Handle(address)
    }

    /// Whether the connection can be used again.
    package var isAlive: Bool { handle.isConnected && !inTransaction }

    func connect() throws(DatabaseError) { try handle.connect() }

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
        let name: String
        if let known = prepared[statement.text] {
            name = known
        } else {
            name = "s\(prepared.count)"
            try handle.prepare(name, statement)
            prepared[statement.text] = name
        }
        return RowSet(try handle.execute(name, statement.values))
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

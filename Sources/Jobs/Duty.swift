package import Postgres

/// What only one server may do at a time. The raw value is its advisory lock; phases lock under positive numbers.
package enum Duty: Int, Sendable, CaseIterable {
    case migrate = -1
    case sequence = -2
    case mix = -3
    case tally = -4
    case scrub = -5
}

extension Connection {
    /// Takes the duty's lock until the transaction ends; false if another server has it.
    package func take(_ duty: Duty) throws -> Bool {
        try rows("SELECT pg_try_advisory_xact_lock(\(duty.rawValue)) AS taken").first?["taken"] ?? false
    }

    /// Takes the duty's lock until the transaction ends, after whoever has it.
    package func wait(for duty: Duty) throws {
        try run("SELECT pg_advisory_xact_lock(\(duty.rawValue))")
    }
}

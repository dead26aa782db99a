package import Core
package import Postgres
package import TransparencyLog

extension Event {
    /// Facts: `new` and `old`, as verifiers write keys (c2sp.org/signed-note).
    static func keyRotated(from old: VerifierKey, to new: VerifierKey, by permit: Permit) -> Event {
        Event(
            "key.rotated", object: nil, actor: permit.actor,
            body: .facts(["new": .string(new.description), "old": .string(old.description)]))
    }
}

extension Connection {
    /// Logs that `new` signs beside `old` from now on; false if that stands in the log or waits already.
    package func rotateLogKey(
        from old: VerifierKey, to new: VerifierKey, by permit: Permit, at now: Instant
    ) throws -> Bool {
        let name = Array(new.description.utf8)
        let isKnown: Bool =
            try rows(
                """
                SELECT EXISTS (SELECT 1 FROM log_entries WHERE noun = 'key' AND position(\(name) IN entry) > 0)
                    OR EXISTS (SELECT 1 FROM log_outbox WHERE position(\(name) IN entry) > 0) AS known
                """
            ).first?["known"] ?? false
        guard !isKnown else { return false }
        try log(.keyRotated(from: old, to: new, by: permit), at: now)
        return true
    }

    /// Whether the newest checkpoint carries this key's signature.
    package func isSigned(by key: VerifierKey) throws -> Bool {
        guard let head = try logHead(),
            case .valid = try SignedNote(parsing: Array(head.checkpoint.utf8)).verify(with: [key])
        else { return false }
        return true
    }
}

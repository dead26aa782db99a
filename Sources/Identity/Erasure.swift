package import AuditLog
package import Core
package import Postgres

/// What the house knew of a person until just now; nothing of it is stored any more.
package struct FormerPerson: Sendable {
    package let name: String
    package let language: String
    package let email: String?
}

/// Stands where the name of somebody stood whose data are erased.
package let nobodysName = "N. N."

extension Connection {
    /// Holds the person until the transaction ends, so that no act of theirs slips in between; what is known of them.
    package func holdPerson(_ id: PersonID) throws -> FormerPerson? {
        let found = try rows("SELECT name, language FROM persons WHERE id = \(id) FOR UPDATE")
        return try found.first.map { row in
            let email: String? = try rows("SELECT email FROM accounts WHERE person_id = \(id)").first?[
                "email"]
            return FormerPerson(name: try row["name"], language: try row["language"], email: email)
        }
    }

    /// Erases account, sessions, offices, attestations and consents. The row stays without a name, for what hangs on it.
    /// The last administrator is refused.
    package func eraseIdentity(
        of person: PersonID, _ manner: ErasureList.Manner, by permit: Permit, at now: Instant
    ) throws {
        let offices: [String] = try rows("SELECT role FROM roles WHERE person_id = \(person) ORDER BY role")
            .map {
                try $0["role"]
            }
        for role in offices.compactMap({ Role(rawValue: $0) }) {
            try takeRole(role, from: person, by: permit, at: now)
        }
        try withdrawResidence(of: person, by: permit, at: now)
        try run("DELETE FROM consents WHERE person_id = \(person)")
        try run("DELETE FROM sessions WHERE person_id = \(person)")
        try run("DELETE FROM accounts WHERE person_id = \(person)")
        try run(
            """
            UPDATE persons SET name = \(nobodysName), erased_on = coalesce(erased_on, \(now.day)),
                erased_how = \(manner.rawValue)
            WHERE id = \(person)
            """)
    }

    package func erasedPersonCount() throws -> Int {
        try rows("SELECT count(*) AS n FROM persons WHERE erased_on IS NOT NULL").first?["n"] ?? 0
    }

    /// Whose data were erased, and how.
    package func erasedPersons() throws -> [PersonID: ErasureList.Manner] {
        let rows = try rows("SELECT id, erased_how FROM persons WHERE erased_on IS NOT NULL")
        return try Dictionary(
            rows.map { row in
                let how: String = try row["erased_how"]
                return (try row["id"], ErasureList.Manner(rawValue: how) ?? .keep)
            }, uniquingKeysWith: { first, _ in first })
    }
}

import AuditLog
package import Core
package import Postgres

extension Connection {
    /// Gives an office. Giving it twice changes nothing and logs nothing.
    package func giveRole(_ role: Role, to person: PersonID, by permit: Permit, at now: Instant) throws {
        let given = try run(
            """
            INSERT INTO roles (person_id, role, given_on, given_by)
            VALUES (\(person), \(role.rawValue), \(now.day), \(permit.person)) ON CONFLICT DO NOTHING
            """)
        if given == 1 { try log(.roleGranted(role, by: permit), at: now) }
    }

    /// Takes an office away. The last administrator keeps theirs.
    package func takeRole(_ role: Role, from person: PersonID, by permit: Permit, at now: Instant) throws {
        if role == .administration {
            let others = try rows(
                """
                SELECT person_id FROM roles WHERE role = 'administration' ORDER BY person_id FOR UPDATE
                """)
            guard others.count > 1 else { throw IdentityRejection.lastAdministrator }
        }
        let taken = try run("DELETE FROM roles WHERE person_id = \(person) AND role = \(role.rawValue)")
        if taken == 1 { try log(.roleRemoved(role, by: permit), at: now) }
    }

    /// Attests that the person lives in the city, up to and including a day. Twice the same changes and logs nothing.
    ///
    /// `district` is that of the residence; it serves the turnout by district alone, and the log does not have it.
    /// Throws `IdentityRejection.noSuchDistrict`.
    package func attestResidence(
        of person: PersonID, in district: DistrictID? = nil, until day: Day, by permit: Permit,
        at now: Instant
    ) throws {
        let given = try run(
            """
            INSERT INTO attestations (person_id, kind, given_on, given_by, expires_on, district_id)
            VALUES (\(person), 'resident', \(now.day), \(permit.person), \(day), \(district))
            ON CONFLICT (person_id, kind) DO UPDATE SET given_on = excluded.given_on, given_by = excluded.given_by,
                expires_on = excluded.expires_on, district_id = excluded.district_id
                WHERE (attestations.expires_on, attestations.district_id)
                    IS DISTINCT FROM (excluded.expires_on, excluded.district_id)
            """, refusing: ["attestations_district_id_fkey": IdentityRejection.noSuchDistrict])
        if given == 1 { try log(.attestationGiven(by: permit), at: now) }
    }

    package func withdrawResidence(of person: PersonID, by permit: Permit, at now: Instant) throws {
        let gone = try run("DELETE FROM attestations WHERE person_id = \(person) AND kind = 'resident'")
        if gone == 1 { try log(.attestationWithdrawn(by: permit), at: now) }
    }

    /// How many persons hold the office.
    package func count(of role: Role) throws -> Int {
        try rows("SELECT count(*) AS n FROM roles WHERE role = \(role.rawValue)").first?["n"] ?? 0
    }

    /// Makes a one-time link to an office.
    package func invite(to role: Role, tokenHash: [UInt8], until expiry: Instant, by permit: Permit) throws {
        try run(
            "INSERT INTO invitations (token_hash, role, expires_at) VALUES (\(tokenHash), \(role.rawValue), \(expiry))"
        )
    }

    /// The office an invitation leads to; nil if it was used or has run out.
    package func invitation(tokenHash: [UInt8], at now: Instant) throws -> Role? {
        let role: String? = try rows(
            "SELECT role FROM invitations WHERE token_hash = \(tokenHash) AND expires_at > \(now)"
        ).first?["role"]
        return role.flatMap { Role(rawValue: $0) }
    }

    /// Uses the invitation up and gives its office.
    package func redeemInvitation(
        tokenHash: [UInt8], for person: PersonID, by permit: Permit, at now: Instant
    ) throws {
        let role: String? = try rows(
            "DELETE FROM invitations WHERE token_hash = \(tokenHash) AND expires_at > \(now) RETURNING role"
        ).first?["role"]
        guard let role = role.flatMap({ Role(rawValue: $0) }) else { throw IdentityRejection.invitationDead }
        try giveRole(role, to: person, by: permit, at: now)
    }
}

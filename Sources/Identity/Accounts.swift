package import Core
package import Postgres

/// An account as signing in needs it.
package struct Account: Sendable {
    package let person: PersonID
    package let name: String
    package let language: String
    /// PHC string.
    package let passwordHash: String
    package let isConfirmed: Bool
}

/// What a six-digit code is for.
package enum CodePurpose: String, Sendable {
    case confirm, reset
}

extension Connection {
    package func account(email: String) throws -> Account? {
        try rows(
            """
            SELECT a.person_id, p.name, p.language, a.password_hash, a.confirmed_on IS NOT NULL AS confirmed
            FROM accounts a JOIN persons p ON p.id = a.person_id
            WHERE a.email = lower(\(email)) AND p.erased_on IS NULL
            """
        ).first.map {
            Account(
                person: try $0["person_id"], name: try $0["name"], language: try $0["language"],
                passwordHash: try $0["password_hash"], isConfirmed: try $0["confirmed"])
        }
    }

    /// Makes a person with an unconfirmed account.
    package func addAccount(
        name: String, email: String, passwordHash: String, language: String, origin: String = "web",
        by permit: Permit, on day: Day
    ) throws -> PersonID {
        let row = try rows(
            """
            WITH person AS (
                INSERT INTO persons (name, language, origin, created_on)
                VALUES (\(name), \(language), \(origin), \(day)) RETURNING id)
            INSERT INTO accounts (person_id, email, password_hash)
            SELECT id, lower(\(email)), \(passwordHash) FROM person
            RETURNING person_id
            """,
            refusing: ["accounts_one_per_email": IdentityRejection.emailTaken])
        guard let row = row.first else { throw GeneralRejection.notFound }
        return try row["person_id"]
    }

    /// Whoever registers again before confirming starts over: the newest name and password count.
    package func restartAccount(_ person: PersonID, name: String, passwordHash: String, by permit: Permit)
        throws
    {
        try run(
            "UPDATE accounts SET password_hash = \(passwordHash) WHERE person_id = \(person) AND confirmed_on IS NULL"
        )
        try run("UPDATE persons SET name = \(name) WHERE id = \(person)")
    }

    package func setPasswordHash(_ hash: String, of person: PersonID) throws {
        try run("UPDATE accounts SET password_hash = \(hash) WHERE person_id = \(person)")
    }

    package func confirmAccount(_ person: PersonID, on day: Day) throws {
        try run(
            "UPDATE accounts SET confirmed_on = coalesce(confirmed_on, \(day)) WHERE person_id = \(person)")
    }

    /// Keeps the hash of a code that was mailed; an earlier one of the same purpose is dead.
    package func setCode(_ purpose: CodePurpose, hash: [UInt8], of person: PersonID, until expiry: Instant)
        throws
    {
        try run(
            """
            INSERT INTO account_codes (account_id, purpose, code_hash, expires_at)
            VALUES (\(person), \(purpose.rawValue), \(hash), \(expiry))
            ON CONFLICT (account_id, purpose)
            DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at, attempts = 0
            """)
    }

    /// Whether the code is right; it is used up then. A wrong entry is counted, and the sixth is refused as dead.
    ///
    /// Answers instead of throwing, so that the count of wrong entries is kept.
    package func useCode(_ purpose: CodePurpose, hash: [UInt8], of person: PersonID, at now: Instant) throws
        -> IdentityRejection?
    {
        let used = try run(
            """
            DELETE FROM account_codes WHERE account_id = \(person) AND purpose = \(purpose.rawValue)
                AND code_hash = \(hash) AND expires_at > \(now) AND attempts < 5
            """)
        if used == 1 { return nil }
        let counted = try run(
            """
            UPDATE account_codes SET attempts = attempts + 1
            WHERE account_id = \(person) AND purpose = \(purpose.rawValue) AND expires_at > \(now) AND attempts < 5
            """)
        return counted == 1 ? .wrongCode : .codeDead
    }
}

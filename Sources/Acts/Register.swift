package import Core
package import Identity
import Notices
package import Phrases
package import Postgres
package import Secrets

extension Connection {
    /// Begins an account and mails its code. Whoever owns the address is told if it has an account already, so
    /// that the page cannot be used to find out who has one.
    package func register(
        name: String, email: String, passwordHash: String, language: String, code: NumericCode,
        phrases: Phrases, at now: Instant
    ) throws {
        let permit = permit(bearer: "register")
        guard let known = try account(email: email) else {
            let person = try addAccount(
                name: name, email: email, passwordHash: passwordHash, language: language, by: permit,
                on: now.day)
            return try sendCode(.confirm, code, to: person, email: email, phrases: phrases, at: now)
        }
        guard !known.isConfirmed else {
            return try queueMail(
                to: email, subject: phrases("mail.known.subject"), body: phrases("mail.known.body"), at: now)
        }
        try restartAccount(known.person, name: name, passwordHash: passwordHash, by: permit)
        try sendCode(.confirm, code, to: known.person, email: email, phrases: phrases, at: now)
    }

    private func sendCode(
        _ purpose: CodePurpose, _ code: NumericCode, to person: PersonID, email: String, phrases: Phrases,
        at now: Instant
    ) throws {
        try setCode(purpose, hash: hash(code, of: person), of: person, until: now.adding(minutes: 30))
        try queueMail(
            to: email, subject: phrases("mail.\(purpose.rawValue).subject"),
            body: phrases("mail.\(purpose.rawValue).body", ["code": code.text]), at: now)
    }

    private func hash(_ code: NumericCode, of person: PersonID) -> [UInt8] {
        code.hash(context: Array(person.description.utf8))
    }

    /// Confirms the address with the code. A refusal is answered, not thrown, so that wrong entries are counted.
    package func confirmRegistration(
        email: String, code: NumericCode, invitation: String, at now: Instant
    ) throws -> Result<PersonID, IdentityRejection> {
        guard let account = try account(email: email) else { return .failure(.wrongCode) }
        if let refusal = try useCode(
            .confirm, hash: hash(code, of: account.person), of: account.person, at: now)
        {
            return .failure(refusal)
        }
        try confirmAccount(account.person, on: now.day)
        if !invitation.isEmpty {
            try redeemInvitation(
                tokenHash: Token.hash(of: invitation), for: account.person, by: permit(bearer: "invitation"),
                at: now)
        }
        return .success(account.person)
    }

    /// Mails a code for a new password, if there is such an account; says nothing either way.
    package func sendPasswordReset(email: String, code: NumericCode, catalogue: Catalogue, at now: Instant)
        throws
    {
        guard let account = try account(email: email), account.isConfirmed else { return }
        try sendCode(
            .reset, code, to: account.person, email: email,
            phrases: catalogue[Language(rawValue: account.language) ?? .german],
            at: now)
    }

    /// Sets a new password with the code and signs the person out everywhere.
    package func resetPassword(
        email: String, code: NumericCode, passwordHash: String, at now: Instant
    ) throws -> IdentityRejection? {
        guard let account = try account(email: email) else { return .wrongCode }
        if let refusal = try useCode(
            .reset, hash: hash(code, of: account.person), of: account.person, at: now)
        {
            return refusal
        }
        try setPasswordHash(passwordHash, of: account.person)
        try closeSessions(of: account.person)
        return nil
    }
}

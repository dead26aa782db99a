package import Core
package import Postgres

/// One thing a person was told.
package struct Notice: Sendable {
    package let id: Int
    package let subject: String
    /// Plain text.
    package let body: String
    package let writtenOn: Day
}

extension Connection {
    /// Tells a person something: in their inbox, and by mail where `email` is a confirmed address of theirs.
    package func tell(
        _ person: PersonID, email: String?, subject: String, body: String, by permit: Permit, at now: Instant
    ) throws {
        let subject = oneLine(subject)
        try run(
            """
            INSERT INTO inbox (person_id, subject, body, written_on)
            VALUES (\(person), \(subject), \(body), \(now.day))
            """)
        if let email { try queueMail(to: email, subject: subject, body: body, at: now) }
    }

    /// Tells many people something in their inboxes alone.
    package func tell(
        _ letters: [(person: PersonID, subject: String, body: String)], by permit: Permit, at now: Instant
    ) throws {
        try run(
            """
            INSERT INTO inbox (person_id, subject, body, written_on)
            SELECT person, subject, body, \(now.day)
            FROM unnest(\(SQLArray(letters.map(\.person))), \(SQLArray(letters.map { oneLine($0.subject) })),
                \(SQLArray(letters.map(\.body)))) AS t (person, subject, body)
            """)
    }

    /// What the person was told, newest first, below `before`.
    package func inbox(of person: PersonID, before: Int? = nil, limit: Int) throws -> [Notice] {
        try rows(
            """
            SELECT id, subject, body, written_on FROM inbox
            WHERE person_id = \(person) AND id < \(before ?? Int.max) ORDER BY id DESC LIMIT \(limit)
            """
        ).map {
            Notice(
                id: try $0["id"], subject: try $0["subject"], body: try $0["body"],
                writtenOn: try $0["written_on"])
        }
    }
}

/// The text on one line of at most 200 characters, as a subject must be.
func oneLine(_ text: String) -> String {
    let words = text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    return String(String.UnicodeScalarView(words.unicodeScalars.prefix(200)))
}

import AuditLog
package import Core
package import Postgres

/// A statement of an earlier conversation, by the numbers of its source.
package struct ImportedStatement: Sendable {
    package let number: Int
    /// The pseudonym of who wrote it; nil if unknown.
    package let author: Int?
    package let body: String
    /// Whether it was let in.
    package let isAccepted: Bool

    package init(number: Int, author: Int?, body: String, isAccepted: Bool) {
        self.number = number
        self.author = author
        self.body = body
        self.isAccepted = isAccepted
    }
}

/// A reaction of an earlier conversation, by the numbers of its source.
package struct ImportedReaction: Sendable {
    package let statement: Int
    package let participant: Int
    package let value: Reaction
    package let givenOn: Day

    package init(statement: Int, participant: Int, value: Reaction, givenOn: Day) {
        self.statement = statement
        self.participant = participant
        self.value = value
        self.givenOn = givenOn
    }
}

extension Connection {
    /// The topic of that name, made if it is new. A second import at the same time waits for the first.
    package func addTopic(_ name: String, in process: ProcessID, by permit: Permit) throws -> TopicID {
        let rows = try rows(
            """
            INSERT INTO topics (process_id, name) VALUES (\(process), \(name))
            ON CONFLICT ON CONSTRAINT topics_once_per_process DO UPDATE SET name = excluded.name RETURNING id
            """,
            refusing: ["topics_process_id_fkey": GeneralRejection.notFound])
        guard let row = rows.first else { throw GeneralRejection.notFound }
        return try row["id"]
    }

    /// The pseudonyms among `numbers` for which the topic has no person yet, in order.
    package func unknownParticipants(of topic: TopicID, among numbers: [Int]) throws -> [Int] {
        try rows(
            """
            SELECT n FROM unnest(\(SQLArray(numbers))) AS n
            WHERE NOT EXISTS (SELECT 1 FROM topic_participants t WHERE t.topic_id = \(topic) AND t.number = n)
            ORDER BY n
            """
        ).map { try $0["n"] }
    }

    /// Lets each person stand for the pseudonym at the same place of `numbers`.
    package func addParticipants(
        _ persons: [PersonID], as numbers: [Int], to topic: TopicID, by permit: Permit
    ) throws {
        try run(
            """
            INSERT INTO topic_participants (topic_id, number, person_id)
            SELECT \(topic), n, p FROM unnest(\(SQLArray(numbers)), \(SQLArray(persons))) AS t (n, p)
            """)
    }

    /// Puts statements and reactions into the topic. Of several reactions of one person to one statement the last
    /// row wins; the same again changes nothing. All pseudonyms must be known. Tells how many rows it changed.
    ///
    /// - Parameter progress: hears how many reactions are in, after every few thousand.
    package func importTopic(
        _ topic: TopicID, statements: [ImportedStatement], reactions: [ImportedReaction], by permit: Permit,
        at now: Instant, progress: (Int) -> Void
    ) throws -> Int {
        var changed = try put(statements, into: topic)
        let last = Dictionary(reactions.map { (Key($0), $0) }) { _, later in later }
        let unique = last.values.sorted { ($0.statement, $0.participant) < ($1.statement, $1.participant) }
        for start in stride(from: 0, to: unique.count, by: 8000) {
            let end = min(start + 8000, unique.count)
            changed += try put(unique[start..<end], into: topic)
            progress(end)
        }
        if changed > 0 {
            let size = try topicSize(topic)
            try log(
                .topicImported(
                    topic, participants: size.participants, reactions: size.reactions,
                    statements: size.statements),
                at: now)
        }
        return changed
    }

    private func put(_ statements: [ImportedStatement], into topic: TopicID) throws -> Int {
        let statements = Array(Dictionary(statements.map { ($0.number, $0) }) { _, later in later }.values)
        return try run(
            """
            INSERT INTO statements (topic_id, number, author_id, body, accepted)
            SELECT \(topic), t.number, p.person_id, t.body, t.accepted
            FROM unnest(
                \(SQLArray(statements.map(\.number))), \(SQLArray(statements.map { $0.author ?? -1 })),
                \(SQLArray(statements.map(\.body))), \(SQLArray(statements.map(\.isAccepted)))
            ) AS t (number, author, body, accepted)
            LEFT JOIN topic_participants p ON p.topic_id = \(topic) AND p.number = t.author
            ORDER BY t.number
            ON CONFLICT ON CONSTRAINT statements_once_per_number
            DO UPDATE SET author_id = excluded.author_id, body = excluded.body, accepted = excluded.accepted
            WHERE (statements.author_id, statements.body, statements.accepted)
                IS DISTINCT FROM (excluded.author_id, excluded.body, excluded.accepted)
            """,
            refusing: ["statements_body_is_short": DeliberationRejection.wrongLength])
    }

    private func put(_ reactions: ArraySlice<ImportedReaction>, into topic: TopicID) throws -> Int {
        try run(
            """
            INSERT INTO reactions (statement_id, person_id, value, given_on)
            SELECT s.id, p.person_id, t.value, t.given_on
            FROM unnest(
                \(SQLArray(reactions.map(\.statement))), \(SQLArray(reactions.map(\.participant))),
                \(SQLArray(reactions.map(\.value.rawValue))), \(SQLArray(reactions.map(\.givenOn)))
            ) AS t (statement, participant, value, given_on)
            JOIN statements s ON s.topic_id = \(topic) AND s.number = t.statement
            JOIN topic_participants p ON p.topic_id = \(topic) AND p.number = t.participant
            ON CONFLICT ON CONSTRAINT reactions_once_per_person
            DO UPDATE SET value = excluded.value, given_on = excluded.given_on
            WHERE (reactions.value, reactions.given_on) IS DISTINCT FROM (excluded.value, excluded.given_on)
            """)
    }
}

/// One person's say on one statement.
private struct Key: Hashable {
    let statement: Int
    let participant: Int

    init(_ reaction: ImportedReaction) {
        statement = reaction.statement
        participant = reaction.participant
    }
}

package import Core
package import Postgres

/// A subject on which short statements are collected.
package struct Topic: Sendable {
    package let id: TopicID
    package let process: ProcessID
    package let name: String
}

/// A sentence people agree or disagree with, and how many did.
package struct Statement: Sendable {
    package let id: StatementID
    /// Its number within the topic.
    package let number: Int
    package let body: String
    package let agree: Int
    package let disagree: Int
    package let pass: Int
}

/// What a person says to a statement. Stored as a number: it is never changed.
package enum Reaction: Int, Sendable, CaseIterable {
    case agree = 1
    case pass = 0
    case disagree = -1
}

extension Connection {
    package func topic(_ name: String, in process: ProcessID) throws -> Topic? {
        try rows("SELECT id, process_id, name FROM topics WHERE process_id = \(process) AND name = \(name)")
            .first
            .map { Topic(id: try $0["id"], process: try $0["process_id"], name: try $0["name"]) }
    }

    package func topics(of process: ProcessID) throws -> [Topic] {
        try rows("SELECT id, process_id, name FROM topics WHERE process_id = \(process) ORDER BY id").map {
            Topic(id: try $0["id"], process: try $0["process_id"], name: try $0["name"])
        }
    }

    /// Statements that were let in and are not hidden, in the order of their numbers, above `after`.
    package func statements(of topic: TopicID, after: Int = -1, limit: Int) throws -> [Statement] {
        try rows(
            """
            SELECT id, number, body, agree, disagree, pass FROM visible_statements
            WHERE topic_id = \(topic) AND number > \(after) ORDER BY number LIMIT \(limit)
            """
        ).map {
            Statement(
                id: try $0["id"], number: try $0["number"], body: try $0["body"], agree: try $0["agree"],
                disagree: try $0["disagree"], pass: try $0["pass"])
        }
    }

    /// What the person said to each statement of the topic, by the statement's number.
    package func reactions(of person: PersonID, to topic: TopicID) throws -> [Int: Reaction] {
        let rows = try rows(
            """
            SELECT s.number, r.value FROM reactions r JOIN statements s ON s.id = r.statement_id
            WHERE r.person_id = \(person) AND s.topic_id = \(topic)
            """)
        return Dictionary(
            uniqueKeysWithValues: try rows.map {
                (try $0["number"], Reaction(rawValue: try $0["value"]) ?? .pass)
            })
    }

    /// How many persons, statements and reactions a topic has, rejected statements included.
    package func topicSize(_ id: TopicID) throws -> TopicSize {
        let row = try rows(
            """
            SELECT (SELECT count(*) FROM topic_participants WHERE topic_id = \(id)) AS participants,
                (SELECT count(*) FROM statements WHERE topic_id = \(id)) AS statements,
                (SELECT count(*) FROM reactions r JOIN statements s ON s.id = r.statement_id
                 WHERE s.topic_id = \(id)) AS reactions
            """
        ).first
        return TopicSize(
            participants: try row?["participants"] ?? 0, statements: try row?["statements"] ?? 0,
            reactions: try row?["reactions"] ?? 0)
    }
}

package struct TopicSize: Sendable, Hashable {
    package let participants: Int
    package let statements: Int
    package let reactions: Int
}

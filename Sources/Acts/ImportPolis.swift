package import Core
package import Deliberation
import Identity
package import Postgres

extension Connection {
    /// Takes a Polis conversation in as a topic of a process, with a person without account for every pseudonym.
    /// Twice is as good as once. Tells what the topic holds then and how many rows of it are new or changed.
    ///
    /// - Parameters:
    ///   - name: up to 120 characters; names the topic within the process.
    ///   - progress: hears how many reactions are in, of how many rows.
    package func importPolis(
        _ export: PolisExport, topic name: String, in process: ProcessID, by permit: Permit, at now: Instant,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> (topic: TopicID, size: TopicSize, changed: Int) {
        let topic = try addTopic(name, in: process, by: permit)
        let unknown = try unknownParticipants(of: topic, among: export.participants)
        let persons = try addPersons(
            named: unknown.map { "Person \($0)" }, origin: "import", by: permit, on: now.day)
        try addParticipants(persons, as: unknown, to: topic, by: permit)
        let changed = try importTopic(
            topic, statements: export.statements, reactions: export.reactions, by: permit, at: now
        ) { progress($0, export.reactions.count) }
        return (topic, try topicSize(topic), changed)
    }
}

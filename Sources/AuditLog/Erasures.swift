package import Core
import Jobs
package import Postgres
import Secrets

/// One entry of the log, and what it is about.
package struct LoggedAct: Hashable, Sendable {
    package let leaf: [UInt8]
    /// The entry's `obj`: `proposals/42`.
    package let object: String

    package init(leaf: [UInt8], object: String) {
        self.leaf = leaf
        self.object = object
    }
}

extension Connection {
    /// Deletes these entries' openings for good, and plans the events that say so.
    ///
    /// Some may wait in the outbox still. The sequencer must not be moving them: this waits for the batch it is at, and
    /// holds the next one until the erasure is over.
    ///
    /// Each event waits for a night of the next two weeks, drawn by itself, among those of everybody else: told at once
    /// and together, the acts of a person who leaves could be joined. What has no opening is passed over. How many
    /// had one.
    @discardableResult
    package func eraseOpenings(_ acts: [LoggedAct], at now: Instant) throws -> Int {
        var chance = SystemRandomNumberGenerator()
        let acts = acts.shuffled(using: &chance)
        let days = acts.map { _ in now.adding(days: Int64.random(in: 1...14, using: &chance)).day }
        try wait(for: .sequence)
        return try run(
            """
            WITH gone AS (
                DELETE FROM log_openings WHERE leaf_hash = ANY(\(SQLArray(acts.map(\.leaf)))) RETURNING leaf_hash),
            waited AS MATERIALIZED (SELECT leaf_hash FROM erase_waiting(\(SQLArray(acts.map(\.leaf)))) AS leaf_hash)
            INSERT INTO log_erasures (leaf_hash, object, due_on)
            SELECT leaf, object, due
            FROM unnest(\(SQLArray(acts.map(\.leaf))), \(SQLArray(acts.map(\.object))), \(SQLArray(days))) AS t (leaf, object, due)
            WHERE leaf IN (SELECT leaf_hash FROM gone UNION ALL SELECT leaf_hash FROM waited)
            ON CONFLICT DO NOTHING
            """)
    }

    /// Tells the log of what was erased and is due, at most a thousand; how many.
    package func logErasures(at now: Instant) throws -> Int {
        let due = try rows(
            """
            UPDATE log_erasures SET is_logged = true WHERE leaf_hash IN (
                SELECT leaf_hash FROM log_erasures WHERE NOT is_logged AND due_on <= \(now.day)
                ORDER BY due_on, leaf_hash LIMIT 1000 FOR UPDATE SKIP LOCKED)
            RETURNING leaf_hash, object
            """
        ).map { LoggedAct(leaf: try $0["leaf_hash"], object: try $0["object"]) }
        // A hash has no order that could tell anything.
        for act in due.sorted(by: { $0.leaf.lexicographicallyPrecedes($1.leaf) }) {
            try log(.openingErased(act), at: now)
        }
        return due.count
    }

    /// Deletes again what an older backup brought back. What the log has said already is not said again.
    package func eraseOpeningsAgain(_ acts: [LoggedAct], at now: Instant) throws -> Int {
        let count = try eraseOpenings(acts, at: now)
        guard count > 0 else { return 0 }
        try run(
            """
            UPDATE log_erasures SET is_logged = true
            WHERE NOT is_logged AND leaf_hash IN (
                SELECT decode(convert_from(entry, 'UTF8')::jsonb ->> 'prev', 'base64')
                FROM log_entries WHERE noun = 'opening')
            """)
        return count
    }

    package func erasedActCount() throws -> Int {
        try rows("SELECT count(*) AS n FROM log_erasures").first?["n"] ?? 0
    }

    package func erasedActs() throws -> [LoggedAct] {
        try rows("SELECT leaf_hash, object FROM log_erasures").map {
            LoggedAct(leaf: try $0["leaf_hash"], object: try $0["object"])
        }
    }
}

extension Event {
    /// Facts: `ground`, the letter of Art. 17 (1) GDPR. `prev` is the entry that nobody can open any more.
    static func openingErased(_ act: LoggedAct) -> Event {
        Event(
            "opening.erased", object: act.object, actor: "house", body: .facts(["ground": "gdpr-17-1-b"]),
            previous: act.leaf)
    }
}

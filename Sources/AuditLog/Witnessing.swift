package import Core
package import Postgres
import Transfer
package import TransparencyLog

/// Asks the witnesses of the policy to cosign each new checkpoint: all of them about the same one, side by side.
///
/// Any number of servers may run one each; one asks at a time. No transaction is open while a witness is asked.
package actor Witnessing {
    private let database: Database
    private let policy: LogPolicy
    private let tidemark: Tidemark?
    private let clients: [WitnessClient]
    private let seconds: Int
    /// Witnesses that failed lately: how often, and when they are asked again.
    private var failures: [String: (count: Int, until: Instant)] = [:]

    /// A witness that does not answer within so many seconds counts as absent.
    package init(_ database: Database, policy: LogPolicy, tidemark: Tidemark? = nil, seconds: Int = 3) {
        self.database = database
        self.policy = policy
        self.tidemark = tidemark
        self.seconds = seconds
        let client = HTTPClient(limit: 1 << 16, seconds: seconds)
        clients = policy.witnesses.compactMap { WitnessClient($0, client: client) }
    }

    /// Works until cancelled.
    package func run(clock: @Sendable () -> Instant, report: @escaping @Sendable (String) -> Void) async {
        var complaint = Complaint("witnesses")
        while !Task.isCancelled {
            do {
                try await round(clock: clock, report: report)
                complaint.end()
            } catch {
                complaint.say(error, at: clock(), report)
            }
            try? await Task.sleep(for: .milliseconds(100))
        }
    }

    private struct Question: Sendable {
        let client: WitnessClient
        let request: WitnessRequest
    }

    private struct Round: Sendable {
        let note: SignedNote
        let checkpoint: Checkpoint
        let questions: [Question]
    }

    /// Asks everybody who has not cosigned the newest checkpoint since it was signed; at a start, `everybody`.
    ///
    /// Ends when all have answered or had their time. A quorum is stored as soon as it is there.
    package func round(
        everybody: Bool = false, clock: @Sendable () -> Instant, report: @escaping @Sendable (String) -> Void
    ) async throws {
        guard try await plan(everybody, at: clock()) != nil else { return }
        guard try await database.transaction({ [seconds] in try $0.takeAskingTurn(seconds: 3 * seconds + 5) })
        else { return }
        do {
            // Planned again: another server may have asked since.
            if let round = try await plan(everybody, at: clock()) {
                try await tidemark?.settle(with: database)
                try await ask(round, clock: clock, report: report)
            }
        } catch {
            try await database.transaction { try $0.endAskingTurn() }
            throw error
        }
        try await database.transaction { try $0.endAskingTurn() }
    }

    /// Whom to ask what; nil where everybody has cosigned.
    private func plan(_ everybody: Bool, at now: Instant) async throws -> Round? {
        try await database.read { [clients, failures] db -> Round? in
            guard let head = try db.logHead() else { return nil }
            let known = try db.rows("SELECT name, size, seen_at FROM log_witnesses")
            var due: [(client: WitnessClient, size: Int)] = []
            for client in clients {
                let row = try known.first { try $0["name"] as String == client.name }
                let size: Int = try row?["size"] ?? 0
                let seenAt = try row.flatMap { try $0["seen_at"] as Instant? }
                // A time ahead of ours was taken before the clock was set back.
                let isDone = size == head.size && seenAt.map { head.signedAt <= $0 && $0 <= now } ?? false
                let waits =
                    failures[client.name].map { now < $0.until && $0.until <= now.adding(seconds: 64) }
                    ?? false
                if everybody || !isDone && !waits { due.append((client, size)) }
            }
            guard !due.isEmpty else { return nil }
            let note = try SignedNote(parsing: Array(head.checkpoint.utf8))
            return Round(
                note: note, checkpoint: try Checkpoint(parsing: note.text),
                questions: try due.map { client, size in
                    // One that is ahead is asked as at first contact, and tells its size.
                    Question(
                        client: client,
                        request: try db.request(note, from: size > head.size ? 0 : size, head.size))
                })
        }
    }

    private func ask(
        _ round: Round, clock: @Sendable () -> Instant, report: @Sendable (String) -> Void
    ) async throws {
        // A quorum of nobody is there before anybody answers.
        try await database.transaction { [policy, now = clock()] db in
            try db.storeCosigned(round.note, round.checkpoint, policy: policy, at: now)
        }
        try await withThrowingTaskGroup(of: (String, WitnessClient.Answer).self) { group in
            for question in round.questions {
                group.addTask { [database, now = clock()] in
                    let answer = try await Witnessing.answer(question, round, database, now)
                    return (question.client.name, answer)
                }
            }
            for try await (name, answer) in group {
                try await take(answer, of: name, round, at: clock(), report)
            }
        }
    }

    /// The witness's answer; told another size than we remembered, it is asked once more from that.
    private static func answer(
        _ question: Question, _ round: Round, _ database: Database, _ now: Instant
    ) async throws -> WitnessClient.Answer {
        let first = await question.client.ask(question.request)
        guard case .saw(let size) = first else { return first }
        let problem = try await database.transaction { db in
            try db.record(size: size, of: question.client.name, at: now)
        }
        // One that went back is asked from there in the next round, after its operator and ours could read of it.
        if let problem { return .problem(problem) }
        // Another server was faster with a newer checkpoint: the next round goes on from there.
        guard size <= round.checkpoint.size else { return first }
        let request = try await database.read { db in
            try db.request(round.note, from: size, round.checkpoint.size)
        }
        let second = await question.client.ask(request)
        if case .saw = second { return .problem(.unsteady) }
        return second
    }

    private func take(
        _ answer: WitnessClient.Answer, of name: String, _ round: Round, at now: Instant,
        _ report: @Sendable (String) -> Void
    ) async throws {
        switch answer {
        case .cosigned(let line):
            if failures.removeValue(forKey: name) != nil { report("witness \(name): cosigns again") }
            try await database.transaction { [policy] db in
                try db.record(line, by: name, size: round.checkpoint.size, at: now)
                try db.storeCosigned(round.note, round.checkpoint, policy: policy, at: now)
            }
        case .saw: break
        case .problem(let problem):
            let count = failures[name]?.count ?? 0
            // 2, 4, 8 … 64 seconds.
            failures[name] = (count + 1, now.adding(seconds: 2 << Int64(min(count, 5))))
            let isNew = try await database.transaction { [policy] db in
                let old = try db.logWitnesses(policy).first { $0.name == name }?.problem
                try db.record(problem, of: name, at: now)
                return old != problem
            }
            if isNew || count == 0 { report("witness \(name): \(problem.sentence)") }
        }
    }
}

extension Connection {
    /// What to ask of a witness that saw `old` entries.
    fileprivate func request(_ note: SignedNote, from old: Int, _ size: Int) throws -> WitnessRequest {
        WitnessRequest(
            oldSize: old, proof: try consistencyProof(from: old, to: size) { try tile($0) }, checkpoint: note)
    }
}

package import Core
package import Postgres
package import TransparencyLog

/// What is known of a witness.
package struct WitnessState: Sendable {
    package let name: String
    /// The size of the tree it saw last; 0 before the first.
    package let size: Int
    package let seenAt: Instant?
    package let problem: WitnessProblem?
    package let problemAt: Instant?
}

extension Connection {
    /// The witnesses of the policy in its order, asked or not.
    package func logWitnesses(_ policy: LogPolicy) throws -> [WitnessState] {
        let rows = try rows("SELECT name, size, seen_at, problem, problem_at FROM log_witnesses")
        var known: [String: WitnessState] = [:]
        for row in rows {
            let name: String = try row["name"]
            known[name] = WitnessState(
                name: name, size: try row["size"], seenAt: try row["seen_at"],
                problem: (try row["problem"] as String?).flatMap(WitnessProblem.init),
                problemAt: try row["problem_at"])
        }
        return policy.witnesses.map { witness in
            let name = witness.name.description
            return known[name]
                ?? WitnessState(name: name, size: 0, seenAt: nil, problem: nil, problemAt: nil)
        }
    }

    /// The newest checkpoint that a quorum confirmed, and its size; nil before the first.
    package func cosignedCheckpoint() throws -> (note: String, size: Int)? {
        try rows("SELECT checkpoint, size FROM log_cosigned WHERE checkpoint IS NOT NULL").first.map {
            (try $0["checkpoint"], try $0["size"])
        }
    }

    /// Why a witness forbids to sign: it saw more than we have, whatever it has answered since, until it tells another
    /// size.
    package func faultAgainst(_ policy: LogPolicy?) throws -> SequencerFault? {
        guard let policy else { return nil }
        let size = try logHead()?.size ?? 0
        return try logWitnesses(policy).first { $0.size > size }
            .map { .witnessAhead($0.name, saw: $0.size, stored: size) }
    }

    /// Keeps a verified cosignature of the checkpoint of `size` entries.
    func record(_ line: NoteSignature, by name: String, size: Int, at now: Instant) throws {
        try run(
            """
            INSERT INTO log_witnesses (name, size, cosignature, seen_at) VALUES (\(name), \(size), \(line.description), \(now))
            ON CONFLICT (name) DO UPDATE SET size = excluded.size, cosignature = excluded.cosignature,
                seen_at = excluded.seen_at, problem = NULL, problem_at = NULL
            """)
    }

    /// Keeps the size that a witness told; what is wrong with it: more than our tree has, or less than it cosigned.
    func record(size: Int, of name: String, at now: Instant) throws -> WitnessProblem? {
        let isAhead = try size > logHead()?.size ?? 0
        let cosigned: Int? = try rows(
            "SELECT size FROM log_witnesses WHERE name = \(name) AND cosignature IS NOT NULL"
        ).first?["size"]
        try run(
            """
            INSERT INTO log_witnesses (name, size) VALUES (\(name), \(size))
            ON CONFLICT (name) DO UPDATE SET size = excluded.size, cosignature = NULL
            """)
        if isAhead { return .ahead }
        return size < cosigned ?? 0 ? .forgetful : nil
    }

    func record(_ problem: WitnessProblem, of name: String, at now: Instant) throws {
        try run(
            """
            INSERT INTO log_witnesses (name, problem, problem_at) VALUES (\(name), \(problem.rawValue), \(now))
            ON CONFLICT (name) DO UPDATE SET problem = excluded.problem, problem_at = CASE
                WHEN log_witnesses.problem = excluded.problem THEN log_witnesses.problem_at ELSE excluded.problem_at END
            -- As long as it forbids to sign, that is what people are told.
            WHERE excluded.problem = 'ahead' OR log_witnesses.problem IS DISTINCT FROM 'ahead'
                OR log_witnesses.size <= (SELECT size FROM log_head)
            """)
    }

    /// Takes the turn to ask the witnesses, for so many seconds; false while another server has it. A turn of hours was
    /// taken before the clock was set back.
    func takeAskingTurn(seconds: Int) throws -> Bool {
        try run(
            """
            UPDATE log_cosigned SET asking_until = now() + \(seconds) * interval '1 second'
            WHERE asking_until <= now() OR asking_until > now() + interval '1 hour'
            """) == 1
    }

    func endAskingTurn() throws { try run("UPDATE log_cosigned SET asking_until = '-infinity'") }

    /// Puts the checkpoint together with all cosignatures of it and stores it, once they are enough.
    func storeCosigned(_ note: SignedNote, _ checkpoint: Checkpoint, policy: LogPolicy, at now: Instant)
        throws
    {
        // Answers arrive side by side: one after the other puts them together.
        let old: String? = try rows("SELECT checkpoint FROM log_cosigned FOR UPDATE").first.flatMap {
            try $0["checkpoint"] as String?
        }
        var lines: [String: String] = [:]
        for row in try rows(
            """
            SELECT name, cosignature FROM log_witnesses WHERE size = \(checkpoint.size) AND cosignature IS NOT NULL
            """)
        {
            lines[try row["name"]] = try row["cosignature"]
        }
        var (signed, names) = (note, Set<PolicyWord>())
        for witness in policy.witnesses {
            guard let text = lines[witness.name.description] else { continue }
            let line = try NoteSignature(parsing: text)
            guard
                case .valid = try SignedNote(text: note.text, signatures: [line]).verify(with: [witness.key])
            else { continue }
            signed = try signed.adding(line)
            names.insert(witness.name)
        }
        guard policy.isMet(by: names), signed.description != old else { return }
        try run(
            """
            UPDATE log_cosigned SET size = \(checkpoint.size), checkpoint = \(signed.description), cosigned_at = \(now)
            WHERE size <= \(checkpoint.size)
            """)
    }
}

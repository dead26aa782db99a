package import BallotFiles
package import Core
package import Tally
package import TransparencyLog

/// An election counted once, with the files that say so.
package struct CountedElection: Sendable {
    package let record: ElectionRecord
    package let outcome: OutcomeRecord
    /// `ballots.jsonl`: the opened ballots sorted by their commitments.
    package let ballots: [UInt8]
    /// `outcome.json`.
    package let outcomeBytes: [UInt8]

    /// Counts `ballots`, which may come in any order.
    package init(_ facts: ElectionFacts, ballots: [OpenedBallot]) throws(TallyError) {
        let sorted = ballots.map { (key: $0.commitment(of: facts).bytes, ballot: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.ballot)
        let lines = BallotLines.write(sorted, rule: facts.rule)
        let outcome = OutcomeRecord(
            try facts.count(ballots.map(\.ballot)), ids: facts.ids, names: facts.options)
        let outcomeBytes = outcome.json.canonical
        self.outcome = outcome
        self.ballots = lines
        self.outcomeBytes = outcomeBytes
        record = ElectionRecord(
            facts: facts, ballots: outcome.outcome.ballots, valid: outcome.outcome.valid,
            invalid: outcome.outcome.invalid, ballotsDigest: SHA256.hash(lines),
            outcomeDigest: SHA256.hash(outcomeBytes))
    }
}

extension ElectionFacts {
    package func count(_ ballots: [Ballot]) throws(TallyError) -> Outcome {
        let profile = try Profile(
            options: options.count, eligible: eligible, budget: budget, ballots: ballots)
        return try rule.count(profile, parameters, seats)
    }
}

extension OpenedBallot {
    /// What the log shows of the ballot before the end:
    /// `SHA-256("mitstimme-ballot/v1" ‖ 0 ‖ election id in decimal ‖ 0 ‖ salt ‖ canonical ballot)`.
    package func commitment(of facts: ElectionFacts) -> Hash {
        commitment(election: facts.election, rule: facts.rule)
    }

    package func commitment(election: ElectionID, rule: Rule) -> Hash {
        SHA256.hash(committed(election: election, rule: rule))
    }
}

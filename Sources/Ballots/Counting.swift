import AuditLog
package import Core
import ElectionCrypto
import Jobs
package import Postgres
import PublicRecord

extension Connection {
    /// Counts a closed and mixed election, publishes its files and logs their digest, all in one transaction.
    ///
    /// False if another server counts. Counting again changes nothing. `origin` is the log's name.
    package func tallyElection(_ id: ElectionID, origin: String, by permit: Permit, at now: Instant) throws
        -> Bool
    {
        guard try take(.tally) else { return false }
        guard let election = try anyElection(id), election.state == .closed, election.paper != .awaited else {
            return true
        }
        try script("SET LOCAL idle_in_transaction_session_timeout = '10min'")
        let sealed = try rows("SELECT ballot, salt FROM ballot_box WHERE election_id = \(id)").map {
            SealedBallot(ballot: try $0["ballot"], salt: try $0["salt"])
        }
        let paper = try paperBallots(of: election)
        if let paper { try checkSeals(of: paper, in: election) }
        let facts = try facts(of: election, origin: origin, paper: paper)
        guard sealed.count == facts.marks.online else {
            throw BallotFault.boxDoesNotFitRoll(box: sealed.count, roll: facts.marks.online)
        }
        try keep(CountedElection(facts, sealed: sealed, paper: paper), at: now)
        try run("UPDATE elections SET state = 'counted' WHERE id = \(id) AND state = 'closed'")
        return true
    }

    /// Publishes the files of a count, logs their digest and plans the assessment.
    func keep(_ counted: CountedElection, at now: Instant) throws {
        let leaf = try log(.electionCounted(counted.record), at: now)
        try run(
            """
            INSERT INTO outcomes (election_id, outcome, record, ballots, counted_at, leaf)
            VALUES (\(counted.record.facts.election), \(String(decoding: counted.outcomeBytes, as: UTF8.self)),
                \(String(decoding: counted.record.bytes, as: UTF8.self)), \(counted.ballots), \(now), \(leaf))
            """)
        try plan(.assess, counted.record.facts.election, at: now)
    }

    /// `archive`: that of an encrypted election after its last event; `paper`: where people could vote on paper.
    func facts(
        of election: Election, origin: String, archive: ElectionArchive? = nil, paper: PaperBallots? = nil
    ) throws -> ElectionFacts {
        let roll = try marks(in: election.id)
        return ElectionFacts(
            origin: origin, election: election.id, question: election.question,
            options: election.options.map(\.title), rule: election.rule, parameters: election.parameters,
            seats: election.seats, budget: election.budget, opens: election.opensAt, closes: election.endsAt,
            eligible: roll.size, marks: .init(online: roll.online, paper: roll.paper),
            archive: archive.map {
                .init(
                    uuid: $0.uuid, head: $0.head.hex, length: $0.length, terms: Digest(of: $0.terms).hex)
            }, paper: paper?.facts, turnout: try turnout(in: election.id))
    }

    /// Who voted by district, without small numbers.
    private func turnout(in id: ElectionID) throws -> DistrictTurnout? {
        var (districts, unknown) = (
            [] as [DistrictTurnout.District], DistrictTurnout.Count(eligible: 0, voted: 0)
        )
        for row in try rows(
            "SELECT district_id, name, size, voted FROM roll_by_district WHERE election_id = \(id)")
        {
            let count = DistrictTurnout.Count(eligible: try row["size"], voted: try row["voted"])
            if let district: DistrictID = try row["district_id"] {
                districts.append(.init(district, try row["name"], count))
            } else {
                unknown = count
            }
        }
        return DistrictTurnout(districts, unknown: unknown)
    }

    /// How many stand on the roll, and how many of them are marked.
    func marks(in id: ElectionID) throws -> (size: Int, online: Int, paper: Int) {
        let roll = try rows(
            """
            SELECT count(*) AS size, count(*) FILTER (WHERE mark = 'online') AS online,
                count(*) FILTER (WHERE mark = 'paper') AS paper
            FROM electoral_roll WHERE election_id = \(id)
            """)
        guard let roll = roll.first else { throw GeneralRejection.notFound }
        return (try roll["size"], try roll["online"], try roll["paper"])
    }
}

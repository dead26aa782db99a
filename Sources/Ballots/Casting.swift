package import Core
package import Postgres
import PublicRecord
package import Secrets
package import Tally

/// Where a ballot is on its way.
package enum BallotPlace: String, Sendable {
    /// Accepted; waits for the next mix.
    case waiting
    /// Recorded: in the ballot box, and its commitment in the log.
    case boxed
}

extension Connection {
    /// Takes in the permitted person's ballot: marks the roll and puts the ballot into the intake, nothing else.
    ///
    /// The state is read here, after the permit took the phase's lock: a request that began before the closing and
    /// got the lock after it comes too late. The same number and code again answer as the first time.
    package func castBallot(
        _ ballot: Ballot, number: BallotNumber, code: ChangeCode, in election: Election, by permit: Permit
    ) throws -> BallotPlace {
        guard case .person(let person, .vote, election.phase) = permit.ground else {
            throw GeneralRejection.notAllowed
        }
        try election.check(ballot)
        let marked = try run(
            """
            UPDATE electoral_roll SET mark = 'online', fresh = true
            WHERE election_id = \(election.id) AND person_id = \(person) AND mark = 'none'
                AND (SELECT state FROM elections WHERE id = \(election.id)) = 'open'
            """)
        guard marked == 1 else {
            if let place = try known(number, code, in: election.id) { return place }
            try refuse(person, in: election.id)
        }
        try take(in: ballot, number: number, code: code, of: election)
        return .waiting
    }

    /// Replaces the ballot that has the change code `old`. The roll is not touched.
    package func changeBallot(
        with old: ChangeCode, to ballot: Ballot, number: BallotNumber, code: ChangeCode,
        in election: Election,
        by permit: Permit
    ) throws -> BallotPlace {
        guard permit.ground == .bearer("change-ballot") else { throw GeneralRejection.notAllowed }
        try election.check(ballot)
        let done: Bool? = try rows(
            """
            SELECT ballot_taken_out(id, \(old.hash)) AS done FROM elections
            WHERE id = \(election.id) AND state = 'open'
            """
        ).first?["done"]
        guard let done else { throw BallotRejection.notOpen }
        guard done else {
            if let place = try known(number, code, in: election.id) { return place }
            throw BallotRejection.wrongCode
        }
        try take(in: ballot, number: number, code: code, of: election)
        return .waiting
    }

    /// Where the ballot with this number is; nil if there is none.
    package func place(of number: BallotNumber, in election: ElectionID) throws -> BallotPlace? {
        let place: String? = try rows("SELECT ballot_place(\(election), \(number.hash)) AS place").first?[
            "place"]
        return place.flatMap { BallotPlace(rawValue: $0) }
    }

    /// What the log says of the boxed ballot with this number, 32 bytes; nil while it waits, or if there is none.
    package func commitment(of number: BallotNumber, in election: ElectionID) throws -> [UInt8]? {
        try rows("SELECT ballot_commitment(\(election), \(number.hash)) AS commitment").first?["commitment"]
    }

    /// Where the ballot with this number and this code is, for whoever sends the same ballot again, even after the end.
    package func known(_ number: BallotNumber, _ code: ChangeCode, in election: ElectionID) throws
        -> BallotPlace?
    {
        let place: String? = try rows(
            "SELECT ballot_known(\(election), \(number.hash), \(code.hash)) AS place"
        ).first?["place"]
        return place.flatMap { BallotPlace(rawValue: $0) }
    }

    private func take(in ballot: Ballot, number: BallotNumber, code: ChangeCode, of election: Election) throws
    {
        let sealed = SealedBallot(ballot, rule: election.rule, salt: SystemRandom.bytes(32))
        let added = try run(
            """
            INSERT INTO ballot_intake (election_id, ballot, salt, number_hash, code_hash)
            VALUES (\(election.id), \(sealed.ballot), \(sealed.salt), \(number.hash), \(code.hash))
            ON CONFLICT DO NOTHING
            """)
        let isDouble: Bool =
            try rows(
                "SELECT ballot_doubled(\(election.id), \(number.hash), \(code.hash)) AS doubled"
            ).first?["doubled"] ?? true
        guard added == 1, !isDouble else { throw BallotRejection.numberTaken }
    }

    /// Says why the roll could not be marked.
    private func refuse(_ person: PersonID, in election: ElectionID) throws -> Never {
        let open = try rows("SELECT 1 AS one FROM elections WHERE id = \(election) AND state = 'open'")
        guard !open.isEmpty else { throw BallotRejection.notOpen }
        guard try rollMark(of: person, in: election) != nil else { throw BallotRejection.notOnRoll }
        throw BallotRejection.alreadyVoted
    }
}

package import Core
package import Postgres

/// Somebody on the roll, as the counter sees them.
package struct RollEntry: Sendable {
    package let person: PersonID
    package let name: String
    /// Tells two persons of one name apart; nil without an account.
    package let email: String?
    package let mark: RollMark
}

extension Connection {
    /// Persons on the roll with this whole address or, without an `@`, with names whose words begin so; by name.
    package func rollEntries(matching sought: String, in election: ElectionID, limit: Int) throws
        -> [RollEntry]
    {
        // Nothing but letters and digits reaches the query: `'thomas':* & 'mül':*`.
        let words = sought.split { !$0.isLetter && !$0.isNumber }.map { "'\($0)':*" }
        guard !words.isEmpty else { return [] }
        let matches: SQL =
            sought.contains("@")
            ? "email = lower(\(sought))"
            : "to_tsvector('simple', name) @@ to_tsquery('simple', \(words.joined(separator: " & ")))"
        return try rows(
            """
            SELECT person_id, name, email, mark FROM roll_entries WHERE election_id = \(election) AND \(matches)
            ORDER BY name, person_id LIMIT \(limit)
            """
        ).map {
            let mark: String = try $0["mark"]
            return RollEntry(
                person: try $0["person_id"], name: try $0["name"], email: try $0["email"],
                mark: RollMark(rawValue: mark) ?? .none)
        }
    }

    /// Marks somebody who gets a sheet of paper, so that they cannot vote online any more. The caller holds the
    /// election's phase.
    package func markPaper(_ person: PersonID, in election: Election, by permit: Permit) throws {
        guard try change(person, in: election, from: .none, to: .paper) else {
            switch try requiredMark(of: person, in: election) {
            case .online: throw PaperRejection.votedOnline
            case .paper: throw PaperRejection.markedBefore
            case .none: throw GeneralRejection.notFound
            }
        }
    }

    /// Takes the mark back from somebody who has not put a sheet into the urn. The caller holds the election's phase.
    package func unmarkPaper(_ person: PersonID, in election: Election, by permit: Permit) throws {
        guard try change(person, in: election, from: .paper, to: .none) else {
            _ = try requiredMark(of: person, in: election)
            throw PaperRejection.notMarked
        }
    }

    private func change(_ person: PersonID, in election: Election, from: RollMark, to: RollMark) throws
        -> Bool
    {
        try run(
            """
            UPDATE electoral_roll SET mark = \(to.rawValue)
            WHERE election_id = \(election.id) AND person_id = \(person) AND mark = \(from.rawValue)
                AND EXISTS (SELECT 1 FROM roll_entries e WHERE e.election_id = \(election.id) AND e.person_id = \(person))
                AND (SELECT state = 'open' AND paper = 'awaited' FROM elections WHERE id = \(election.id))
            """) == 1
    }

    /// The mark of somebody whom a change has passed over.
    private func requiredMark(of person: PersonID, in election: Election) throws -> RollMark {
        guard let current = try anyElection(election.id), current.paper != .none else {
            throw GeneralRejection.notFound
        }
        guard current.state == .open else { throw BallotRejection.notOpen }
        let entry = try rows(
            "SELECT mark FROM roll_entries WHERE election_id = \(election.id) AND person_id = \(person)"
        ).first
        guard let entry else { throw BallotRejection.notOnRoll }
        return RollMark(rawValue: try entry["mark"]) ?? .none
    }
}

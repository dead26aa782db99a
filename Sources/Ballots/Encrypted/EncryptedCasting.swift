package import Core
package import ElectionCrypto
package import Postgres

/// An encrypted ballot whose form, signature and proofs were checked before any transaction began.
package struct ProvenBallot: Sendable {
    let bytes: [UInt8]
    /// The public credential.
    let credential: String
    /// The voter's tracker.
    let digest: Digest
}

/// Where an encrypted ballot is on its way, as far as the public archive tells.
package enum EncryptedPlace: String, Sendable {
    /// Accepted; waits for the next mix.
    case waiting
    /// In the archive, and so far the last with its credential there.
    case boxed
    /// In the archive, with a later one of the same credential.
    case replaced
    /// In the tally.
    case counted
}

/// What every check of a ballot needs of an election: made once, used by all who vote in it.
package struct BallotCheck: Sendable {
    private let election: EncryptedElection<Ed25519Group>
    private let credentials: PublicCredentials<Ed25519Group>

    /// `setup`: the archive up to the end of its first event.
    package init(setup: [UInt8]) throws {
        var entries = try ArchiveEntries(.bytes(setup))
        guard let entry = try entries.next(), entry.event.kind == .setup else {
            throw BallotFault.archiveDamaged("it does not begin with a Setup event")
        }
        election = try EncryptedElection(
            ElectionParameters(parsing: entry.files[0].content), in: Ed25519Group.shared)
        var chance = SystemRandomNumberGenerator()
        credentials = try PublicCredentials(
            parsing: entry.files[2].content, in: Ed25519Group.shared, using: &chance)
    }

    /// Milliseconds of computing, for the caller's own pool.
    package func proven(_ bytes: [UInt8]) throws -> ProvenBallot {
        do throws(BallotRefusal) {
            let ballot = try election.checked(bytes, among: credentials)
            return ProvenBallot(bytes: bytes, credential: ballot.credential, digest: ballot.digest)
        } catch {
            switch error {
            case .otherElection: throw BallotRejection.ballotElsewhere
            case .unknownCredential: throw BallotRejection.credentialUnknown
            default: throw BallotRejection.ballotUnproven
            }
        }
    }
}

extension Connection {
    /// Takes in an encrypted ballot. The first one with a credential marks the permitted person on the roll; later ones
    /// need the credential alone. The same ballot again answers as the first time, also after the end.
    ///
    /// Nothing of the person stands with the ballot, and no statement here names both.
    package func castEncrypted(
        _ ballot: ProvenBallot, in election: Election, by permit: Permit
    ) throws -> EncryptedPlace {
        let turn: Int =
            try rows("SELECT encrypted_ballots_of(\(election.id), \(ballot.credential)) AS turn").first?[
                "turn"]
            ?? 0
        if let place = try place(of: ballot.digest, in: election.id) { return place }
        guard turn < mostTurns else { throw GeneralRejection.tooMany }
        if turn == 0 {
            guard try mark(permit, in: election) else {
                // The other click of a double one may have been faster.
                if let place = try place(of: ballot.digest, in: election.id) { return place }
                try refuse(permit, in: election)
            }
        } else {
            try requireOpen(election)
        }
        let added = try run(
            """
            INSERT INTO encrypted_intake (election_id, ballot, digest, credential, turn)
            VALUES (\(election.id), \(ballot.bytes), \(ballot.digest.bytes), \(ballot.credential), \(turn))
            ON CONFLICT DO NOTHING
            """)
        if added == 0 {
            guard let place = try place(of: ballot.digest, in: election.id), turn > 0 else {
                throw BallotRejection.credentialUsed
            }
            return place
        }
        return .waiting
    }

    /// Where the encrypted ballot with this tracker is; nil if there is none.
    package func place(of tracker: Digest, in election: ElectionID) throws -> EncryptedPlace? {
        let place: String? = try rows(
            "SELECT encrypted_ballot_place(\(election), \(tracker.bytes)) AS place"
        ).first?["place"]
        return place.flatMap { EncryptedPlace(rawValue: $0) }
    }

    private func mark(_ permit: Permit, in election: Election) throws -> Bool {
        guard case .person(let person, .vote, election.phase) = permit.ground else { return false }
        return try run(
            """
            UPDATE electoral_roll SET mark = 'online', fresh = true
            WHERE election_id = \(election.id) AND person_id = \(person) AND mark = 'none'
                AND (SELECT state FROM elections WHERE id = \(election.id)) = 'open'
            """) == 1
    }

    private func requireOpen(_ election: Election) throws {
        let open = try rows("SELECT 1 AS one FROM elections WHERE id = \(election.id) AND state = 'open'")
        guard !open.isEmpty else { throw BallotRejection.notOpen }
    }

    /// Says why a ballot with a credential that has not voted is not taken.
    private func refuse(_ permit: Permit, in election: Election) throws -> Never {
        try requireOpen(election)
        guard case .person(let person, _, _) = permit.ground else { throw BallotRejection.credentialUnused }
        switch try rollMark(of: person, in: election.id) {
        case nil: throw BallotRejection.notOnRoll
        case .paper?: throw BallotRejection.alreadyVoted
        default: throw BallotRejection.credentialUnused
        }
    }
}

/// Ballots of one credential: more than anybody needs who changes their mind.
private let mostTurns = 50

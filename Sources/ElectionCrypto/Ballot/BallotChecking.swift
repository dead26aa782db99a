/// A ballot that holds: what the tally needs of it.
package struct CheckedBallot<G: Group>: Sendable {
    /// The text of the public credential.
    package let credential: String
    package let entry: PublicCredentials<G>.Entry
    /// For each question.
    package let ciphertexts: [[Ciphertext<G>]]
    package let digest: Digest

    package var tracker: String { digest.base64 }
}

/// A ballot whose proofs are still to be checked.
private struct ReadBallot<G: Group>: Sendable {
    let ballot: EncryptedBallot<G>
    let entry: PublicCredentials<G>.Entry

    var elements: [G.Element] {
        ballot.answers.flatMap { $0.ciphertexts.flatMap { [$0.alpha, $0.beta] } }
    }
}

extension EncryptedElection {
    /// Reads a ballot and checks everything that can be said of it alone: form, election, credential, signature,
    /// membership of every element and every proof. Whether it was cast before is not known here.
    package func checked(
        _ bytes: [UInt8], among credentials: PublicCredentials<G>
    ) throws(BallotRefusal) -> CheckedBallot<G> {
        try proven(read(bytes, among: credentials), isOfMembers: false)
    }

    /// Many ballots at once: the membership of all their elements is checked together, which is cheaper.
    ///
    /// `chance` must not be foreseen by voters: the system's generator.
    package func checked(
        _ ballots: [[UInt8]], among credentials: PublicCredentials<G>, concurrently: Concurrency,
        using chance: inout some RandomNumberGenerator
    ) -> [Result<CheckedBallot<G>, BallotRefusal>] {
        let read = concurrently.map(ballots) { bytes in
            result { () throws(BallotRefusal) in try self.read(bytes, among: credentials) }
        }
        let elements = read.flatMap { (try? $0.get())?.elements ?? [] }
        let areMembers = group.checksMembersTogether && group.areMembers(elements, using: &chance)
        return concurrently.map(read) { read in
            result { () throws(BallotRefusal) in try proven(read.get(), isOfMembers: areMembers) }
        }
    }

    private func result<Value>(
        _ body: () throws(BallotRefusal) -> Value
    ) -> Result<Value, BallotRefusal> {
        do throws(BallotRefusal) { return .success(try body()) } catch { return .failure(error) }
    }

    /// A ballot whose parts are those its election asks for; nothing is computed yet.
    private func read(
        _ bytes: [UInt8], among credentials: PublicCredentials<G>
    ) throws(BallotRefusal) -> ReadBallot<G> {
        let ballot: EncryptedBallot<G>
        do throws(ElectionError) {
            ballot = try EncryptedBallot(parsing: bytes, in: group)
        } catch {
            throw .malformed(error.reason)
        }
        guard ballot.electionUUID == parameters.uuid, ballot.electionFingerprint == fingerprint else {
            throw .otherElection
        }
        guard let entry = credentials.entry(of: ballot.credential) else { throw .unknownCredential }
        guard ballot.statedHash == ballot.hash else { throw .wrongHash }
        guard ballot.answers.count == questions.count else { throw .wrongNumberOfAnswers }
        for (index, (answer, question)) in zip(ballot.answers, questions).enumerated() {
            guard answer.fits(question) else { throw .wrongShape(question: index + 1) }
        }
        return ReadBallot(ballot: ballot, entry: entry)
    }

    private func proven(
        _ read: ReadBallot<G>, isOfMembers: Bool
    ) throws(BallotRefusal) -> CheckedBallot<G> {
        let (ballot, entry) = (read.ballot, read.entry)
        let isSigned = ballot.signature.provesLogarithm(
            of: entry.element, prefix: "sig|\(ballot.hash)|", in: group)
        guard isSigned else { throw .wrongSignature }
        for (index, (answer, question)) in zip(ballot.answers, questions).enumerated() {
            if !isOfMembers {
                let areMembers = answer.ciphertexts.allSatisfy {
                    group.isMember($0.alpha) && group.isMember($0.beta)
                }
                guard areMembers else { throw .notMember(question: index + 1) }
            }
            try check(answer, to: question, number: index + 1, by: ballot.credential)
        }
        return CheckedBallot(
            credential: ballot.credential, entry: entry, ciphertexts: ballot.answers.map(\.ciphertexts),
            digest: ballot.digest)
    }
}

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

extension EncryptedElection {
    /// Reads a ballot and checks everything that can be said of it alone: form, election, credential, signature,
    /// membership of every element and every proof. Whether it was cast before is not known here.
    package func checked(
        _ bytes: [UInt8], among credentials: PublicCredentials<G>
    ) throws(BallotRefusal) -> CheckedBallot<G> {
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
        let isSigned = ballot.signature.provesLogarithm(
            of: entry.element, prefix: "sig|\(ballot.hash)|", in: group)
        guard isSigned else { throw .wrongSignature }
        guard ballot.answers.count == questions.count else { throw .wrongNumberOfAnswers }
        for (index, (answer, question)) in zip(ballot.answers, questions).enumerated() {
            try check(answer, to: question, number: index + 1, by: ballot.credential)
        }
        return CheckedBallot(
            credential: ballot.credential, entry: entry, ciphertexts: ballot.answers.map(\.ciphertexts),
            digest: ballot.digest)
    }

    private func check(
        _ answer: EncryptedAnswer<G>, to question: BallotQuestion, number: Int, by credential: String
    ) throws(BallotRefusal) {
        guard answer.ciphertexts.count == question.columns else { throw .wrongShape(question: number) }
        for ciphertext in answer.ciphertexts {
            guard group.isMember(ciphertext.alpha), group.isMember(ciphertext.beta) else {
                throw .notMember(question: number)
            }
        }
        switch (question, answer) {
        case (.choice(let question), .choice(let answer)):
            try check(answer, to: question, number: number, by: credential)
        case (.ranked, .ranked(let answer)):
            let prefix = rankedPrefix(answer.ciphertext, by: credential)
            guard answer.proof.provesLogarithm(of: answer.ciphertext.alpha, prefix: prefix, in: group) else {
                throw .wrongRankedProof(question: number)
            }
        case (.choice, .ranked), (.ranked, .choice): throw .wrongShape(question: number)
        }
    }

    private func check(
        _ answer: EncryptedAnswer<G>.Choice, to question: BallotQuestion.Choice, number: Int,
        by credential: String
    ) throws(BallotRefusal) {
        guard answer.individualProofs.count == question.columns,
            (answer.blankProof != nil) == question.allowsBlank
        else { throw .wrongShape(question: number) }
        let context = context(of: credential)
        let pairs = pairs(answer.choices)
        for (index, (choice, proofs)) in zip(answer.choices, answer.individualProofs).enumerated() {
            let prefix = intervalPrefix(context, pairs[index])
            guard Disjunction.holds(proofs, for: branches(choice, 0...1), prefix: prefix, in: self) else {
                throw .wrongIndividualProof(question: number, answer: index + 1)
            }
        }
        let wide = "\(context)|\(pairs.joined(separator: ","))"
        guard let blankProof = answer.blankProof else {
            let sum = product(answer.choices)
            let holds = Disjunction.holds(
                answer.overallProof, for: branches(sum, question.limits),
                prefix: intervalPrefix(wide, self.pairs([sum])[0]), in: self)
            guard holds else { throw .wrongOverallProof(question: number) }
            return
        }
        let (blank, sum) = (answer.choices[0], product(answer.choices.dropFirst()))
        let emptiness = Disjunction.holds(
            blankProof, for: [blank, sum], prefix: "bproof0|\(wide)|", in: self)
        guard emptiness else { throw .wrongBlankProof(question: number) }
        let permitted = [branches(blank, 0...1)[1]] + branches(sum, question.limits)
        guard Disjunction.holds(answer.overallProof, for: permitted, prefix: "bproof1|\(wide)|", in: self)
        else { throw .wrongOverallProof(question: number) }
    }

    func rankedPrefix(_ ciphertext: Ciphertext<G>, by credential: String) -> String {
        "raweg|\(context(of: credential))|\(group.list([key, ciphertext.alpha, ciphertext.beta]))|"
    }
}

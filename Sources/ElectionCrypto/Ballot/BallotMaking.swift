/// A ballot that is encrypted and not yet signed: it can still be opened instead of cast.
package struct UnsignedBallot<G: Group>: Sendable, CustomStringConvertible {
    /// Of the ballot without its signature, in Base64: shown before the voter decides to cast or to audit.
    package let hash: String
    /// The exponents of the ciphertexts, by question and column: who sees them can open the ballot.
    package let randomness: [[G.Scalar]]
    package let answers: [EncryptedAnswer<G>]
    private let text: String

    /// Never the secret: logs and error texts print values.
    package var description: String { "<secret>" }

    init(_ answers: [EncryptedAnswer<G>], randomness: [[G.Scalar]], text: String) {
        hash = Digest(of: text + "}").base64
        self.answers = answers
        self.randomness = randomness
        self.text = text
    }

    /// The ballot's bytes, with the signature of the credential it was made for.
    package func signed(
        with secret: G.Scalar, in group: G, using chance: inout some RandomNumberGenerator
    ) -> [UInt8] {
        let proof = Proof<G>.ofLogarithm(secret, prefix: "sig|\(hash)|", in: group, using: &chance)
        let signature = "{\"hash\":\"\(hash)\",\"proof\":\(proof.text(in: group))}"
        return Array("\(text),\"signature\":\(signature)}".utf8)
    }
}

extension EncryptedElection {
    /// A signed ballot. `choices`: for each question 0 or 1 for each column, or the ranks.
    package func ballot(
        _ choices: [[Int]], credential: Credential, using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> [UInt8] {
        let secret = credential.secret(election: parameters.uuid, in: group)
        let unsigned = try unsignedBallot(choices, for: group.secretPower(secret), using: &chance)
        return unsigned.signed(with: secret, in: group, using: &chance)
    }

    /// Refuses choices that the questions do not permit.
    package func unsignedBallot(
        _ choices: [[Int]], for credential: G.Element, using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> UnsignedBallot<G> {
        guard choices.count == questions.count else {
            throw ElectionError("there is not one choice for each question")
        }
        let credential = group.text(credential)
        var answers: [EncryptedAnswer<G>] = []
        var randomness: [[G.Scalar]] = []
        for (question, choice) in zip(questions, choices) {
            let exponents = (0..<question.columns).map { _ in group.randomScalar(using: &chance) }
            switch question {
            case .choice(let question):
                answers.append(
                    .choice(try answer(choice, to: question, exponents, by: credential, using: &chance)))
            case .ranked(let question):
                guard choice.count == question.answers.count, let message = group.encode(choice) else {
                    throw ElectionError("the ranks do not fit the question")
                }
                answers.append(.ranked(ranked(message, exponents[0], by: credential, using: &chance)))
            }
            randomness.append(exponents)
        }
        let text = unsignedText(credential: credential, answers: answers)
        return UnsignedBallot(answers, randomness: randomness, text: text)
    }

    /// Whether an opened ballot is what the voter meant: the ciphertexts follow from choices and randomness.
    package func opens(
        _ answers: [EncryptedAnswer<G>], to choices: [[Int]], with randomness: [[G.Scalar]]
    ) -> Bool {
        guard answers.count == questions.count, choices.count == questions.count,
            randomness.count == questions.count
        else { return false }
        for (index, question) in questions.enumerated() {
            let messages: [G.Element]
            if question.isRanked {
                guard let message = group.encode(choices[index]) else { return false }
                messages = [message]
            } else {
                messages = choices[index].map { group.power(group.generator, group.scalar($0)) }
            }
            guard messages.count == question.columns, randomness[index].count == question.columns else {
                return false
            }
            let due = zip(messages, randomness[index]).map { encrypted($0, $1) }
            guard answers[index].ciphertexts == due else { return false }
        }
        return true
    }
}

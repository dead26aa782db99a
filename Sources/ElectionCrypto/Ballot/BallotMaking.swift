/// A ballot that is encrypted and not yet signed: it can still be opened instead of cast.
package struct UnsignedBallot<G: Group>: Sendable {
    /// Of the ballot without its signature, in Base64: shown before the voter decides to cast or to audit.
    package let hash: String
    /// The exponents of the ciphertexts, by question and column: who sees them can open the ballot.
    package let randomness: [[G.Scalar]]
    package let answers: [EncryptedAnswer<G>]
    private let text: String

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

    private func encrypted(_ message: G.Element, _ exponent: G.Scalar) -> Ciphertext<G> {
        Ciphertext(
            alpha: group.secretPower(exponent),
            beta: group.product(group.secretPower(key, exponent), message))
    }

    private func ranked(
        _ message: G.Element, _ exponent: G.Scalar, by credential: String,
        using chance: inout some RandomNumberGenerator
    ) -> EncryptedAnswer<G>.Ranked {
        let ciphertext = encrypted(message, exponent)
        let prefix = rankedPrefix(ciphertext, by: credential)
        let proof = Proof<G>.ofLogarithm(exponent, prefix: prefix, in: group, using: &chance)
        return EncryptedAnswer.Ranked(ciphertext: ciphertext, proof: proof)
    }

    private func answer(
        _ choice: [Int], to question: BallotQuestion.Choice, _ exponents: [G.Scalar], by credential: String,
        using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> EncryptedAnswer<G>.Choice {
        let counted = question.allowsBlank ? choice.dropFirst() : choice[...]
        let isBlank = question.allowsBlank && choice.first == 1
        let sum = counted.reduce(0, +)
        guard choice.count == question.columns, choice.allSatisfy((0...1).contains),
            isBlank ? sum == 0 : question.limits.contains(sum)
        else { throw ElectionError("the choices are not permitted by the question") }

        let ciphertexts = zip(choice, exponents).map { value, exponent in
            encrypted(group.secretPower(group.scalar(value)), exponent)
        }
        let (context, pairs) = (context(of: credential), pairs(ciphertexts))
        var individual: [[Proof<G>]] = []
        for index in ciphertexts.indices {
            let openings = openings(choice[index], exponents[index], 0...1)
            let prefix = intervalPrefix(context, pairs[index])
            individual.append(
                Disjunction.prove(openings, truth: choice[index], prefix: prefix, in: self, using: &chance))
        }
        let wide = "\(context)|\(pairs.joined(separator: ","))"
        guard question.allowsBlank else {
            let total = exponents.reduce(group.zero, group.sum)
            let overall = Disjunction.prove(
                openings(sum, total, question.limits), truth: sum - question.limits.lowerBound,
                prefix: intervalPrefix(wide, self.pairs([product(ciphertexts)])[0]), in: self, using: &chance)
            return EncryptedAnswer.Choice(
                choices: ciphertexts, individualProofs: individual, overallProof: overall, blankProof: nil)
        }
        let total = exponents.dropFirst().reduce(group.zero, group.sum)
        let emptiness = Disjunction.prove(
            [
                Disjunction.Opening(randomness: exponents[0], excess: choice[0]),
                Disjunction.Opening(randomness: total, excess: sum),
            ], truth: isBlank ? 1 : 0, prefix: "bproof0|\(wide)|", in: self, using: &chance)
        let permitted = [Disjunction.Opening<G>(randomness: exponents[0], excess: choice[0] - 1)]
        let overall = Disjunction.prove(
            permitted + openings(sum, total, question.limits),
            truth: isBlank ? 0 : 1 + sum - question.limits.lowerBound, prefix: "bproof1|\(wide)|", in: self,
            using: &chance)
        return EncryptedAnswer.Choice(
            choices: ciphertexts, individualProofs: individual, overallProof: overall, blankProof: emptiness)
    }

    private func openings(
        _ value: Int, _ randomness: G.Scalar, _ values: ClosedRange<Int>
    ) -> [Disjunction.Opening<G>] {
        values.map { Disjunction.Opening(randomness: randomness, excess: value - $0) }
    }
}

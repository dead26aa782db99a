/// Encrypting one answer. Everything secret is computed by powers whose time does not depend on it.
extension EncryptedElection {
    func encrypted(_ message: G.Element, _ exponent: G.Scalar) -> Ciphertext<G> {
        Ciphertext(
            alpha: group.secretPower(exponent),
            beta: group.product(group.secretPower(key, exponent), message))
    }

    func ranked(
        _ message: G.Element, _ exponent: G.Scalar, by credential: String,
        using chance: inout some RandomNumberGenerator
    ) -> EncryptedAnswer<G>.Ranked {
        let ciphertext = encrypted(message, exponent)
        let prefix = rankedPrefix(ciphertext, by: credential)
        let proof = Proof<G>.ofLogarithm(exponent, prefix: prefix, in: group, using: &chance)
        return EncryptedAnswer.Ranked(ciphertext: ciphertext, proof: proof)
    }

    func answer(
        _ choice: [Int], to question: BallotQuestion.Choice, _ exponents: [G.Scalar], by credential: String,
        using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> EncryptedAnswer<G>.Choice {
        let counted = question.allowsBlank ? choice.dropFirst() : choice[...]
        let isBlank = question.allowsBlank && choice.first == 1
        let sum = counted.reduce(0, +)
        guard choice.count == question.columns, choice.allSatisfy((0...1).contains),
            isBlank ? sum == 0 : question.limits.contains(sum)
        else { throw ElectionError("the choices are not permitted by the question") }

        let messages = [group.identity, group.generator]
        let ciphertexts = zip(choice, exponents).map { encrypted(messages[$0], $1) }
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

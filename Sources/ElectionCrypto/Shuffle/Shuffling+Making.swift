extension Shuffling {
    /// Permutes and encrypts anew, and proves it. `chance` draws the permutation and every secret: the system's
    /// generator, except in tests. What is drawn is overwritten at the end. The input's elements are members, which the
    /// caller has checked. `progress` hears how much of the work is done, in steps of one ciphertext each.
    public func shuffle(
        _ input: [Ciphertext<G>], using chance: inout some RandomNumberGenerator,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) -> Shuffle<G> {
        // Encrypting, committing, the chain and its announcements, and three products.
        var steps = Steps(7 * input.count, progress)
        let secrets = ShuffleSecrets(group, count: input.count, using: &chance)
        let output = zip(secrets.order, secrets.encryption).map { place, exponent in
            steps.advance()
            return Ciphertext<G>(
                alpha: group.product(input[place].alpha, group.secretPower(exponent)),
                beta: group.product(input[place].beta, group.secretPower(publicKey, exponent)))
        }
        return Shuffle(output: output, proof: proof(input, output, secrets, using: &chance, &steps))
    }

    private func proof(
        _ input: [Ciphertext<G>], _ output: [Ciphertext<G>], _ secrets: ShuffleSecrets<G>,
        using chance: inout some RandomNumberGenerator, _ steps: inout Steps
    ) -> ShuffleProof<G> {
        let count = input.count
        let independent = (0..<count).map(group.independentGenerator)
        var commitments = Array(repeating: group.identity, count: count)
        for (index, place) in secrets.order.enumerated() {
            commitments[place] = group.product(
                group.secretPower(secrets.commitment[index]), independent[index])
            steps.advance()
        }
        let transcript = ShuffleTranscript(self, input: input, output: output, commitments: commitments)
        let weights = transcript.weights(count)
        let permuted = SecretArray(count: count) { index, _ in weights[secrets.order[index]] }
        let chain = ShuffleChain(group, weights: permuted, using: &chance, &steps)
        let nonces = ShuffleNonces(group, count: count, using: &chance)
        let announcement = announcement(nonces, chain, independent, output, &steps)
        let challenge = transcript.challenge(announcement, chain: chain.elements)

        func response(_ nonce: G.Scalar, _ secret: G.Scalar) -> G.Scalar {
            group.sum(nonce, group.product(challenge, secret))
        }
        let responses = ShuffleProof<G>.Response(
            sum: response(nonces.sum, secrets.commitment.reduce(group.zero, group.sum)),
            product: response(nonces.product, chain.total),
            powers: response(nonces.powers, group.innerProduct(secrets.commitment, permuted)),
            encryption: response(nonces.encryption, group.innerProduct(secrets.encryption, permuted)),
            chain: zip(nonces.chain, chain.secrets).map(response),
            weights: zip(nonces.weights, permuted).map(response))
        return ShuffleProof(
            announcement: announcement, response: responses, commitments: commitments, chain: chain.elements)
    }

    private func announcement(
        _ nonces: ShuffleNonces<G>, _ chain: ShuffleChain<G>, _ independent: [G.Element],
        _ output: [Ciphertext<G>], _ steps: inout Steps
    ) -> ShuffleProof<G>.Announcement {
        func powers(_ start: G.Element, _ bases: [G.Element]) -> G.Element {
            zip(bases, nonces.weights).reduce(start) { product, pair in
                steps.advance()
                return group.product(product, group.secretPower(pair.0, pair.1))
            }
        }
        let undone = group.negative(nonces.encryption)
        return ShuffleProof.Announcement(
            sum: group.secretPower(nonces.sum),
            product: group.secretPower(nonces.product),
            powers: powers(group.secretPower(nonces.powers), independent),
            beta: powers(group.secretPower(publicKey, undone), output.map(\.beta)),
            alpha: powers(group.secretPower(undone), output.map(\.alpha)),
            chain: chain.announcements(nonces, &steps))
    }
}

extension Group {
    /// ∑ left · right.
    func innerProduct(_ left: SecretArray<Scalar>, _ right: SecretArray<Scalar>) -> Scalar {
        zip(left, right).reduce(zero) { sum($0, product($1.0, $1.1)) }
    }
}

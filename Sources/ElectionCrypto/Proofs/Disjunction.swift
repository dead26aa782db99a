/// "One of these ciphertexts is one of 1", without saying which.
///
/// Commitments of branch j: A = g^z·α^c and B = y^z·β^c; together the challenges are H(prefix; A₀,B₀,A₁,B₁,…).
/// Interval proofs and both blank proofs are of this form. Source: Cramer, Damgård and Schoenmakers 1994.
enum Disjunction {
    static func holds<G: Group>(
        _ proofs: [Proof<G>], for branches: [Ciphertext<G>], prefix: String, in election: EncryptedElection<G>
    ) -> Bool {
        guard proofs.count == branches.count else { return false }
        let group = election.group
        var commitments: [G.Element] = []
        commitments.reserveCapacity(2 * branches.count)
        for (proof, branch) in zip(proofs, branches) {
            let (challenge, response) = (proof.challenge, proof.response)
            commitments.append(
                group.power(group.generatorTable, response, times: branch.alpha, challenge))
            commitments.append(group.power(election.keyTable, response, times: branch.beta, challenge))
        }
        return group.challenge(prefix, commitments) == proofs.map(\.challenge).reduce(group.zero, group.sum)
    }

    /// What the maker of a ciphertext knows of a branch: α = g^randomness and β = y^randomness · g^excess.
    struct Opening<G: Group> {
        let randomness: G.Scalar
        /// 0 in a true branch.
        let excess: Int
    }

    /// Proves that branch `truth` is true. As the randomness is known, every commitment is a power of the generator
    /// and of the key; all branches are computed in the same way, so that time does not tell them apart.
    static func prove<G: Group>(
        _ branches: [Opening<G>], truth: Int, prefix: String, in election: EncryptedElection<G>,
        using chance: inout some RandomNumberGenerator
    ) -> [Proof<G>] {
        let group = election.group
        var proofs: [Proof<G>] = []
        var commitments: [G.Element] = []
        for branch in branches {
            let proof = Proof<G>(
                challenge: group.randomScalar(using: &chance), response: group.randomScalar(using: &chance))
            let exponent = group.sum(
                proof.response, group.product(branch.randomness, proof.challenge))
            let excess = group.product(group.scalar(branch.excess), proof.challenge)
            commitments.append(group.secretPower(exponent))
            commitments.append(
                group.product(group.secretPower(election.key, exponent), group.secretPower(excess)))
            proofs.append(proof)
        }
        // In the true branch any challenge has an answer, so that one makes the sum right.
        let sum = proofs.map(\.challenge).reduce(group.zero, group.sum)
        let due = group.challenge(prefix, commitments)
        let correction = group.difference(due, sum)
        let drawn = proofs[truth]
        let shift = group.product(branches[truth].randomness, correction)
        proofs[truth] = Proof(
            challenge: group.sum(drawn.challenge, correction),
            response: group.difference(drawn.response, shift))
        return proofs
    }
}

/// "This ciphertext is one of g^value for one of `values`": the challenges' prefix names what is proven.
extension EncryptedElection {
    func intervalPrefix(_ context: String, _ pair: String) -> String { "prove|\(context)|\(pair)|" }

    /// The ciphertext divided by g^value for each value of `values`, in order.
    func branches(_ ciphertext: Ciphertext<G>, _ values: ClosedRange<Int>) -> [Ciphertext<G>] {
        var beta = ciphertext.beta
        if values.lowerBound > 0 {
            beta = group.product(beta, group.power(inverseGenerator, group.scalar(values.lowerBound)))
        }
        var branches = [Ciphertext<G>(alpha: ciphertext.alpha, beta: beta)]
        for _ in values.dropFirst() {
            beta = group.product(beta, inverseGenerator)
            branches.append(Ciphertext(alpha: ciphertext.alpha, beta: beta))
        }
        return branches
    }
}

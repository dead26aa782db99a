/// "One of these ciphertexts is of this value", without saying which.
///
/// Commitments of branch j: A = g^z·α^c and B = y^z·(β/g^value)^c; together the challenges are H(prefix; A₀,B₀,A₁,B₁,…).
/// Interval proofs and both blank proofs are of this form. Source: Cramer, Damgård and Schoenmakers 1994.
enum Disjunction {
    /// A ciphertext, and the values of which it is said to be one; each value is a branch, in order.
    struct Claim<G: Group> {
        let ciphertext: Ciphertext<G>
        let values: ClosedRange<Int>

        init(_ ciphertext: Ciphertext<G>, is values: ClosedRange<Int>) {
            self.ciphertext = ciphertext
            self.values = values
        }
    }

    static func holds<G: Group>(
        _ proofs: [Proof<G>], for claims: [Claim<G>], prefix: String, in election: EncryptedElection<G>
    ) -> Bool {
        guard proofs.count == claims.reduce(0, { $0 + $1.values.count }) else { return false }
        let commitments = commitments(proofs, claims, in: election)
        let group = election.group
        return group.challenge(prefix, commitments) == proofs.map(\.challenge).reduce(group.zero, group.sum)
    }

    /// β is not divided by g^value first: so all powers of α and of β share most of their work.
    private static func commitments<G: Group>(
        _ proofs: [Proof<G>], _ claims: [Claim<G>], in election: EncryptedElection<G>
    ) -> [G.Element] {
        let group = election.group
        var rest = proofs[...]
        var commitments: [G.Element] = []
        commitments.reserveCapacity(2 * proofs.count)
        for claim in claims {
            let own = rest.prefix(claim.values.count)
            rest = rest.dropFirst(own.count)
            let challenges = own.map(\.challenge)
            let alphas = group.powers(claim.ciphertext.alpha, challenges)
            let betas = group.powers(claim.ciphertext.beta, challenges)
            for (index, (value, proof)) in zip(claim.values, own).enumerated() {
                let first = group.power(group.generatorTable, proof.response)
                commitments.append(group.product(first, alphas[index]))
                var second = group.product(group.power(election.keyTable, proof.response), betas[index])
                if value > 0 {
                    let exponent = group.product(group.scalar(-value), proof.challenge)
                    second = group.product(second, group.power(group.generatorTable, exponent))
                }
                commitments.append(second)
            }
        }
        return commitments
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
        // The excess of the true branch is 0, and no exponent may be, whose power would be quicker than others.
        let blind = group.randomScalar(using: &chance)
        let unblind = group.secretPower(group.negative(blind))
        for branch in branches {
            let proof = Proof<G>(
                challenge: group.randomScalar(using: &chance), response: group.randomScalar(using: &chance))
            let exponent = group.sum(
                proof.response, group.product(branch.randomness, proof.challenge))
            let excess = group.product(group.scalar(branch.excess), proof.challenge)
            let message = group.product(group.secretPower(group.sum(excess, blind)), unblind)
            commitments.append(group.secretPower(exponent))
            commitments.append(group.product(group.secretPower(election.key, exponent), message))
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

extension EncryptedElection {
    /// What an interval proof's challenge begins with: it names the ciphertext, too.
    func intervalPrefix(_ context: String, _ pair: String) -> String { "prove|\(context)|\(pair)|" }
}

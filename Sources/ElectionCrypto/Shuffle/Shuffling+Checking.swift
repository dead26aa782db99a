extension Shuffling {
    /// Checks everything; `chance` draws the weights that fold all equations into one, and must be out of the
    /// prover's sight: the system's generator. A false equation or a stranger passes with a probability of about
    /// 2^−127.
    public func verdict(
        _ shuffle: Shuffle<G>, of input: [Ciphertext<G>], using chance: inout some RandomNumberGenerator
    ) -> ShuffleVerdict {
        if let list = wrongLength(shuffle, input.count) { return .invalid(.length(list)) }
        let lists = elements(shuffle, input)
        guard group.areMembers(lists.flatMap(\.elements), using: &chance) else {
            return .invalid(stranger(in: lists))
        }
        let equations = ShuffleEquations(self, shuffle, input)
        guard !equations.hold(using: &chance) else { return .valid }
        // Where every equation holds by itself, the product holds, too.
        let failed = equations.all.first { !equations.holds($0) }
        return .invalid(.equation(failed ?? .sum))
    }

    private func wrongLength(_ shuffle: Shuffle<G>, _ count: Int) -> ShuffleList? {
        let lengths: [(ShuffleList, Int)] = [
            (.outputAlpha, shuffle.output.count),
            (.commitments, shuffle.proof.commitments.count),
            (.chain, shuffle.proof.chain.count),
            (.chainAnnouncements, shuffle.proof.announcement.chain.count),
            (.chainResponses, shuffle.proof.response.chain.count),
            (.weightResponses, shuffle.proof.response.weights.count),
        ]
        return lengths.first { $0.1 != count }?.0
    }

    private func elements(
        _ shuffle: Shuffle<G>, _ input: [Ciphertext<G>]
    ) -> [(list: ShuffleList, elements: [G.Element])] {
        let announced = shuffle.proof.announcement
        return [
            (.publicKey, [publicKey]),
            (.inputAlpha, input.map(\.alpha)),
            (.inputBeta, input.map(\.beta)),
            (.outputAlpha, shuffle.output.map(\.alpha)),
            (.outputBeta, shuffle.output.map(\.beta)),
            (.commitments, shuffle.proof.commitments),
            (.chain, shuffle.proof.chain),
            (
                .announcements,
                [announced.sum, announced.product, announced.powers, announced.beta, announced.alpha]
            ),
            (.chainAnnouncements, announced.chain),
        ]
    }

    private func stranger(in lists: [(list: ShuffleList, elements: [G.Element])]) -> ShuffleFlaw {
        for (list, elements) in lists {
            if let place = elements.firstIndex(where: { !group.isMember($0) }) {
                return .stranger(list, place)
            }
        }
        return .stranger(.publicKey, 0)
    }
}

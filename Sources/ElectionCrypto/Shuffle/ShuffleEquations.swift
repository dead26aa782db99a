/// The N + 5 equations of a shuffle's proof, each as a product of powers that is 1.
struct ShuffleEquations<G: Group> {
    /// An element by its index in `elements`, and its exponent.
    typealias Term = (index: Int, exponent: G.Scalar)

    private let group: G
    private let response: ShuffleProof<G>.Response
    private let count: Int
    private let elements: [G.Element]
    /// C, u_i and C · u_i.
    private let challenge: G.Scalar
    private let weights: [G.Scalar]
    private let challenged: [G.Scalar]

    /// All lists have the length of the input.
    init(_ shuffling: Shuffling<G>, _ shuffle: Shuffle<G>, _ input: [Ciphertext<G>]) {
        let (group, proof) = (shuffling.group, shuffle.proof)
        let announced = proof.announcement
        let transcript = ShuffleTranscript(
            shuffling, input: input, output: shuffle.output, commitments: proof.commitments)
        let challenge = transcript.challenge(announced, chain: proof.chain)
        self.group = group
        self.challenge = challenge
        response = proof.response
        count = input.count
        weights = transcript.weights(input.count)
        challenged = weights.map { group.product(challenge, $0) }
        let first = [
            group.generator, shuffling.publicKey, group.independentGenerator(-1),
            announced.sum, announced.product, announced.powers, announced.beta, announced.alpha,
        ]
        let commitments = input.indices.map(group.independentGenerator) + proof.commitments
        let chain = announced.chain + proof.chain
        let before = input.map(\.alpha) + input.map(\.beta)
        elements =
            first + commitments + chain + before + shuffle.output.map(\.alpha)
            + shuffle.output.map(\.beta)
    }

    /// In the order in which they are looked for.
    var all: [ShuffleEquation] {
        [.sum, .product, .powers, .beta, .alpha] + (0..<count).map(ShuffleEquation.chain)
    }

    func holds(_ equation: ShuffleEquation) -> Bool {
        let terms = terms(equation)
        let product = group.product(of: terms.map { elements[$0.index] }, raisedTo: terms.map(\.exponent))
        return product == group.identity
    }

    /// Whether the product of all equations is 1, each raised to a weight of 128 bits: as good as certain to be
    /// wrong unless every one holds, for elements of the subgroup. One product of 8N + 8 powers.
    func hold(using chance: inout some RandomNumberGenerator) -> Bool {
        var exponents = Array(repeating: group.zero, count: elements.count)
        for equation in all {
            let weight = weight(using: &chance)
            for (index, exponent) in terms(equation) {
                exponents[index] = group.sum(exponents[index], group.product(weight, exponent))
            }
        }
        return group.product(of: elements, raisedTo: exponents) == group.identity
    }

    private func weight(using chance: inout some RandomNumberGenerator) -> G.Scalar {
        let halves: [UInt64] = [chance.next(), chance.next()]
        let bytes = halves.flatMap { half in (0..<8).map { UInt8(half >> (8 * $0) & 255) } }
        return group.scalar(reducing: bytes)
    }

    private func terms(_ equation: ShuffleEquation) -> [Term] {
        switch equation {
        case .sum:
            [(Single.sum, group.one), (Single.generator, group.negative(response.sum))]
                + powers(.commitments) { _ in challenge }
                + powers(.independent) { _ in group.negative(challenge) }
        case .product:
            [
                (Single.product, group.one), (Single.generator, group.negative(response.product)),
                chainTerm(count, challenge),
                (
                    Single.base,
                    group.negative(group.product(challenge, weights.reduce(group.one, group.product)))
                ),
            ]
        case .powers:
            [(Single.powers, group.one), (Single.generator, group.negative(response.powers))]
                + powers(.commitments) { challenged[$0] } + powers(.independent, undoneWeight)
        case .beta:
            [(Single.beta, group.one), (Single.publicKey, response.encryption)]
                + powers(.inputBeta) { challenged[$0] } + powers(.outputBeta, undoneWeight)
        case .alpha:
            [(Single.alpha, group.one), (Single.generator, response.encryption)]
                + powers(.inputAlpha) { challenged[$0] } + powers(.outputAlpha, undoneWeight)
        case .chain(let place):
            [
                (index(.chainAnnouncements, place), group.one),
                (Single.generator, group.negative(response.chain[place])),
                chainTerm(place + 1, challenge), chainTerm(place, undoneWeight(place)),
            ]
        }
    }

    private func undoneWeight(_ place: Int) -> G.Scalar { group.negative(response.weights[place]) }

    /// A power of ĉ_number, where ĉ_0 is h.
    private func chainTerm(_ number: Int, _ exponent: G.Scalar) -> Term {
        (number == 0 ? Single.base : index(.chain, number - 1), exponent)
    }

    private func powers(_ list: List, _ exponent: (Int) -> G.Scalar) -> [Term] {
        (0..<count).map { (index(list, $0), exponent($0)) }
    }

    private func index(_ list: List, _ place: Int) -> Int { Single.count + list.rawValue * count + place }

    /// The elements that stand before the lists.
    private enum Single {
        static var generator: Int { 0 }
        static var publicKey: Int { 1 }
        static var base: Int { 2 }
        static var sum: Int { 3 }
        static var product: Int { 4 }
        static var powers: Int { 5 }
        static var beta: Int { 6 }
        static var alpha: Int { 7 }
        static var count: Int { 8 }
    }

    private enum List: Int {
        case independent, commitments, chainAnnouncements, chain, inputAlpha, inputBeta, outputAlpha,
            outputBeta
    }
}

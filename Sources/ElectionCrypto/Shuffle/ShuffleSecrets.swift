/// What a mixer must never tell, in the order of the output.
struct ShuffleSecrets<G: Group> {
    /// ψ: output i comes from input `order[i]`.
    let order: SecretArray<Int>
    /// r'_{ψ(i)}, of the new encryption.
    let encryption: SecretArray<G.Scalar>
    /// r_{ψ(i)}, of the commitment to the permutation.
    let commitment: SecretArray<G.Scalar>

    init(_ group: G, count: Int, using chance: inout some RandomNumberGenerator) {
        order = SecretArray(count: count) { place, _ in place }
        order.shuffle(using: &chance)
        encryption = group.randomScalars(count, using: &chance)
        commitment = group.randomScalars(count, using: &chance)
    }
}

/// ω of section 6.2: one draw for each response.
struct ShuffleNonces<G: Group> {
    let sum: G.Scalar
    let product: G.Scalar
    let powers: G.Scalar
    let encryption: G.Scalar
    let chain: SecretArray<G.Scalar>
    let weights: SecretArray<G.Scalar>

    init(_ group: G, count: Int, using chance: inout some RandomNumberGenerator) {
        sum = group.randomScalar(using: &chance)
        product = group.randomScalar(using: &chance)
        powers = group.randomScalar(using: &chance)
        encryption = group.randomScalar(using: &chance)
        chain = group.randomScalars(count, using: &chance)
        weights = group.randomScalars(count, using: &chance)
    }
}

/// ĉ_i = g^{r̂_i} · ĉ_{i−1}^{u'_i}, from ĉ_0 = h.
///
/// The mixer knows both exponents of ĉ_i = g^a · h^b, and computes with them instead of the chain's own elements.
struct ShuffleChain<G: Group> {
    /// r̂.
    let secrets: SecretArray<G.Scalar>
    /// ĉ.
    let elements: [G.Element]
    /// ∑ r̂_i · v_i, which is a of the last element.
    var total: G.Scalar { exponents[exponents.count - 1].generator }

    private typealias Exponents = (generator: G.Scalar, base: G.Scalar)

    private let group: G
    private let base: G.Element
    /// Of ĉ_0, ĉ_1, … ĉ_N.
    private let exponents: SecretArray<Exponents>

    init(
        _ group: G, weights: SecretArray<G.Scalar>, using chance: inout some RandomNumberGenerator,
        _ steps: inout Steps
    ) {
        let base = group.independentGenerator(-1)
        let secrets = group.randomScalars(weights.count, using: &chance)
        let exponents = SecretArray<Exponents>(count: weights.count + 1) { index, before in
            guard index > 0 else { return (group.zero, group.one) }
            return ShuffleChain.link(before[index - 1], secrets[index - 1], weights[index - 1], group)
        }
        self.group = group
        self.base = base
        self.secrets = secrets
        self.exponents = exponents
        elements = exponents.dropFirst().map {
            steps.advance()
            return ShuffleChain.element($0, base, group)
        }
    }

    /// t̂_i = g^{ω̂_i} · ĉ_{i−1}^{ω'_i}.
    func announcements(_ nonces: ShuffleNonces<G>, _ steps: inout Steps) -> [G.Element] {
        secrets.indices.map { index in
            steps.advance()
            let exponents = ShuffleChain.link(
                exponents[index], nonces.chain[index], nonces.weights[index], group)
            return ShuffleChain.element(exponents, base, group)
        }
    }

    private static func link(
        _ previous: Exponents, _ secret: G.Scalar, _ weight: G.Scalar, _ group: G
    ) -> Exponents {
        (
            group.sum(secret, group.product(previous.generator, weight)),
            group.product(previous.base, weight)
        )
    }

    private static func element(_ exponents: Exponents, _ base: G.Element, _ group: G) -> G.Element {
        group.product(group.secretPower(exponents.generator), group.secretPower(base, exponents.base))
    }
}

extension Group {
    func randomScalars(
        _ count: Int, using chance: inout some RandomNumberGenerator
    ) -> SecretArray<Scalar> {
        SecretArray(count: count) { _, _ in randomScalar(using: &chance) }
    }
}

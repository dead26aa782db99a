/// The proof that one list of ciphertexts is another, permuted and encrypted anew.
///
/// Every list is as long as the lists of ciphertexts. Source: CHVote 1.3.2, after Wikström and Terelius; the names
/// in brackets are those of section 6.2 of the design note and of the JSON form.
public struct ShuffleProof<G: Group>: Hashable, Sendable {
    /// [t1, t2, t3, [t41, t42], [t̂…]]
    public struct Announcement: Hashable, Sendable {
        public var sum: G.Element
        public var product: G.Element
        public var powers: G.Element
        public var beta: G.Element
        public var alpha: G.Element
        public var chain: [G.Element]

        public init(
            sum: G.Element, product: G.Element, powers: G.Element, beta: G.Element, alpha: G.Element,
            chain: [G.Element]
        ) {
            self.sum = sum
            self.product = product
            self.powers = powers
            self.beta = beta
            self.alpha = alpha
            self.chain = chain
        }
    }

    /// [s1, s2, s3, s4, [ŝ…], [s'…]]
    public struct Response: Hashable, Sendable {
        public var sum: G.Scalar
        public var product: G.Scalar
        public var powers: G.Scalar
        public var encryption: G.Scalar
        public var chain: [G.Scalar]
        public var weights: [G.Scalar]

        public init(
            sum: G.Scalar, product: G.Scalar, powers: G.Scalar, encryption: G.Scalar, chain: [G.Scalar],
            weights: [G.Scalar]
        ) {
            self.sum = sum
            self.product = product
            self.powers = powers
            self.encryption = encryption
            self.chain = chain
            self.weights = weights
        }
    }

    public var announcement: Announcement
    public var response: Response
    /// [c…], commitments to the columns of the permutation matrix.
    public var commitments: [G.Element]
    /// [ĉ…], commitments to the products of the permuted weights.
    public var chain: [G.Element]

    public init(
        announcement: Announcement, response: Response, commitments: [G.Element], chain: [G.Element]
    ) {
        self.announcement = announcement
        self.response = response
        self.commitments = commitments
        self.chain = chain
    }
}

/// What a mixer publishes for one question.
public struct Shuffle<G: Group>: Hashable, Sendable {
    public var output: [Ciphertext<G>]
    public var proof: ShuffleProof<G>

    public init(output: [Ciphertext<G>], proof: ShuffleProof<G>) {
        self.output = output
        self.proof = proof
    }
}

import Core

/// An ElGamal ciphertext: g^r and y^r times the message.
///
///     {"alpha":"563f…","beta":"6e80…"}
public struct Ciphertext<G: Group>: Hashable, Sendable {
    public var alpha: G.Element
    public var beta: G.Element

    public init(alpha: G.Element, beta: G.Element) {
        self.alpha = alpha
        self.beta = beta
    }
}

extension Ciphertext {
    package func text(in group: G) -> String {
        "{\"alpha\":\"\(group.text(alpha))\",\"beta\":\"\(group.text(beta))\"}"
    }

    /// Both elements are members of the group.
    init(_ json: JSON, in group: G) throws(ElectionError) {
        try json.only(["alpha", "beta"])
        self.init(
            alpha: try group.member(json.text("alpha")), beta: try group.member(json.text("beta")))
    }

    /// The elements' membership is still to be checked.
    init(_ text: inout CanonicalText, in group: G) throws(ElectionError) {
        try text.expect("{\"alpha\":\"")
        let alpha = group.element(try text.plainText())
        try text.expect("\",\"beta\":\"")
        let beta = group.element(try text.plainText())
        try text.expect("\"}")
        guard let alpha, let beta else { throw ElectionError("a ciphertext is not of elements of the group") }
        self.init(alpha: alpha, beta: beta)
    }

    /// The ciphertext of 1 without any chance in it, the tally of no ballot.
    static func neutral(in group: G) -> Ciphertext {
        Ciphertext(alpha: group.identity, beta: group.identity)
    }

    func times(_ other: Ciphertext, in group: G) -> Ciphertext {
        Ciphertext(alpha: group.product(alpha, other.alpha), beta: group.product(beta, other.beta))
    }

    /// The ciphertext of the message taken `weight` times.
    func weighted(_ weight: Int, in group: G) -> Ciphertext {
        if weight == 1 { return self }
        let exponent = group.scalar(weight)
        return Ciphertext(alpha: group.power(alpha, exponent), beta: group.power(beta, exponent))
    }

    /// The order of ranked ciphertexts in the encrypted tally.
    func precedes(_ other: Ciphertext, in group: G) -> Bool {
        alpha == other.alpha
            ? group.precedes(beta, other.beta) : group.precedes(alpha, other.alpha)
    }
}

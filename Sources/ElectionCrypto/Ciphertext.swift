/// An encryption of g^m or of an embedded answer: α = g^r, β = y^r · message. Source: ElGamal 1985.
public struct Ciphertext<G: Group>: Hashable, Sendable {
    public var alpha: G.Element
    public var beta: G.Element

    public init(alpha: G.Element, beta: G.Element) {
        self.alpha = alpha
        self.beta = beta
    }
}

extension Group {
    /// H(prefix; elements): the SHA-256 of both, the elements' texts with commas between, reduced modulo q.
    func challenge(_ prefix: String, _ elements: [Element]) -> Scalar {
        scalar(reducing: Digest(of: prefix + list(elements)).bytes)
    }

    /// The elements' texts with commas between them.
    func list(_ elements: [Element]) -> String { texts(elements).joined(separator: ",") }

    /// An element of the subgroup.
    func member(_ text: some StringProtocol) throws(ElectionError) -> Element {
        guard let element = element(text) else {
            throw ElectionError("an element is not written in its form")
        }
        guard isMember(element) else {
            throw ElectionError("an element lies outside the group", kind: .membership)
        }
        return element
    }

    /// w − secret · challenge.
    func response(_ commitment: Scalar, _ secret: Scalar, _ challenge: Scalar) -> Scalar {
        difference(commitment, product(secret, challenge))
    }
}

/// A proof that its maker knows a logarithm: of a trustee's key, of a credential, of a signing key.
///
/// The commitment is g^w, the challenge H(prefix; commitment), and the response w − secret · challenge.
extension Proof {
    static func ofLogarithm(
        _ secret: G.Scalar, prefix: String, in group: G, using chance: inout some RandomNumberGenerator
    ) -> Proof {
        let commitment = group.randomScalar(using: &chance)
        let challenge = group.challenge(prefix, [group.secretPower(commitment)])
        return Proof(challenge: challenge, response: group.response(commitment, secret, challenge))
    }

    func provesLogarithm(of element: G.Element, prefix: String, in group: G) -> Bool {
        let commitment = group.power(group.generatorTable, response, times: element, challenge)
        return group.challenge(prefix, [commitment]) == challenge
    }
}

/// A trustee's signature over a text: H("sigmsg|" ‖ message ‖ "|"; commitment).
extension Proof {
    package static func signing(
        _ message: String, with key: G.Scalar, in group: G, using chance: inout some RandomNumberGenerator
    ) -> Proof {
        ofLogarithm(key, prefix: "sigmsg|\(message)|", in: group, using: &chance)
    }

    package func signs(_ message: String, by key: G.Element, in group: G) -> Bool {
        provesLogarithm(of: key, prefix: "sigmsg|\(message)|", in: group)
    }
}

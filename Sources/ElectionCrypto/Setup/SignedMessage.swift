import Core

/// A text with its sender's signature.
///
///     {"message":"{\"coefexps\":[…]}","signature":{"challenge":"…","response":"…"}}
package struct SignedMessage<G: Group>: Hashable, Sendable {
    package let message: String
    package let signature: Proof<G>

    package init(
        _ message: String, key: G.Scalar, in group: G, using chance: inout some RandomNumberGenerator
    ) {
        self.message = message
        signature = Proof.signing(message, with: key, in: group, using: &chance)
    }

    package func isSigned(by key: G.Element, in group: G) -> Bool {
        signature.signs(message, by: key, in: group)
    }

    package func text(in group: G) -> String {
        "{\"message\":\(message.quoted),\"signature\":\(signature.text(in: group))}"
    }

    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        try self.init(JSON(election: bytes), in: group)
    }

    init(_ json: JSON, in group: G) throws(ElectionError) {
        try json.only(["message", "signature"])
        message = try json.text("message")
        signature = try naming("signature") { () throws(ElectionError) in
            try Proof(json.field("signature"), in: group)
        }
    }
}

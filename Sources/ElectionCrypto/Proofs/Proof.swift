import Core

/// A challenge and the response to it; the commitment follows from both.
///
///     {"challenge":"1037…","response":"4348…"}
package struct Proof<G: Group>: Hashable, Sendable {
    package let challenge: G.Scalar
    package let response: G.Scalar

    package init(challenge: G.Scalar, response: G.Scalar) {
        self.challenge = challenge
        self.response = response
    }

    package func text(in group: G) -> String {
        "{\"challenge\":\"\(group.decimal(challenge))\",\"response\":\"\(group.decimal(response))\"}"
    }

    init(_ json: JSON, in group: G) throws(ElectionError) {
        try json.only(["challenge", "response"])
        guard let challenge = group.scalar(decimal: try json.text("challenge")),
            let response = group.scalar(decimal: try json.text("response"))
        else { throw ElectionError("a proof's number is not below the order of the group") }
        self.init(challenge: challenge, response: response)
    }

    init(_ text: inout CanonicalText, in group: G) throws(ElectionError) {
        try text.expect("{\"challenge\":\"")
        let challenge = group.scalar(decimal: try text.plainText())
        try text.expect("\",\"response\":\"")
        let response = group.scalar(decimal: try text.plainText())
        try text.expect("\"}")
        guard let challenge, let response else {
            throw ElectionError("a proof's number is not below the order of the group")
        }
        self.init(challenge: challenge, response: response)
    }
}

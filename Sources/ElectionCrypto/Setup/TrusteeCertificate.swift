import Core

/// The keys with which one trustee signs and receives during the ceremony of a threshold key.
///
///     {"context":{"group":"Ed25519","size":3,"threshold":2,"index":1},
///      "verification":"4c8f…","encryption":"2260…"}
///
/// On one line, inside a signed message. Belenios 2.0 writes none of `context`: such a certificate could be
/// shown to one trustee and another to the next.
package struct TrusteeCertificate<G: Group>: Hashable, Sendable {
    package struct Context: Hashable, Sendable {
        package let size: Int
        package let threshold: Int
        /// From 1.
        package let index: Int

        package init(size: Int, threshold: Int, index: Int) {
            self.size = size
            self.threshold = threshold
            self.index = index
        }
    }

    package let context: Context?
    package let verification: G.Element
    package let encryption: G.Element

    package init(context: Context?, verification: G.Element, encryption: G.Element) {
        self.context = context
        self.verification = verification
        self.encryption = encryption
    }

    package func text(in group: G) -> String {
        var text = "{"
        if let context {
            text += """
                "context":{"group":\(group.name.quoted),"size":\(context.size),\
                "threshold":\(context.threshold),"index":\(context.index)},
                """
        }
        return text + """
            "verification":"\(group.text(verification))","encryption":"\(group.text(encryption))"}
            """
    }

    /// Reads a certificate and checks its own signature.
    package init(_ signed: SignedMessage<G>, in group: G) throws(ElectionError) {
        let json = try JSON(election: Array(signed.message.utf8))
        if let item = json["context"] {
            guard try item.text("group") == group.name else {
                throw ElectionError("the certificate is for another group")
            }
            context = Context(
                size: try item.whole("size"), threshold: try item.whole("threshold"),
                index: try item.whole("index"))
        } else {
            context = nil
        }
        verification = try group.member(json.text("verification"))
        encryption = try group.member(json.text("encryption"))
        guard verification != group.identity, encryption != group.identity else {
            throw ElectionError("a key of the certificate is the neutral element")
        }
        guard signed.isSigned(by: verification, in: group) else {
            throw ElectionError("the certificate's signature is wrong")
        }
    }
}

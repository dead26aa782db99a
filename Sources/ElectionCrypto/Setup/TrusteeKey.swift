import Core

/// The public part of a key, with the proof that its holder has the other part.
///
///     {"pok":{"challenge":"1037…","response":"4348…"},"public_key":"4c8f…"}
///
/// `signature` and `name` may follow.
package struct TrusteeKey<G: Group>: Hashable, Sendable {
    package let proof: Proof<G>
    package let publicKey: G.Element
    /// A threshold key's signature by its own holder, from Belenios 3.0 on.
    package let signature: Proof<G>?
    package let name: String?

    package init(proof: Proof<G>, publicKey: G.Element, signature: Proof<G>? = nil, name: String? = nil) {
        self.proof = proof
        self.publicKey = publicKey
        self.signature = signature
        self.name = name
    }

    /// The key of a secret, proven.
    package init(
        secret: G.Scalar, name: String? = nil, in group: G, using chance: inout some RandomNumberGenerator
    ) {
        publicKey = group.secretPower(secret)
        proof = Proof.ofLogarithm(
            secret, prefix: TrusteeKey.prefix(publicKey, in: group), in: group, using: &chance)
        signature = nil
        self.name = name
    }

    private static func prefix(_ key: G.Element, in group: G) -> String {
        "pok|\(group.name)|\(group.text(key))|"
    }

    package func isProven(in group: G) -> Bool {
        proof.provesLogarithm(of: publicKey, prefix: TrusteeKey.prefix(publicKey, in: group), in: group)
    }

    package func text(in group: G) -> String {
        var text = "{\"pok\":\(proof.text(in: group)),\"public_key\":\"\(group.text(publicKey))\""
        if let signature { text += ",\"signature\":" + signature.text(in: group) }
        if let name { text += ",\"name\":" + name.quoted }
        return text + "}"
    }

    /// Reads the file a trustee hands in. The proof is still to be checked.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        try self.init(JSON(election: bytes), in: group)
    }

    init(_ json: JSON, in group: G) throws(ElectionError) {
        proof = try naming("pok") { () throws(ElectionError) in
            try Proof(json.field("pok"), in: group)
        }
        publicKey = try naming("public_key") { () throws(ElectionError) in
            try group.member(json.text("public_key"))
        }
        if let item = json["signature"] {
            signature = try naming("signature") { () throws(ElectionError) in try Proof(item, in: group) }
        } else {
            signature = nil
        }
        name = try json.optionalText("name")
    }
}

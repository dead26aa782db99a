import Core

/// A public credential as its voter's device hands it to the registrar.
///
///     {"credential":"1370…","proof":{"challenge":"…","response":"…"},"weight":3}
///
/// On one line. A weight of 1 may be left out; the registrar writes it.
package struct CredentialApplication<G: Group>: Hashable, Sendable {
    package let element: G.Element
    package let proof: Proof<G>
    package let weight: Int

    package init(
        _ credential: Credential, election uuid: String, in group: G,
        using chance: inout some RandomNumberGenerator
    ) {
        (element, proof) = Proof.ofCredential(credential, election: uuid, in: group, using: &chance)
        weight = 1
    }

    package func text(in group: G) -> String {
        let weight = weight == 1 ? "" : ",\"weight\":\(weight)"
        return "{\"credential\":\"\(group.text(element))\",\"proof\":\(proof.text(in: group))\(weight)}"
    }

    /// Reads an application and checks its proof.
    package init(
        parsing bytes: [UInt8], election uuid: String, in group: G
    ) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["credential", "proof", "weight"])
        element = try group.member(json.text("credential"))
        proof = try Proof(json.field("proof"), in: group)
        weight = json["weight"] == nil ? 1 : try json.whole("weight")
        guard element != group.identity, weight > 0 else {
            throw ElectionError("the credential or its weight is none")
        }
        guard proof.provesCredential(element, election: uuid, in: group) else {
            throw ElectionError("it is not proven that the voter has the credential")
        }
    }
}

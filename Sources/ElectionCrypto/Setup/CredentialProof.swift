/// A public credential that its voter's device has made, with the proof that the device has the secret.
///
/// The registrar asks for the proof, so that nobody registers an element made from somebody else's. It never
/// enters the archive: Belenios does not know it. The challenge is
/// H("mitstimme credential|" ‖ group ‖ "|" ‖ uuid ‖ "|" ‖ S(C) ‖ "|"; commitment).
extension Proof {
    package static func ofCredential(
        _ credential: Credential, election uuid: String, in group: G,
        using chance: inout some RandomNumberGenerator
    ) -> (element: G.Element, proof: Proof) {
        let secret = credential.secret(election: uuid, in: group)
        let element = group.secretPower(secret)
        let prefix = credentialPrefix(element, election: uuid, in: group)
        return (element, ofLogarithm(secret, prefix: prefix, in: group, using: &chance))
    }

    package func provesCredential(_ element: G.Element, election uuid: String, in group: G) -> Bool {
        let prefix = Proof.credentialPrefix(element, election: uuid, in: group)
        return provesLogarithm(of: element, prefix: prefix, in: group)
    }

    private static func credentialPrefix(
        _ element: G.Element, election uuid: String, in group: G
    ) -> String {
        "mitstimme credential|\(group.name)|\(uuid)|\(group.text(element))|"
    }
}

/// A ballot as it stands in the archive. It has one byte form only.
///
///     {"election_uuid":"…","election_hash":"9hUd…","credential":"1370…","answers":[…],
///      "signature":{"hash":"oXdl…","proof":{…}}}
///
/// On one line.
package struct EncryptedBallot<G: Group>: Sendable {
    package let electionUUID: String
    package let electionFingerprint: String
    /// The text of the public credential.
    package let credential: String
    package let answers: [EncryptedAnswer<G>]
    /// What the signature says the hash is; `hash` is what it is.
    let statedHash: String
    let signature: Proof<G>

    /// Of the ballot without its signature, in Base64: what a voter's device commits to before "cast".
    package let hash: String
    package let digest: Digest
    /// The voter's own tracker: the hash of the whole ballot, in Base64.
    package var tracker: String { digest.base64 }

    /// Reads a ballot's only form; the elements' membership and all proofs are still to be checked.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        var text = CanonicalText(bytes)
        (electionUUID, electionFingerprint, credential) = try EncryptedBallot.head(&text)
        answers = try EncryptedBallot.answers(&text, in: group)
        let unsigned = Array(bytes.prefix(text.offset)) + [UInt8(ascii: "}")]
        try text.expect(",\"signature\":{\"hash\":\"")
        statedHash = try text.plainText()
        try text.expect("\",\"proof\":")
        signature = try Proof(&text, in: group)
        try text.expect("}}")
        guard text.isAtEnd else { throw ElectionError("something follows the ballot") }
        hash = Digest(of: unsigned).base64
        digest = Digest(of: bytes)
    }

    /// The bytes it was read from, written anew.
    package func text(in group: G) -> String {
        """
        {"election_uuid":"\(electionUUID)","election_hash":"\(electionFingerprint)","credential":"\(credential)",\
        "answers":\(jsonArray(answers.map { $0.text(in: group) })),\
        "signature":{"hash":"\(statedHash)","proof":\(signature.text(in: group))}}
        """
    }

    /// What stands in a ballot that is not signed yet, in its only form.
    static func unsigned(
        _ bytes: [UInt8], in group: G
    ) throws(ElectionError) -> (uuid: String, fingerprint: String, answers: [EncryptedAnswer<G>]) {
        var text = CanonicalText(bytes)
        let (uuid, fingerprint, _) = try head(&text)
        let answers = try answers(&text, in: group)
        try text.expect("}")
        guard text.isAtEnd else { throw ElectionError("something follows the ballot") }
        return (uuid, fingerprint, answers)
    }

    private static func answers(
        _ text: inout CanonicalText, in group: G
    ) throws(ElectionError) -> [EncryptedAnswer<G>] {
        try text.expect(",\"answers\":")
        return try text.list { text throws(ElectionError) in try EncryptedAnswer(&text, in: group) }
    }

    /// The credential of a ballot, without reading the rest.
    static func credential(of bytes: [UInt8]) throws(ElectionError) -> String {
        var text = CanonicalText(bytes)
        return try head(&text).2
    }

    private static func head(
        _ text: inout CanonicalText
    ) throws(ElectionError) -> (String, String, String) {
        try text.expect("{\"election_uuid\":\"")
        let uuid = try text.plainText()
        try text.expect("\",\"election_hash\":\"")
        let fingerprint = try text.plainText()
        try text.expect("\",\"credential\":\"")
        let credential = try text.plainText()
        try text.expect("\"")
        return (uuid, fingerprint, credential)
    }
}

extension EncryptedElection {
    /// The text of a ballot up to its answers.
    func unsignedText(credential: String, answers: [EncryptedAnswer<G>]) -> String {
        """
        {"election_uuid":"\(parameters.uuid)","election_hash":"\(fingerprint)",\
        "credential":"\(credential)","answers":\(jsonArray(answers.map { $0.text(in: group) }))
        """
    }

    /// S0: binds a proof to the election and to the credential.
    func context(of credential: String) -> String { "\(fingerprint)|\(credential)" }

    /// For each ciphertext `S(α),S(β)`.
    func pairs(_ choices: [Ciphertext<G>]) -> [String] {
        let texts = group.texts(choices.flatMap { [$0.alpha, $0.beta] })
        return choices.indices.map { "\(texts[2 * $0]),\(texts[2 * $0 + 1])" }
    }

    /// The product of the columns that are counted together: all, or all but the blank one.
    func product(_ choices: some Sequence<Ciphertext<G>>) -> Ciphertext<G> {
        choices.reduce(.neutral(in: group)) { $0.times($1, in: group) }
    }
}

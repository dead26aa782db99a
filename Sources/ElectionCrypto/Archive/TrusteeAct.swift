import Core

/// A shuffle or a partial decryption as a trustee hands it in, signed with the trustee's key.
///
///     {"statement":{"message":"{\"election\":\"8xK2…\",\"type\":\"Shuffle\",\"after\":\"6d1f…\",\"payload\":\"07aa…\"}",
///      "signature":{…}},"payload":"{\"ciphertexts\":…}"}
///
/// On one line. The archive takes the payload alone. A shuffle's proof does not say by whom it is; the statement does.
/// `after` is the last event that the trustee has verified.
package struct TrusteeAct<G: Group>: Hashable, Sendable {
    package let election: String
    package let kind: ArchiveEvent.Kind
    package let after: Digest
    package let payload: [UInt8]
    private let statement: SignedMessage<G>

    package init(
        _ kind: ArchiveEvent.Kind, _ payload: [UInt8], election: String, after: Digest, key: G.Scalar,
        in group: G, using chance: inout some RandomNumberGenerator
    ) {
        self.election = election
        self.kind = kind
        self.after = after
        self.payload = payload
        let message = """
            {"election":"\(election)","type":"\(kind.rawValue)","after":"\(after)",\
            "payload":"\(Digest(of: payload))"}
            """
        statement = SignedMessage(message, key: key, in: group, using: &chance)
    }

    package func text(in group: G) -> String {
        let payload = String(decoding: payload, as: UTF8.self)
        return "{\"statement\":\(statement.text(in: group)),\"payload\":\(payload.quoted)}"
    }

    /// The signature is still to be checked, by `owner`.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["statement", "payload"])
        statement = try SignedMessage(json.field("statement"), in: group)
        payload = Array(try json.text("payload").utf8)
        let stated = try JSON(election: Array(statement.message.utf8))
        try stated.only(["election", "type", "after", "payload"])
        election = try stated.text("election")
        after = try stated.digest("after")
        guard let kind = ArchiveEvent.Kind(rawValue: try stated.text("type")),
            [.shuffle, .partialDecryption].contains(kind)
        else { throw ElectionError("this is neither a shuffle nor a decryption") }
        self.kind = kind
        guard try stated.digest("payload") == Digest(of: payload) else {
            throw ElectionError("the statement is about another payload")
        }
    }

    /// Whether what was handed in is proven on the tally as it is to be mixed or opened. `key`: of whoever has signed.
    package func holds(
        on tally: EncryptedTally<G>, by key: G.Element, in election: EncryptedElection<G>,
        using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> Bool {
        let group = election.group
        guard kind == .shuffle else {
            return try PartialDecryption(parsing: payload, in: group)
                .holds(for: tally, by: key, in: election, concurrently: .allCores)
        }
        return try ElectionShuffle(parsing: payload, in: group)
            .verdict(on: tally, in: election, using: &chance) == .valid
    }

    /// The number of the trustee who has signed; nil for a stranger.
    package func owner(among trustees: Trustees<G>, in group: G) -> Int? {
        trustees.keys.firstIndex { statement.isSigned(by: $0.publicKey, in: group) }.map { $0 + 1 }
    }
}

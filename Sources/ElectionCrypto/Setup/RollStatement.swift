import Core

/// What the registrar says of the list of credentials, signed with the registrar's key.
///
///     {"message":"{\"election\":\"8xK2…\",\"credentials\":\"07aa…\",\"roll_size\":1200,\"total_weight\":1200}",
///      "signature":{…}}
///
/// On one line. `credentials` is the SHA-256 of the list's bytes.
package struct RollStatement: Hashable, Sendable {
    package let election: String
    package let credentials: Digest
    package let rollSize: Int
    package let totalWeight: Int

    package init(election: String, credentials: Digest, rollSize: Int, totalWeight: Int) {
        self.election = election
        self.credentials = credentials
        self.rollSize = rollSize
        self.totalWeight = totalWeight
    }

    package func signed<G: Group>(
        with key: G.Scalar, in group: G, using chance: inout some RandomNumberGenerator
    ) -> SignedMessage<G> {
        let message = """
            {"election":\(election.quoted),"credentials":"\(credentials)","roll_size":\(rollSize),\
            "total_weight":\(totalWeight)}
            """
        return SignedMessage(message, key: key, in: group, using: &chance)
    }

    /// Reads a statement and checks its signature.
    package init<G: Group>(
        parsing bytes: [UInt8], by registrar: TrusteeKey<G>, in group: G
    ) throws(ElectionError) {
        let signed = try SignedMessage(parsing: bytes, in: group)
        guard registrar.isProven(in: group), signed.isSigned(by: registrar.publicKey, in: group) else {
            throw ElectionError("the registrar has not signed this")
        }
        let json = try JSON(election: Array(signed.message.utf8))
        try json.only(["election", "credentials", "roll_size", "total_weight"])
        election = try json.text("election")
        credentials = try json.digest("credentials")
        rollSize = try json.whole("roll_size")
        totalWeight = try json.whole("total_weight")
    }
}

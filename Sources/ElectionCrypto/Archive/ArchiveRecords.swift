import Core

/// The hashes of the three files that set an election up: `{"election":h,"trustees":h,"credentials":h}`.
package struct SetupRecord: Hashable, Sendable {
    package let election: Digest
    package let trustees: Digest
    package let credentials: Digest

    package init(election: Digest, trustees: Digest, credentials: Digest) {
        self.election = election
        self.trustees = trustees
        self.credentials = credentials
    }

    package var text: String {
        "{\"election\":\"\(election)\",\"trustees\":\"\(trustees)\",\"credentials\":\"\(credentials)\"}"
    }

    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["election", "trustees", "credentials"])
        election = try json.digest("election")
        trustees = try json.digest("trustees")
        credentials = try json.digest("credentials")
    }
}

/// How much was counted: `{"num_tallied":n,"total_weight":w,"encrypted_tally":h}`.
package struct TallyRecord: Hashable, Sendable {
    package let ballots: Int
    package let weight: Int
    package let tally: Digest

    package init(ballots: Int, weight: Int, tally: Digest) {
        self.ballots = ballots
        self.weight = weight
        self.tally = tally
    }

    package var text: String {
        """
        {"num_tallied":\(ballots),"total_weight":\(JSON.count(weight)),"encrypted_tally":"\(tally)"}
        """
    }

    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["num_tallied", "total_weight", "encrypted_tally"])
        ballots = try json.whole("num_tallied")
        weight = try json.field("total_weight").count()
        tally = try json.digest("encrypted_tally")
    }
}

/// By whom a shuffle or a partial decryption is: `{"owner":k,"payload":h}`, counted from 1.
package struct OwnedRecord: Hashable, Sendable {
    package let owner: Int
    package let payload: Digest

    package init(owner: Int, payload: Digest) {
        self.owner = owner
        self.payload = payload
    }

    package var text: String { "{\"owner\":\(owner),\"payload\":\"\(payload)\"}" }

    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["owner", "payload"])
        owner = try json.whole("owner")
        payload = try json.digest("payload")
        guard owner > 0 else { throw ElectionError("an owner is not a number from 1") }
    }
}

import Core

/// What is put to the vote and how it is encrypted, as it stands in the first file of the archive.
///
///     {"version":1,"description":"","name":"Vector","group":"Ed25519","public_key":"4c8f…",
///      "questions":[…],"uuid":"8xK2mPqRs7TuVw"}
///
/// On one line. `administrator` and `credential_authority` may follow. Members that are not known here are
/// left alone: the fingerprint covers them.
package struct ElectionParameters: Hashable, Sendable {
    package let description: String
    package let name: String
    package let group: String
    /// The text of the election's key.
    package let publicKey: String
    package let questions: [BallotQuestion]
    /// At least 14 characters of Base58.
    package let uuid: String
    package let administrator: String?
    package let credentialAuthority: String?
    /// As stored, without a line's end.
    package let bytes: [UInt8]

    /// φ, the hash of the bytes in Base64: it stands in every ballot and every proof.
    package let fingerprint: String

    /// Refuses other protocol versions and questions that break the limits of their kind.
    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        guard try json.whole("version") == 1 else {
            throw ElectionError("only version 1 of the protocol is known here", kind: .unknown)
        }
        description = try json.text("description")
        name = try json.text("name")
        group = try json.text("group")
        publicKey = try json.text("public_key")
        questions = try each(json.list("questions")) { item, number throws(ElectionError) in
            try naming("question \(number)") { () throws(ElectionError) in try BallotQuestion(item) }
        }
        uuid = try json.text("uuid")
        administrator = try json.optionalText("administrator")
        credentialAuthority = try json.optionalText("credential_authority")
        guard !questions.isEmpty else { throw ElectionError("there are no questions") }
        guard ElectionParameters.isUUID(uuid) else {
            throw ElectionError("uuid is not of 14 or more characters of Base58")
        }
        self.bytes = bytes
        fingerprint = Digest(of: bytes).base64
    }

    /// The bytes of a new election.
    package static func text(
        name: String, description: String = "", group: String, publicKey: String,
        questions: [BallotQuestion], uuid: String, administrator: String? = nil,
        credentialAuthority: String? = nil
    ) -> [UInt8] {
        var text = """
            {"version":1,"description":\(description.quoted),"name":\(name.quoted),"group":\(group.quoted),\
            "public_key":\(publicKey.quoted),"questions":\(jsonArray(questions.map(\.text))),\
            "uuid":\(uuid.quoted)
            """
        if let administrator { text += ",\"administrator\":" + administrator.quoted }
        if let credentialAuthority { text += ",\"credential_authority\":" + credentialAuthority.quoted }
        return Array((text + "}").utf8)
    }
}

/// The digits of identifiers and credentials.
enum Base58 {
    static let digits = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz".utf8)

    static func isText(_ text: String) -> Bool { text.utf8.allSatisfy(digits.contains) }

    static func random(_ count: Int, using chance: inout some RandomNumberGenerator) -> [UInt8] {
        (0..<count).map { _ in digits[Int.random(in: 0..<58, using: &chance)] }
    }
}

extension ElectionParameters {
    /// Whether the text can be an election's identifier.
    package static func isUUID(_ text: String) -> Bool {
        Base58.isText(text) && text.utf8.count >= 14
    }

    /// A new identifier of an election.
    package static func newUUID(using chance: inout some RandomNumberGenerator) -> String {
        String(decoding: Base58.random(14, using: &chance), as: UTF8.self)
    }
}

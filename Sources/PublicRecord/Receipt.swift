import Core
package import TransparencyLog

/// What a person keeps of an act: the log's entry, its proof, what the entry commits to, and the trust file.
///
/// A page of its own holds it as JSON, with every `<` of it written `\u003c`:
///
///     <script type="application/json" id="receipt">{"leaf":"…","opening":{"content":"…","salt":"…"},"policy":"…","proof":"…"}</script>
///
/// The JSON alone is a receipt as well.
package struct Receipt: Sendable {
    /// What a commitment in the log hides until its owner shows it.
    package struct Opening: Hashable, Sendable {
        /// 32 bytes.
        package let salt: [UInt8]
        /// Canonical JSON, as it was hashed.
        package let content: [UInt8]

        package init(salt: [UInt8], content: [UInt8]) {
            self.salt = salt
            self.content = content
        }

        /// `SHA-256("mitstimme-leaf/v1" ‖ 0 ‖ type ‖ 0 ‖ salt ‖ content)`, in Base64: the entry's `body`.
        package func commitment(type: String) -> String {
            SHA256.hash(Array("mitstimme-leaf/v1".utf8) + [0] + Array(type.utf8) + [0] + salt + content)
                .base64
        }
    }

    package let proof: LogProof
    /// The entry's bytes, as they are hashed.
    package let leaf: [UInt8]
    /// Nil where the entry holds public facts only.
    package let opening: Opening?
    /// Of the ballot that the entry put into the box; nil in the receipt of any other act.
    package let commitment: [UInt8]?
    /// Nil in a proof without a page around it. It came with the receipt, so it is no reason to trust anybody.
    package let policy: LogPolicy?

    /// The longest receipt that is read, in bytes.
    package static let longest = 10_000_000

    package init(
        proof: LogProof, leaf: [UInt8], opening: Opening? = nil, commitment: [UInt8]? = nil,
        policy: LogPolicy? = nil
    ) {
        self.proof = proof
        self.leaf = leaf
        self.opening = opening
        self.commitment = commitment
        self.policy = policy
    }
}

extension Receipt {
    /// The same with the trust file of its time.
    package func with(_ policy: LogPolicy) -> Receipt {
        Receipt(proof: proof, leaf: leaf, opening: opening, commitment: commitment, policy: policy)
    }

    /// Whether a file is a page or JSON with a receipt in it, rather than a proof alone.
    package static func isWrapped(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) else { return false }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "<")
    }

    /// Reads the page or the JSON.
    package init(parsing bytes: [UInt8]) throws(RecordError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw RecordError("not UTF-8") }
        let embedded = try Receipt.embedded(in: text)
        let json: JSON
        do throws(JSONError) {
            json = try JSON(parsing: Array(embedded.utf8))
        } catch {
            throw RecordError("the receipt is not JSON: \(error.reason)")
        }
        do throws(LogFormatError) {
            let proof = try LogProof(parsing: Array(json.member("proof").utf8))
            let policy = try LogPolicy(parsing: Array(json.member("policy").utf8))
            self.init(
                proof: proof, leaf: Array(try json.member("leaf").utf8), opening: try json.opening(),
                commitment: try json.commitment(), policy: policy)
        } catch {
            throw RecordError(error.reason)
        }
    }

    /// What stands between the marks of a page; the whole text where it is no page.
    private static func embedded(in text: String) throws(RecordError) -> String {
        guard text.first(where: { !$0.isWhitespace }) != "{" else { return text }
        let parts = text.components(between: Receipt.begin, and: "</script>")
        guard let only = parts.first, parts.count == 1 else {
            throw RecordError(
                parts.isEmpty ? "there is no receipt in the page" : "there are several receipts")
        }
        return only
    }

    private static let begin = #"<script type="application/json" id="receipt">"#

    /// The page's part that `init(parsing:)` reads.
    package var script: String {
        var members: [String: JSON] = [
            "proof": .string(proof.description), "leaf": .string(String(decoding: leaf, as: UTF8.self)),
        ]
        if let policy { members["policy"] = .string(String(decoding: policy.bytes, as: UTF8.self)) }
        if let opening {
            members["opening"] = [
                "salt": .string(opening.salt.base64),
                "content": .string(String(decoding: opening.content, as: UTF8.self)),
            ]
        }
        if let commitment { members["commitment"] = .string(commitment.base64) }
        return Receipt.begin + JSON.object(members).text.replacing("<", with: #"\u003c"#) + "</script>"
    }
}

extension JSON {
    fileprivate func member(_ key: String) throws(LogFormatError) -> String {
        guard let text = self[key]?.string else { throw LogFormatError("\(key) is missing or no text") }
        return text
    }

    fileprivate func commitment() throws(LogFormatError) -> [UInt8]? {
        guard let member = self["commitment"], member != .null else { return nil }
        guard let bytes = member.string.flatMap({ [UInt8](base64: $0) }), bytes.count == 32 else {
            throw LogFormatError("the commitment is not 32 bytes in Base64")
        }
        return bytes
    }

    fileprivate func opening() throws(LogFormatError) -> Receipt.Opening? {
        guard let opening = self["opening"], opening != .null else { return nil }
        guard let salt = [UInt8](base64: try opening.member("salt")), salt.count == 32 else {
            throw LogFormatError("the salt is not 32 bytes in Base64")
        }
        return Receipt.Opening(salt: salt, content: Array(try opening.member("content").utf8))
    }
}

extension String {
    /// The texts between each `start` and the next `end`.
    fileprivate func components(between start: String, and end: String) -> [String] {
        ranges(of: start).compactMap { found in
            let rest = self[found.upperBound...]
            return rest.firstRange(of: end).map { String(rest[..<$0.lowerBound]) }
        }
    }
}

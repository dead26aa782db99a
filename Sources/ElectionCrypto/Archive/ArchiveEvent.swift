import Core

/// What happened to an election, in a chain.
///
///     {"parent":"e40d…","height":1,"type":"Ballot","payload":"62dc…"}
///
/// `parent` is the hash of the event before and is absent at height 0; `payload` is the hash of the last file
/// before the event, absent where there is none.
package struct ArchiveEvent: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case setup = "Setup"
        case ballot = "Ballot"
        case endBallots = "EndBallots"
        case encryptedTally = "EncryptedTally"
        case shuffle = "Shuffle"
        case endShuffles = "EndShuffles"
        case partialDecryption = "PartialDecryption"
        case result = "Result"

        /// How many files come with it.
        package var files: Int {
            switch self {
            case .setup: 4
            case .ballot, .result: 1
            case .endBallots, .endShuffles: 0
            case .encryptedTally, .shuffle, .partialDecryption: 2
            }
        }
    }

    package let parent: Digest?
    package let height: Int
    package let kind: Kind
    package let payload: Digest?

    package init(parent: Digest?, height: Int, kind: Kind, payload: Digest?) {
        self.parent = parent
        self.height = height
        self.kind = kind
        self.payload = payload
    }

    package var text: String {
        let parent = parent.map { "\"parent\":\"\($0)\"," } ?? ""
        let payload = payload.map { ",\"payload\":\"\($0)\"" } ?? ""
        return "{\(parent)\"height\":\(height),\"type\":\"\(kind.rawValue)\"\(payload)}"
    }

    /// Reads what `text` writes.
    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        let type = try json.text("type")
        guard let kind = Kind(rawValue: type) else {
            throw ElectionError("events of type \(type) are not known here")
        }
        self.init(
            parent: json["parent"] == nil ? nil : try json.digest("parent"),
            height: try json.whole("height"), kind: kind,
            payload: json["payload"] == nil ? nil : try json.digest("payload"))
        guard Array(text.utf8) == bytes else { throw ElectionError("an event is not in its form") }
    }
}

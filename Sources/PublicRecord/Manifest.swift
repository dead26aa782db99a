import Core
import TransparencyLog

/// The first member of a bundle: name, size and SHA-256 of every other member, in their order.
///
///     {"format":"mitstimme-bundle/v1","members":[{"name":"record.json","sha256":"…","size":812},…]}
enum Manifest {
    static let name = "manifest.json"
    static let format = "mitstimme-bundle/v1"

    /// What is said of one member.
    struct Entry {
        let name: String
        let size: Int
        let digest: Hash

        init(_ name: String, _ size: Int, _ digest: Hash) {
            self.name = name
            self.size = size
            self.digest = digest
        }

        init(_ member: Tar.Member) {
            self.init(member.name, member.bytes.count, SHA256.hash(member.bytes))
        }
    }

    static func bytes(of members: [Tar.Member]) -> [UInt8] { bytes(of: members.map(Entry.init)) }

    static func bytes(of entries: [Entry]) -> [UInt8] {
        let json: JSON = [
            "format": .string(format),
            "members": .array(
                entries.map { entry in
                    [
                        "name": .string(entry.name), "size": .int(entry.size),
                        "sha256": .string(entry.digest.bytes.hex),
                    ]
                }),
        ]
        return json.canonical
    }

    /// Whether the manifest is exactly that of these members.
    static func check(_ bytes: [UInt8], against members: [Tar.Member]) throws(RecordError) {
        guard try canonicalJSON(bytes).text("format") == format else {
            throw RecordError("the bundle's format is not known")
        }
        guard Self.bytes(of: members) == bytes else {
            throw RecordError("manifest.json does not fit the other members")
        }
    }
}

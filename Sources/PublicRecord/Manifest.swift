import Core
import TransparencyLog

/// The first member of a bundle: name, size and SHA-256 of every other member, in their order.
///
///     {"format":"mitstimme-bundle/v1","members":[{"name":"record.json","sha256":"…","size":812},…]}
enum Manifest {
    static let name = "manifest.json"
    static let format = "mitstimme-bundle/v1"

    static func bytes(of members: [Tar.Member]) -> [UInt8] {
        let json: JSON = [
            "format": .string(format),
            "members": .array(
                members.map { member in
                    [
                        "name": .string(member.name),
                        "size": .int(member.bytes.count),
                        "sha256": .string(SHA256.hash(member.bytes).bytes.hex),
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

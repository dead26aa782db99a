import AuditLog
import Core
import TransparencyLog

extension Event {
    /// Facts: `count`, `file`, `threshold`. `file` is the Base64 SHA-256 of `trustees.json`; names stand in the archive alone.
    static func trusteesNamed(_ id: ElectionID, count: Int, threshold: Int, file: [UInt8]) -> Event {
        Event(
            "trustees.named", object: "elections/\(id)",
            body: .facts([
                "count": .int(count), "threshold": .int(threshold),
                "file": .string(SHA256.hash(file).bytes.base64),
            ]))
    }
}

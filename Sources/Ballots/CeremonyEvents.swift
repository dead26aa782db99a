import AuditLog
import Core
import TransparencyLog

extension Event {
    /// Facts: `count`, `credentials`, `registrar`: how many credentials the registrar has handed in, and the Base64 SHA-256 of
    /// `credentials.json` and of the registrar's public key, `registrar.json`.
    static func credentialsRegistered(_ id: ElectionID, _ list: RegisteredList) -> Event {
        var facts: [String: JSON] = ["count": .int(list.size)]
        for (file, bytes) in list.files where file != .statement {
            facts[file.rawValue] = .string(SHA256.hash(bytes).bytes.base64)
        }
        return Event("credentials.registered", object: "elections/\(id)", body: .facts(facts))
    }

    /// Facts: `part`: `key` or `roll`. What was handed in for it counts no more.
    static func ceremonyRestarted(_ id: ElectionID, roll: Bool, by permit: Permit) -> Event {
        Event(
            "ceremony.restarted", object: "elections/\(id)", actor: permit.actor,
            body: .facts(["part": .string(roll ? "roll" : "key")]))
    }

    /// Facts: `participant`: the trustee's number, 0 for the registrar. Whoever holds the new link acts in their place.
    static func linkReplaced(_ id: ElectionID, of number: Int, by permit: Permit) -> Event {
        Event(
            "link.replaced", object: "elections/\(id)", actor: permit.actor,
            body: .facts(["participant": .int(number)]))
    }

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

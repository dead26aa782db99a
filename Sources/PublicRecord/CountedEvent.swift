package import Core
import TransparencyLog

/// The log's entry about a counted election, as the leaf holds it.
///
///     {"act":"election.counted","at":"2026-11-23T18:00:00Z",
///      "body":{"record":"<Base64 SHA-256 of record.json>"},"obj":"elections/42","v":1}
package enum CountedEvent {
    package static let act = "election.counted"

    /// The `body` of the event.
    package static func body(of record: ElectionRecord) -> JSON { ["record": .string(record.digest.base64)] }

    /// The leaf's bytes, where the event has nothing but what is needed.
    package static func leaf(of record: ElectionRecord, at time: Instant) -> [UInt8] {
        let json: JSON = [
            "act": .string(act), "at": .string(time.iso8601), "body": body(of: record),
            "obj": .string(record.facts.path), "v": 1,
        ]
        return json.canonical
    }

    /// Whether a leaf is this event about this record; it may say more.
    static func check(_ leaf: [UInt8], against record: ElectionRecord) throws(RecordError) {
        let json = try canonicalJSON(leaf)
        guard try json.text("act") == act, try json.whole("v") == 1,
            try json.text("obj") == record.facts.path
        else { throw RecordError("the log's entry is not about the count of this election") }
        guard try json.field("body").text("record") == record.digest.base64 else {
            throw RecordError("the log's entry commits to another record")
        }
        guard try json.date("at") >= record.facts.closes.toTheHour else {
            throw RecordError("the log's entry is older than the end of the election")
        }
    }
}

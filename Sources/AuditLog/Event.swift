package import Core

/// What the log records of an act. Each domain module adds its own by extension, in `…Events.swift`.
///
/// It never holds a person, an address, an e-mail or free words: those go into the opening, as committed content.
package struct Event: Sendable {
    package enum Body: Sendable {
        /// Public facts that may be republished for ever; they stand in the entry itself.
        case facts([String: JSON])
        /// The entry holds a salted commitment only; the content is an opening that can be erased.
        case committed([String: JSON])
    }

    /// `<noun>.<past participle>`, from the closed list in `docs/protocol.md`.
    package let type: String
    /// The public path it is about, without the first slash: `proposals/42`. Persons never have one.
    package let object: String?
    /// The office, if somebody acted in one.
    package let actor: String?
    package let body: Body
    /// Leaf hash of the earlier entry that this one amends.
    package let previous: [UInt8]?

    package init(
        _ type: String, object: String?, actor: String? = nil, body: Body, previous: [UInt8]? = nil
    ) {
        self.type = type
        self.object = object
        self.actor = actor
        self.body = body
        self.previous = previous
    }

    /// Ballots tell time by the hour, everything else by the minute.
    private func time(_ now: Instant) -> String {
        (type.hasPrefix("ballots.") ? now.toTheHour : now.toTheMinute).iso8601
    }

    /// The entry's bytes: canonical JSON with the keys `act`, `actor`, `at`, `body`, `obj`, `prev` and `v`.
    func entry(body: JSON, at now: Instant) -> [UInt8] {
        var members: [String: JSON] = ["v": 1, "act": .string(type), "at": .string(time(now)), "body": body]
        members["obj"] = object.map { .string($0) }
        members["actor"] = actor.map { .string($0) }
        members["prev"] = previous.map { .string($0.base64) }
        return JSON.object(members).canonical
    }
}

/// The rules of talk that a report or a decision names. Stored as text and printed in the public record:
/// a name is never changed.
package enum HouseRule: String, Sendable, CaseIterable {
    case insult, threat
    case privateData = "private-data"
    case advertising
    case offTopic = "off-topic"
    case unlawful, duplicate

    /// The key of its words in `Resources/phrases/`.
    package var phrase: String { "rule-of-talk.\(rawValue)" }
}

/// How a case ended.
package enum Verdict: String, Sendable, CaseIterable {
    case keep, hide

    /// The state of a case that it ended.
    var state: String { self == .hide ? "hidden" : "kept" }
}

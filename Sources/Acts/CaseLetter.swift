package import Core
package import Moderation
package import Phrases

/// What moderation writes to somebody, in their own language.
package struct CaseLetter: Sendable, Equatable {
    package let subject: String
    package let body: String

    /// To the author of a text that is hidden: what, since when, which rule, why, and what they can do.
    package static func author(
        of about: ModerationCase, rule: HouseRule, reason: String, address: String, at now: Instant,
        words: Phrases
    ) -> CaseLetter {
        let places = [
            "title": about.proposalTitle, "rule": words(rule.phrase), "reason": reason,
            "date": words.date(now.day),
            "record": "\(address)/moderation/record/\(about.id)", "name": about.authorName,
        ]
        let kind = about.kind
        return CaseLetter(
            subject: words("letter.hidden-\(kind).subject", places),
            body: words("letter.hidden-\(kind).body", places))
    }

    /// To somebody who reported it: how it ended. Never quotes the text.
    package static func reporter(
        of about: ModerationCase, _ verdict: Verdict, reason: String, address: String, words: Phrases
    ) -> CaseLetter {
        let places = [
            "case": about.id.description, "reason": reason,
            "record": "\(address)/moderation/record/\(about.id)",
        ]
        return CaseLetter(
            subject: words("letter.report.subject", places),
            body: words("letter.report.\(verdict.rawValue)", places))
    }
}

extension ModerationCase {
    fileprivate var kind: String {
        switch subject {
        case .proposal: "proposal"
        case .comment: "comment"
        }
    }
}

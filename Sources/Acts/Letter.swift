package import Core
import Identity
package import Moderation
import Notices
package import Phrases
import Postgres
import Proposals

/// What somebody is told, in their own language.
package struct Letter: Sendable, Equatable {
    package let subject: String
    package let body: String

    /// To the author of a text that is hidden: what, since when, which rule, why, and what they can do.
    package static func author(
        of about: ModerationCase, rule: HouseRule, reason: String, address: String, at now: Instant,
        words: Phrases
    ) -> Letter {
        let places = [
            "title": about.proposalTitle, "rule": words(rule.phrase), "reason": reason,
            "date": words.date(now.day),
            "record": "\(address)/moderation/record/\(about.id)", "name": about.authorName,
            "complaint": "\(address)/moderation/record/\(about.id)/complaint",
        ]
        let kind = about.subject.kind
        return Letter(
            subject: words("letter.hidden-\(kind).subject", places),
            body: words("letter.hidden-\(kind).body", places))
    }

    /// To somebody who reported it: how it ended. Never quotes the text.
    package static func reporter(
        of about: ModerationCase, _ verdict: Verdict, reason: String, address: String, words: Phrases
    ) -> Letter {
        let places = [
            "case": about.id.description, "reason": reason,
            "record": "\(address)/moderation/record/\(about.id)",
            "complaint": "\(address)/moderation/record/\(about.id)/complaint",
        ]
        return Letter(
            subject: words("letter.report.subject", places),
            body: words("letter.report.\(verdict.rawValue)", places))
    }
}

extension Phrases {
    /// `Zeile 3` or `Zeilen 3 bis 5`.
    package func lines(_ first: Int, _ last: Int) -> String {
        first == last
            ? self("comment.on-line", ["line": String(first)])
            : self("comment.on-lines", ["first": String(first), "last": String(last)])
    }
}

extension Letter {
    /// To somebody who complained: what was decided, why, and what holds now. Never quotes the text.
    package static func complainant(
        _ name: String, of about: ModerationCase, _ outcome: ComplaintOutcome, _ holds: Verdict,
        reason: String,
        address: String, words: Phrases
    ) -> Letter {
        let places = [
            "case": about.id.description, "name": name, "reason": reason,
            "holds": words("letter.complaint.\(holds.rawValue)"),
            "record": "\(address)/moderation/record/\(about.id)",
        ]
        return Letter(
            subject: words("letter.complaint.subject", places),
            body: words("letter.complaint.\(outcome.rawValue)", places))
    }

    /// To the author of a proposal: which office answered, and what becomes of it. The answer itself stands on the page.
    static func author(
        of id: ProposalID, _ title: String, _ name: String, _ answer: Answer, address: String, words: Phrases
    )
        -> Letter
    {
        let places = [
            "name": name, "title": title, "office": answer.office, "stance": words(answer.stance.phrase),
            "link": "\(address)/proposals/\(id)",
        ]
        return Letter(
            subject: words("letter.answer.subject", places), body: words("letter.answer.body", places))
    }
}

extension Connection {
    /// Writes to the person in their language; nothing to one whose data were erased.
    func tell(
        _ id: PersonID, by permit: Permit, at now: Instant, _ catalogue: Catalogue,
        _ letter: (Person, Phrases) -> Letter
    ) throws {
        guard let person = try person(id) else { return }
        let letter = letter(person, catalogue[Language(rawValue: person.language) ?? .german])
        try tell(
            person.id, email: person.hasAccount ? person.email : nil, subject: letter.subject,
            body: letter.body,
            by: permit, at: now)
    }
}

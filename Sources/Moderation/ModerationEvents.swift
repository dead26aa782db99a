import AuditLog
import Core

extension Event {
    /// Facts: `verdict`, and `rule` if one is named. The reason stays in the public record.
    static func caseDecided(_ id: CaseID, _ verdict: Verdict, rule: HouseRule?, by permit: Permit) -> Event {
        var facts: [String: JSON] = ["verdict": .string(verdict.rawValue)]
        facts["rule"] = (rule?.rawValue).map { .string($0) }
        return Event(
            "case.decided", object: "moderation/record/\(id)", actor: permit.actor, body: .facts(facts))
    }

    /// Committed: `words`. Nothing says whose they are.
    static func complaintFiled(_ id: CaseID, words: String) -> Event {
        Event(
            "complaint.filed", object: "moderation/record/\(id)", body: .committed(["words": .string(words)]))
    }

    /// Facts: `outcome`, and `rule` where the text is hidden.
    static func complaintDecided(
        _ id: CaseID, _ outcome: ComplaintOutcome, rule: HouseRule?, by permit: Permit
    ) -> Event {
        var facts: [String: JSON] = ["outcome": .string(outcome.rawValue)]
        facts["rule"] = (rule?.rawValue).map { .string($0) }
        return Event(
            "complaint.decided", object: "moderation/record/\(id)", actor: permit.actor, body: .facts(facts))
    }
}

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
}

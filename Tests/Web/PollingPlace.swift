import Acts
import Ballots
import Core
import Foundation
import Identity
import Postgres
import Support
import Tally

/// Election 1 of the test's own database, open at `t0` for a week, and the cast that may vote in it.
struct PollingPlace: Sendable {
    static let closes = t0.adding(days: 7)

    let cast: Cast
    let duties: ElectionDuties

    init(
        _ rule: Rule = .yesNo, options: [String] = ["Ja", "Nein", "Enthaltung"],
        _ given: [String: Parameter.Value] = [:], costs: [Int] = [], limit: Int? = nil, isOpen: Bool = true,
        isAlsoOnPaper: Bool = false
    ) async throws {
        let database = try TestDatabase.inUse()
        let cast = try await Cast(database.owner)
        self.cast = cast
        duties = ElectionDuties(database.jobs, origin: "demo.mitstimme.invalid/log")
        let half = Parameter.Value.share(Fraction(1, 2) ?? Fraction(0))
        let draft = ElectionDraft(
            process: cast.process, question: "Soll der Park größer werden?",
            description: "Es geht um den **Innenhafen**.",
            rule: rule,
            parameters: try Parameters(of: rule, rule.id == "yes-no" ? ["turnout-quorum": half] : given),
            limit: limit,
            options: options.enumerated().map { index, title in
                ElectionOption(title: title, cost: costs.isEmpty ? nil : costs[index])
            }, opensAt: t0, closesAt: PollingPlace.closes, isAlsoOnPaper: isAlsoOnPaper)
        _ = try await database.web.transaction { db in
            let permit = try db.permit(office: .administration, for: cast.ada)
            let id = try db.createElection(draft, once: UUID(), by: permit, at: t0)
            if isOpen { try db.openElection(id, by: permit, at: t0) }
            return id
        }
    }

    /// The end: last mix and count.
    func finish() async throws {
        let id = ElectionID(1)
        _ = try await duties.close(id, at: PollingPlace.closes)
        _ = try await duties.tally(id, at: PollingPlace.closes)
    }

    /// What a hidden or visible field of a page holds.
    static func value(of name: String, in page: String) -> String {
        let rest = page.components(separatedBy: "name=\"\(name)\" value=\"").dropFirst().first ?? ""
        return String(rest.prefix { $0 != "\"" })
    }
}

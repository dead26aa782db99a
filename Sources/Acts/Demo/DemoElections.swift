import Ballots
package import Core
import Foundation
import Identity
package import Postgres
import Processes
import Proposals
import Secrets
import Tally

/// Two elections of the demo, held as any other: one is counted, one is open.
package struct DemoElections: Sendable {
    private let web: Database
    private let duties: ElectionDuties

    /// `web` in the role of the web, `duties` with the role of the jobs.
    package init(_ web: Database, duties: ElectionDuties) {
        self.web = web
        self.duties = duties
    }

    /// Holds them around `now`, in the process that was published first and votes.
    package func hold(at now: Instant) async throws {
        let (process, proposals, people) = try await web.read { db -> (ProcessID?, [ProposalID], [Person]) in
            let process = try db.processes(limit: 50).last?.id
            let cards = try process.map { try db.proposalCards(of: $0, limit: 6) } ?? []
            return (
                process, cards.filter { $0.state == .published }.map(\.id).reversed(), try db.demoVoters()
            )
        }
        guard let process, !people.isEmpty else { return }
        let market = try await create(
            "Soll der Wochenmarkt auch am Mittwochabend öffnen?",
            "Der Markt stünde dann zweimal in der Woche auf dem Platz, mittwochs von 16 bis 20 Uhr.",
            .yesNo, ["turnout-quorum": "25%"], [], in: process, from: now.adding(days: -19),
            until: now.adding(days: -4))
        try await vote(in: market, people, share: 61, at: now.adding(days: -10)) {
            $0 % 9 < 5 ? .choice(0) : .choice($0 % 9 < 8 ? 1 : 2)
        }
        _ = try await duties.close(market, at: now.adding(days: -4))
        _ = try await duties.tally(market, at: now.adding(days: -4).adding(minutes: 5))

        guard proposals.count >= 2 else { return }
        let square = try await create(
            "Was gehört auf den neuen Marktplatz?",
            "Kreuzen Sie alles an, was Sie gut finden. Der Rat setzt um, was die meisten wollen.",
            .approval, [:], proposals, in: process, from: now.adding(days: -19), until: now.adding(days: 12))
        let count = proposals.count
        try await vote(in: square, people, share: 30, at: now.adding(days: -2)) { number in
            .approvals((0..<count).filter { (number * 7 + $0 * 5) % (3 + $0) == 0 })
        }
        _ = try await duties.mix(square, at: now.adding(days: -1))
    }

    private func create(
        _ question: String, _ description: String, _ rule: Rule, _ parameters: [String: String],
        _ proposals: [ProposalID],
        in process: ProcessID, from start: Instant, until end: Instant
    ) async throws -> ElectionID {
        var values: [String: Parameter.Value] = [:]
        for parameter in rule.parameters {
            if let text = parameters[parameter.name] { values[parameter.name] = parameter.value(text: text) }
        }
        let chosen = try Parameters(of: rule, values)
        return try await web.transaction { db in
            let house = db.permit(house: "demo")
            let options =
                try proposals.isEmpty
                ? ["Ja", "Nein", "Enthaltung"].map { ElectionOption(title: $0) }
                : db.electionOptions(from: proposals)
            let draft = ElectionDraft(
                process: process, question: question, description: description, rule: rule,
                parameters: chosen,
                options: options, opensAt: start, closesAt: end)
            let id = try db.createElection(draft, once: UUID(), by: house, at: start.adding(hours: -1))
            try db.openElection(id, by: house, at: start)
            return id
        }
    }

    /// `share` of a hundred people vote, each as `choice` says for their number.
    private func vote(
        in id: ElectionID, _ people: [Person], share: Int, at now: Instant,
        choice: @Sendable @escaping (Int) -> Ballot
    ) async throws {
        try await web.transaction { db in
            guard let election = try db.election(id) else { throw GeneralRejection.notFound }
            for (number, person) in people.enumerated() where number * 37 % 100 < share {
                let permit = try db.permit(toVoteIn: election, for: person, at: now)
                _ = try db.castBallot(
                    choice(number), number: .draw(), code: .draw(), in: election, by: permit)
            }
        }
    }
}

extension Connection {
    /// The invented residents.
    fileprivate func demoVoters() throws -> [Person] {
        var all: [Person] = []
        while true {
            let page = try persons(matching: "", after: all.last.map { ($0.name, $0.id) }, limit: 500)
            all += page
            if page.count < 500 { return all.filter(\.isResident) }
        }
    }
}

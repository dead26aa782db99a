import Ballots
import Core
import Foundation
import Identity
import Postgres
import Processes
import Proposals
import Secrets
import Tally

/// Two elections of the demo, held as any other in the process that was published first: one is counted, one is open.
struct DemoElections {
    /// What happens about them, in the order of time. Each at a full hour, as the log tells ballots by the hour.
    enum Moment: CaseIterable {
        case planned, opened, marketVoted, marketClosed, marketCounted, squareVoted, squareMixed

        func instant(around now: Instant) -> Instant {
            let hour = now.toTheHour
            return switch self {
            case .planned: hour.adding(days: -19).adding(hours: -1)
            case .opened: hour.adding(days: -19)
            case .marketVoted: hour.adding(days: -10)
            case .marketClosed: hour.adding(days: -4)
            case .marketCounted: hour.adding(days: -4).adding(minutes: 5)
            case .squareVoted: hour.adding(days: -2)
            case .squareMixed: hour.adding(days: -1)
            }
        }
    }

    private let web: Database
    private let duties: ElectionDuties
    private var people: [Person] = []
    private var market: ElectionID?
    private var square: ElectionID?

    init(_ web: Database, duties: ElectionDuties) {
        self.web = web
        self.duties = duties
    }

    /// Does what belongs to the moment; nothing in a town without processes or people.
    mutating func hold(_ moment: Moment, at time: Instant, around now: Instant) async throws {
        switch moment {
        case .planned: try await plan(at: time, around: now)
        case .opened:
            for id in [market, square].compactMap({ $0 }) {
                try await web.transaction { try $0.openElection(id, by: $0.permit(house: "demo"), at: time) }
            }
        case .marketVoted:
            guard let market else { return }
            try await vote(in: market, share: 61, at: time) { number, _ in
                number % 9 < 5 ? .choice(0) : .choice(number % 9 < 8 ? 1 : 2)
            }
        case .marketClosed: if let market { _ = try await duties.close(market, at: time) }
        case .marketCounted: if let market { _ = try await duties.tally(market, at: time) }
        case .squareVoted:
            guard let square else { return }
            try await vote(in: square, share: 30, at: time) { number, options in
                .approvals((0..<options).filter { (number * 7 + $0 * 5) % (3 + $0) == 0 })
            }
        case .squareMixed: if let square { _ = try await duties.mix(square, at: time) }
        }
    }

    private mutating func plan(at time: Instant, around now: Instant) async throws {
        let (process, proposals, people) = try await web.read { db -> (ProcessID?, [ProposalID], [Person]) in
            let process = try db.processes(limit: 50).last?.id
            let cards = try process.map { try db.proposalCards(of: $0, limit: 6) } ?? []
            return (
                process, cards.filter { $0.state == .published }.map(\.id).reversed(), try db.demoVoters()
            )
        }
        guard let process, !people.isEmpty else { return }
        self.people = people
        let opens = Moment.opened.instant(around: now)
        market = try await create(
            "Soll der Wochenmarkt auch am Mittwochabend öffnen?",
            "Der Markt stünde dann zweimal in der Woche auf dem Platz, mittwochs von 16 bis 20 Uhr.",
            .yesNo, ["turnout-quorum": "25%"], [], in: process, at: time, from: opens,
            until: Moment.marketClosed.instant(around: now))
        guard proposals.count >= 2 else { return }
        square = try await create(
            "Was gehört auf den neuen Marktplatz?",
            "Kreuzen Sie alles an, was Sie gut finden. Der Rat setzt um, was die meisten wollen.",
            .approval, [:], proposals, in: process, at: time, from: opens, until: now.adding(days: 12))
    }

    private func create(
        _ question: String, _ description: String, _ rule: Rule, _ parameters: [String: String],
        _ proposals: [ProposalID],
        in process: ProcessID, at now: Instant, from start: Instant, until end: Instant
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
            return try db.createElection(draft, once: UUID(), by: house, at: now)
        }
    }

    /// `share` of a hundred people vote, each as `choice` says for their number and that of the options.
    private func vote(
        in id: ElectionID, share: Int, at now: Instant,
        choice: @Sendable @escaping (_ number: Int, _ options: Int) -> Ballot
    ) async throws {
        try await web.transaction { [people] db in
            guard let election = try db.election(id) else { throw GeneralRejection.notFound }
            for (number, person) in people.enumerated() where number * 37 % 100 < share {
                let permit = try db.permit(toVoteIn: election, for: person, at: now)
                _ = try db.castBallot(
                    choice(number, election.options.count), number: .draw(), code: .draw(), in: election,
                    by: permit)
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

import Ballots
import Core
import ElectionCrypto
import Foundation
import Identity
import Postgres
import Processes
import Proposals
import Secrets

/// The elections of the demo, held as any other: four are counted, two are open, one of each encrypted.
struct DemoElections {
    /// What happens about them, in the order of time. Each at a full hour, as the log tells ballots by the hour.
    enum Moment: CaseIterable {
        case planned, opened, voted, closed, counted, squareVoted, squareMixed

        func instant(around now: Instant) -> Instant {
            let hour = now.toTheHour
            return switch self {
            case .planned: hour.adding(days: -19).adding(hours: -1)
            case .opened: hour.adding(days: -19)
            case .voted: hour.adding(days: -10)
            case .closed: hour.adding(days: -4)
            case .counted: hour.adding(days: -4).adding(minutes: 5)
            case .squareVoted: hour.adding(days: -2)
            case .squareMixed: hour.adding(days: -1)
            }
        }
    }

    private let web: Database
    private let duties: ElectionDuties
    private var people: [Person] = []
    /// Those that end before today, with how they are voted in.
    private var ended: [(id: ElectionID, plan: DemoElection)] = []
    private var square: ElectionID?
    private var stop: DemoBooth?
    private var park: DemoBooth?

    init(_ web: Database, duties: ElectionDuties) {
        self.web = web
        self.duties = duties
    }

    /// Does what belongs to the moment; nothing in a town without processes or people.
    mutating func hold(_ moment: Moment, at time: Instant, around now: Instant) async throws {
        switch moment {
        case .planned: try await plan(at: time, around: now)
        case .opened:
            for id in ended.map(\.id) + [square, stop?.election, park?.election].compactMap({ $0 }) {
                try await web.transaction { try $0.openElection(id, by: $0.permit(house: "demo"), at: time) }
            }
        case .voted:
            for (id, plan) in ended { try await vote(in: id, plan, at: time) }
            try await stop?.vote(people, on: web, at: time)
        case .closed:
            for (id, _) in ended { _ = try await duties.close(id, at: time) }
            if let stop { _ = try await duties.close(stop.election, at: time) }
        case .counted:
            for (id, _) in ended { _ = try await duties.tally(id, at: time) }
            try await stop?.count(people, with: duties, on: web, at: time)
        case .squareVoted:
            if let square { try await vote(in: square, .square, at: time) }
            try await park?.vote(people, on: web, at: time)
        case .squareMixed:
            for id in [square, park?.election].compactMap({ $0 }) { _ = try await duties.mix(id, at: time) }
        }
    }

    private mutating func plan(at time: Instant, around now: Instant) async throws {
        let (processes, people) = try await web.read { db in
            (try db.processes(limit: 50).map(\.id), try db.demoVoters())
        }
        guard let first = processes.last, let newest = processes.first, !people.isEmpty else { return }
        self.people = people
        let closes = Moment.closed.instant(around: now)
        let market = try await create(.market, [], in: first, at: time, around: now, until: closes)
        ended = [(market, .market)]
        let places = try await proposals(of: first)
        if places.count >= 2 {
            square = try await create(
                .square, places, in: first, at: time, around: now, until: now.adding(days: 12))
        }
        let board = try await create(.board, [], in: newest, at: time, around: now, until: closes)
        ended.append((board, .board))
        let ideas = try await proposals(of: newest)
        if ideas.count >= 2 {
            let money = try await create(.money, ideas, in: newest, at: time, around: now, until: closes)
            ended.append((money, .money))
        }
        stop = try await DemoBooth(.stop, [], in: first, on: web, from: time, around: now, until: closes)
        var chance = SystemRandomNumberGenerator()
        let known = (0..<3).map { _ in Credential(using: &chance) }
        park = try await DemoBooth(
            .park(known), known, in: newest, on: web, from: time, around: now, until: now.adding(days: 9))
    }

    /// The oldest six that are published.
    private func proposals(of process: ProcessID) async throws -> [ElectionOption] {
        try await web.read { db in
            let cards = try db.proposalCards(of: process, limit: 6).filter { $0.state == .published }
            return try db.electionOptions(from: cards.map(\.id).reversed())
        }
    }

    private func create(
        _ plan: DemoElection, _ proposals: [ElectionOption], in process: ProcessID, at now: Instant,
        around today: Instant, until end: Instant
    ) async throws -> ElectionID {
        let draft = try plan.draft(
            in: process, proposals, from: Moment.opened.instant(around: today), until: end)
        return try await web.transaction { db in
            try db.createElection(draft, once: UUID(), by: db.permit(house: "demo"), at: now)
        }
    }

    /// A share of the people vote, each as the plan says for their number and that of the options.
    private func vote(in id: ElectionID, _ plan: DemoElection, at now: Instant) async throws {
        try await web.transaction { [people] db in
            guard let election = try db.election(id) else { throw GeneralRejection.notFound }
            for (number, person) in people.enumerated() where number * 37 % 100 < plan.share {
                let permit = try db.permit(toVoteIn: election, for: person, at: now)
                _ = try db.castBallot(
                    plan.ballot(number, election.options.count), number: .draw(), code: .draw(),
                    in: election, by: permit)
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

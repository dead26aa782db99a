package import Core
import Deliberation
import Foundation
import Identity
import Moderation
import NumberedText
package import Phrases
package import Postgres
import Processes
import Proposals

/// How much of an invented town was loaded.
package struct DemoSize: Sendable, Equatable {
    package var people = 0
    package var processes = 0
    package var proposals = 0
    package var comments = 0
    package var supports = 0

    package init(
        people: Int = 0, processes: Int = 0, proposals: Int = 0, comments: Int = 0, supports: Int = 0
    ) {
        self.people = people
        self.processes = processes
        self.proposals = proposals
        self.comments = comments
        self.supports = supports
    }
}

extension Connection {
    /// Fills a demo with its invented town, all or nothing, in the order in which it is told to have happened.
    ///
    /// Nil where the town has a process already. Refused where the town is no demo. Nobody invented has a password.
    ///
    /// - Parameter address: of this site, for links in letters: `http://127.0.0.1:8080`.
    package func loadDemo(
        _ town: DemoTown, catalogue: Catalogue, address: String = "http://127.0.0.1:8080", at now: Instant
    ) throws -> DemoSize? {
        guard try self.town()?.isDemo == true else { throw GeneralRejection.notAllowed }
        guard try processes(limit: 1).isEmpty else { return nil }
        let house = permit(house: "demo")
        for district in town.districts { try setDistrict(district, outline: nil, credit: nil, by: house) }
        let start = now.adding(days: -Int64((town.processes.map(\.published).max() ?? 0) + 5))
        let people = try town.people.enumerated().map { number, name in
            try addDemoPerson(
                name, number: number + 1, by: house, at: start, until: now.adding(days: 330).day)
        }
        let moderator = try addDemoPerson(town.moderator, number: 0, by: house, at: start, until: nil)
        try giveRole(.moderation, to: moderator, by: house, at: start)

        var telling = DemoTelling(
            people: people, moderator: moderator, catalogue: catalogue, address: address, now: now)
        for act in DemoAct.all(of: town, at: now) { try perform(act, &telling) }
        telling.size.people = people.count
        return telling.size
    }

    private func addDemoPerson(
        _ name: String, number: Int, by house: Permit, at now: Instant, until residence: Day?
    ) throws -> PersonID {
        // No password has this hash, so nobody can sign in.
        let id = try addAccount(
            name: name, email: "person-\(number)@demo.mitstimme.invalid", passwordHash: "none",
            language: "de",
            origin: "demo", by: house, on: now.day)
        try confirmAccount(id, on: now.day)
        try giveConsent(by: .own(id), on: now.day)
        if let residence { try attestResidence(of: id, until: residence, by: house, at: now) }
        return id
    }

    private func perform(_ act: DemoAct, _ telling: inout DemoTelling) throws {
        let at = act.at
        switch act.kind {
        case .open(let number, let process):
            telling.processes[number] = try addProcess(
                process.draft(telling.now), once: UUID(), by: permit(house: "demo"), at: at)
            telling.size.processes += 1
        case .publish(let proposal, let number):
            try publish(proposal, in: telling.process(number), &telling, at: at)
        case .support(let key, let person):
            try addSupport(to: telling.proposal(key), by: .own(telling.people[person]), at: at)
            telling.size.supports += 1
        case .comment(let name, let key, let comment, let person):
            telling.comments[name] = try writeComment(
                CommentDraft(body: comment.body, side: comment.side, lines: comment.lines.map { ($0, 1) }),
                on: telling.proposal(key), once: UUID(), by: .own(telling.people[person]), at: at)
            telling.size.comments += 1
        case .reply(let name, let body, let person):
            _ = try reply(
                body, to: telling.comment(name), once: UUID(), by: .own(telling.people[person]), at: at)
            telling.size.comments += 1
        case .report(let name, let report, let person):
            telling.cases[name] = try self.report(
                .comment(telling.comment(name)), rule: report.rule, words: report.words,
                reporter: telling.people[person], once: UUID(), by: .own(telling.people[person]), at: at)
        case .decide(let name, let report, let verdict, let reason):
            guard let id = telling.cases[name] else { throw GeneralRejection.notFound }
            try decideCase(
                id, verdict, rule: report.rule, reason: reason, catalogue: telling.catalogue,
                address: telling.address, by: .office(telling.moderator, .moderation), at: at)
        }
    }

    private func publish(
        _ proposal: DemoTown.Proposal, in process: ProcessID, _ telling: inout DemoTelling, at now: Instant
    ) throws {
        let draft = ProposalDraft(
            title: proposal.title, district: proposal.district, reason: proposal.reason,
            text: NumberedText(proposal.text).text,
            initiators: proposal.initiators.map { initiator in
                Initiator(
                    name: initiator.name, kind: initiator.kind,
                    decidedOn: initiator.decided.map { telling.now.adding(days: -Int64($0)).day })
            },
            docks: try proposal.docks.map { (try telling.proposal($0.key), $0.reason) })
        let house = permit(house: "demo")
        let id = try addDraft(
            draft, in: process, author: telling.people[proposal.author], once: UUID(), by: house, at: now)
        try publishProposal(id, by: house, at: now)
        telling.proposals[proposal.key] = id
        telling.size.proposals += 1
    }
}

/// What is known while the story is told.
private struct DemoTelling {
    let people: [PersonID]
    let moderator: PersonID
    let catalogue: Catalogue
    let address: String
    let now: Instant
    var processes: [Int: ProcessID] = [:]
    var proposals: [String: ProposalID] = [:]
    var comments: [String: CommentID] = [:]
    var cases: [String: CaseID] = [:]
    var size = DemoSize()

    func process(_ number: Int) throws -> ProcessID { try found(processes[number], "process \(number)") }
    func proposal(_ key: String) throws -> ProposalID { try found(proposals[key], key) }
    func comment(_ name: String) throws -> CommentID { try found(comments[name], name) }

    private func found<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw DemoFault(file: "demo", reason: "\(name) is named before it is there") }
        return value
    }
}

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

/// Loads the demo: the story of the invented town and, between its acts, the elections, held as any other. Everything
/// happens in the order of time, so that the log's dates never go back.
package struct Demo: Sendable {
    private let web: Database
    private let duties: ElectionDuties

    /// `web` in the role of the web, `duties` with the role of the jobs.
    package init(_ web: Database, duties: ElectionDuties) {
        self.web = web
        self.duties = duties
    }

    /// Nil where the town has a process already. Refused where the town is no demo. Nobody invented has a password.
    ///
    /// An election needs transactions of its own, so a start that is cut off leaves the story as far as it was told.
    ///
    /// - Parameter address: of this site, for links in letters: `http://127.0.0.1:8080`.
    package func load(
        _ town: DemoTown, catalogue: Catalogue, address: String = "http://127.0.0.1:8080", at now: Instant
    ) async throws -> DemoSize? {
        let begun = try await web.transaction {
            try $0.beginDemo(town, catalogue: catalogue, address: address, at: now)
        }
        guard var telling = begun else { return nil }
        var elections = DemoElections(web, duties: duties)
        for moment in DemoElections.Moment.allCases {
            let at = moment.instant(around: now)
            telling = try await web.transaction { [telling] in try $0.tell(telling, until: at) }
            try await elections.hold(moment, at: at, around: now)
        }
        return try await web.transaction { [telling] in try $0.tell(telling, until: now) }.size
    }
}

extension Connection {
    fileprivate func beginDemo(_ town: DemoTown, catalogue: Catalogue, address: String, at now: Instant)
        throws
        -> DemoTelling?
    {
        guard try self.town()?.isDemo == true else { throw GeneralRejection.notAllowed }
        guard try processes(limit: 1).isEmpty else { return nil }
        let house = permit(house: "demo")
        for district in town.districts { try setDistrict(district, outline: nil, credit: nil, by: house) }
        let start = now.adding(days: -Int64((town.processes.map(\.published).max() ?? 0) + 5))
        let people = try town.people.enumerated().map { number, name in
            try addDemoPerson(
                name, number: number + 1, by: house, at: start, until: now.adding(days: 330).day,
                in: town.home(of: number))
        }
        let moderator = try addDemoPerson(town.moderator, number: 0, by: house, at: start, until: nil)
        let reviewer = try addDemoPerson(
            town.reviewer, number: people.count + 1, by: house, at: start, until: nil)
        for person in [moderator, reviewer] { try giveRole(.moderation, to: person, by: house, at: start) }

        var telling = DemoTelling(
            people: people, moderator: moderator, reviewer: reviewer, catalogue: catalogue, address: address,
            now: now, acts: DemoAct.all(of: town, at: now)[...])
        telling.size.people = people.count
        return telling
    }

    /// Goes on with the story up to and with that moment.
    fileprivate func tell(_ telling: DemoTelling, until end: Instant) throws -> DemoTelling {
        var telling = telling
        while let act = telling.acts.first, act.at <= end {
            try perform(act, &telling)
            telling.acts.removeFirst()
        }
        return telling
    }

    private func addDemoPerson(
        _ name: String, number: Int, by house: Permit, at now: Instant, until residence: Day?,
        in district: DistrictID? = nil
    ) throws -> PersonID {
        // No password has this hash, so nobody can sign in.
        let id = try addAccount(
            name: name, email: "person-\(number)@demo.mitstimme.invalid", passwordHash: "none",
            language: "de",
            origin: "demo", by: house, on: now.day)
        try confirmAccount(id, on: now.day)
        try giveConsent(by: .own(id), on: now.day)
        if let residence {
            try attestResidence(of: id, in: district, until: residence, by: house, at: now)
        }
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
        case .complain(let name, let complaint, let person):
            guard let id = telling.cases[name] else { throw GeneralRejection.notFound }
            try complain(
                id, words: complaint.words, once: UUID(), by: .own(telling.people[person]), at: at)
        case .review(let name, let report, let complaint):
            guard let id = telling.cases[name] else { throw GeneralRejection.notFound }
            try reviewComplaints(
                of: id, complaint.verdict, rule: report.rule, reason: complaint.reason,
                catalogue: telling.catalogue, address: telling.address,
                by: .office(telling.reviewer, .moderation), at: at)
        case .amend(let name, let key, let amendment, let person):
            telling.amendments[name] = try amend(
                telling.proposal(key),
                AmendmentDraft(
                    lines: amendment.lines, version: amendment.version, text: amendment.text,
                    reason: amendment.reason),
                once: UUID(), catalogue: telling.catalogue, address: telling.address,
                by: .own(telling.people[person]), at: at)
        case .settle(let name, let proposal, let isAccepted, let answer):
            guard let id = telling.amendments[name] else { throw GeneralRejection.notFound }
            try decideAmendment(
                id, isAccepted: isAccepted, answer: answer, catalogue: telling.catalogue,
                address: telling.address, by: .own(telling.people[proposal.author]), at: at)
        case .answer(let key, let answer):
            try answerProposal(
                telling.proposal(key), answer, once: UUID(), catalogue: telling.catalogue,
                address: telling.address, by: permit(house: "demo"), at: at)
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
    let reviewer: PersonID
    let catalogue: Catalogue
    let address: String
    let now: Instant
    /// What is not told yet, in the order of time.
    var acts: ArraySlice<DemoAct>
    var processes: [Int: ProcessID] = [:]
    var proposals: [String: ProposalID] = [:]
    var comments: [String: CommentID] = [:]
    var cases: [String: CaseID] = [:]
    var amendments: [String: AmendmentID] = [:]
    var size = DemoSize()

    func process(_ number: Int) throws -> ProcessID { try found(processes[number], "process \(number)") }
    func proposal(_ key: String) throws -> ProposalID { try found(proposals[key], key) }
    func comment(_ name: String) throws -> CommentID { try found(comments[name], name) }

    private func found<Value>(_ value: Value?, _ name: String) throws -> Value {
        guard let value else { throw DemoFault(file: "demo", reason: "\(name) is named before it is there") }
        return value
    }
}

import Ballots
import Core
import Foundation
import Phrases
import Tally

/// What stands in the form of a new election, right or wrong.
struct ElectionEntry: Sendable {
    let once: UUID
    let rule: Rule
    var process = ""
    var question = ""
    var description = ""
    var options = ""
    var proposals = ""
    var seats = "1"
    /// In euros, as it was typed.
    var budget = ""
    var opens = ""
    var closes = ""
    var parameters: [String: String] = [:]
    var manner = Manner.openBox
    var isAlsoOnPaper = false

    static let mostOptions = 200

    static func rule(_ id: String?) -> Rule { id.flatMap(Rule.named) ?? .yesNo }

    var mostSeats: Int { rule.aim == .apportionment ? 1000 : ElectionEntry.mostOptions }

    /// Whether the form asks for a number of seats.
    var hasSeats: Bool { rule.aim == .seats || rule.aim == .apportionment }

    init(once: UUID, rule: Rule) {
        self.once = once
        self.rule = rule
    }

    init(_ form: FormData) {
        once = form.uuid("once") ?? UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        rule = ElectionEntry.rule(form.text("rule"))
        process = form.text("process")
        question = form.text("question")
        description = form.text("description")
        options = form.text("options")
        proposals = form.text("proposals")
        seats = form.text("seats")
        budget = form.text("budget")
        opens = form.text("opens")
        closes = form.text("closes")
        manner = Manner(rawValue: form.text("manner")) ?? .openBox
        isAlsoOnPaper = form.isTicked("paper")
        for parameter in rule.parameters {
            parameters[parameter.name] = form.text("parameter-\(parameter.name)")
        }
    }

    /// The numbers of the proposals, as they were typed: `12, 15`, or where money is voted on `#12; 25.000` in lines.
    func proposalNumbers(_ problems: inout Problems) -> [ProposalID] {
        if rule.aim == .budget { return optionLines.compactMap { PricedLine($0)?.proposal } }
        let parts = proposals.split { $0 == "," || $0 == " " || $0 == "\n" || $0 == ";" }
        let numbers = parts.compactMap { ProposalID(text: $0) }
        if numbers.count < parts.count { problems.add("proposals", "election.form.proposals-wrong") }
        return numbers
    }

    /// The draft, if everything is in order. `fromProposals` are the options that the named proposals give.
    func checked(_ fromProposals: [ElectionOption], _ problems: inout Problems) -> ElectionDraft? {
        let process = ProcessID(text: process)
        if process == nil { problems.add("process", "draft.process-missing") }
        _ = problems.require(question, "question", upTo: 200, missing: "election.form.question-missing")
        problems.limit(description, "description", upTo: 4000)
        let opensAt = LocalTime.instant(opens)
        let closesAt = LocalTime.instant(closes)
        if opensAt == nil { problems.add("opens", "election.form.time-wrong") }
        if closesAt == nil { problems.add("closes", "election.form.time-wrong") }
        if let opensAt, let closesAt, opensAt >= closesAt { problems.add("closes", "process.dates-inverted") }
        let parameters = checkedParameters(&problems)
        let options = checkedOptions(fromProposals, &problems)
        let seats = hasSeats ? Int(seats) : 1
        let limit = rule.aim == .budget ? ElectionEntry.euros(budget) : nil
        if rule.aim == .budget, limit == nil { problems.add("budget", "election.form.budget-wrong") }
        if seats.map({ $0 < 1 }) ?? true { problems.add("seats", "election.bad-seats") }
        guard problems.isEmpty, let process, let opensAt, let closesAt, let parameters, let seats else {
            return nil
        }
        let draft = ElectionDraft(
            process: process, question: question, description: description, rule: rule,
            parameters: parameters,
            seats: seats, limit: limit, options: options, opensAt: opensAt, closesAt: closesAt,
            manner: manner, isAlsoOnPaper: isAlsoOnPaper)
        do {
            try draft.check()
            return draft
        } catch let refusal as BallotRejection {
            problems.add(ElectionEntry.field(of: refusal), refusal)
        } catch {
            problems.add("question", "election.bad-parameters")
        }
        return nil
    }

    private static func field(of refusal: BallotRejection) -> String {
        switch refusal {
        case .badSeats: "seats"
        case .badParameters: "question"
        case .badBudget: "budget"
        case .notEncryptable: "manner"
        default: "options"
        }
    }

    private func checkedOptions(_ fromProposals: [ElectionOption], _ problems: inout Problems)
        -> [ElectionOption]
    {
        guard rule.fixedOptions.isEmpty else {
            // The record is German, so the rule's options bear their German names; a yes adopts the proposal.
            return zip(rule.fixedOptions, ["Ja", "Nein", "Enthaltung"]).map { id, title in
                ElectionOption(title: title, proposal: id == "yes" ? fromProposals.first?.proposal : nil)
            }
        }
        let free = optionLines
        for title in free { problems.limit(title, "options", upTo: 200) }
        guard rule.aim == .budget else {
            let all = fromProposals + free.map { ElectionOption(title: $0) }
            if all.count > ElectionEntry.mostOptions { problems.add("options", BallotRejection.tooLarge) }
            return all
        }
        if free.count > ElectionEntry.mostOptions { problems.add("options", BallotRejection.tooLarge) }
        return free.compactMap { line in
            let priced = PricedLine(line)
            if priced == nil { problems.add("options", "election.form.cost-wrong", ["line": line]) }
            return priced?.option(fromProposals)
        }
    }

    private var optionLines: [String] {
        options.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }

    /// Whole euros as people write them: `25000`, `25.000`, `25 000 €`.
    static func euros(_ text: String) -> Int? {
        let digits = text.filter { !" .,€\u{00A0}\u{202F}".contains($0) }
        guard let number = Int(digits), number >= 0, number <= 1_000_000_000_000, digits.utf8.count <= 13,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        return number
    }

    private func checkedParameters(_ problems: inout Problems) -> Parameters? {
        var given: [String: Parameter.Value] = [:]
        for parameter in rule.parameters {
            let typed = (parameters[parameter.name] ?? "").replacing(" ", with: "")
            if typed.isEmpty { continue }
            let text = parameter.kind == .share && Int(typed) != nil ? typed + "%" : typed
            guard let value = parameter.value(text: text) else {
                problems.add("parameter-\(parameter.name)", "election.form.parameter-wrong")
                continue
            }
            given[parameter.name] = value
        }
        return try? Parameters(of: rule, given)
    }
}

/// A line that names what money is voted on: `Spielplatz; 25.000`, or a proposal by its number: `#12; 25.000`.
private struct PricedLine {
    let title: String
    let proposal: ProposalID?
    /// In whole euros.
    let cost: Int

    init?(_ line: String) {
        guard let cut = line.lastIndex(of: ";") else { return nil }
        title = line[..<cut].trimmingCharacters(in: .whitespaces)
        guard !title.isEmpty, let cost = ElectionEntry.euros(String(line[line.index(after: cut)...])),
            cost > 0
        else { return nil }
        self.cost = cost
        proposal = title.hasPrefix("#") ? ProposalID(text: String(title.dropFirst())) : nil
    }

    func option(_ proposals: [ElectionOption]) -> ElectionOption {
        let found = proposals.first { $0.proposal == proposal && proposal != nil }
        return ElectionOption(title: found?.title ?? title, proposal: found?.proposal, cost: cost)
    }
}

/// Times as `datetime-local` fields write them, by the town's clocks.
enum LocalTime {
    /// Reads `2026-11-23T18:00`, with or without seconds.
    static func instant(_ text: String) -> Instant? {
        let parts = text.split(separator: "T", maxSplits: 1)
        guard parts.count == 2, let day = Day(iso8601: String(parts[0])) else { return nil }
        let clock = parts[1].split(separator: ":").map { Int($0) }
        guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
            (0..<24).contains(hour),
            (0..<60).contains(minute)
        else { return nil }
        return TownTime.instant(on: day, minute: hour * 60 + minute)
    }

    static func text(_ instant: Instant) -> String {
        let (day, minute) = TownTime.local(instant)
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(day.iso8601)T\(two(minute / 60)):\(two(minute % 60))"
    }
}

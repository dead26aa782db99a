import Core
import Foundation
import NumberedText
import Proposals

/// What stands in the form, right or wrong, word by word.
struct ProposalEntry: Sendable {
    struct InitiatorRow: Sendable {
        var kind = ""
        var name = ""
        var decidedOn = ""
        var isBlank: Bool { name.isEmpty && decidedOn.isEmpty }
    }

    struct DockRow: Sendable {
        var target = ""
        var reason = ""
        var isBlank: Bool { target.isEmpty && reason.isEmpty }
    }

    let once: UUID
    var process = ""
    var title = ""
    var district = ""
    var reason = ""
    var text = ""
    var synergies = ""
    var note = ""
    var initiators: [InitiatorRow]
    var docks: [DockRow]
    /// The person asked for one more row instead of going on.
    var wantsRow = false

    static let mostInitiators = 20
    static let mostDocks = 10

    init(once: UUID) {
        self.once = once
        initiators = [InitiatorRow()]
        docks = [DockRow()]
    }

    init(_ form: FormData) {
        // Without a proper `once` each click would count as a new one, so a stable one is made of the words.
        once = form.uuid("once") ?? UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        process = form.text("process")
        title = form.text("title")
        district = form.text("district")
        reason = form.text("reason")
        text = form.text("text")
        synergies = form.text("synergies")
        note = form.text("note")
        initiators = (1...ProposalEntry.mostInitiators).map { number in
            InitiatorRow(
                kind: form.text("initiator-kind-\(number)"), name: form.text("initiator-\(number)"),
                decidedOn: form.text("initiator-date-\(number)"))
        }.filter { !$0.isBlank }
        docks = (1...ProposalEntry.mostDocks).map { number in
            DockRow(target: form.text("dock-\(number)"), reason: form.text("dock-reason-\(number)"))
        }.filter { !$0.isBlank }
        wantsRow = !form.text("more").isEmpty
        if initiators.isEmpty || form.text("more") == "initiator" { initiators.append(InitiatorRow()) }
        if docks.isEmpty || form.text("more") == "dock" { docks.append(DockRow()) }
    }

    init(_ proposal: Proposal, initiators: [Initiator], docks: [(target: ProposalID, reason: String)]) {
        self.init(once: UUID())
        process = proposal.process.description
        title = proposal.title
        district = proposal.district?.description ?? ""
        reason = proposal.reason
        text = proposal.text
        synergies = proposal.synergies
        note = proposal.note
        if !initiators.isEmpty {
            self.initiators = initiators.map {
                InitiatorRow(kind: $0.kind.rawValue, name: $0.name, decidedOn: $0.decidedOn?.iso8601 ?? "")
            }
        }
        if !docks.isEmpty {
            self.docks = docks.map { DockRow(target: $0.target.description, reason: $0.reason) }
        }
    }

    /// The draft, if everything is in order; else what is wrong.
    func checked(_ problems: inout Problems) -> ProposalDraft? {
        if wantsRow { return nil }
        if ProcessID(text: process) == nil { problems.add("process", "draft.process-missing") }
        _ = problems.require(title, "title", upTo: 120, missing: "draft.title-missing")
        if title.contains("\n") { problems.add("title", "draft.title-one-line") }
        let canonical = NumberedText(text).text
        _ = problems.require(canonical, "text", upTo: 20_000, missing: "draft.text-missing")
        problems.limit(reason, "reason", upTo: 4000)
        problems.limit(synergies, "synergies", upTo: 4000)
        problems.limit(note, "note", upTo: 4000)
        if !district.isEmpty, DistrictID(text: district) == nil {
            problems.add("district", "proposal.no-such-district")
        }
        let initiators = checkedInitiators(&problems)
        let docks = checkedDocks(&problems)
        guard problems.isEmpty else { return nil }
        return ProposalDraft(
            title: title, district: DistrictID(text: district), reason: reason, text: canonical,
            synergies: synergies,
            note: note, initiators: initiators, docks: docks)
    }

    private func checkedInitiators(_ problems: inout Problems) -> [Initiator] {
        var checked: [Initiator] = []
        for (index, row) in initiators.enumerated() where !row.isBlank {
            let number = index + 1
            _ = problems.require(
                row.name, "initiator-\(number)", upTo: 120, missing: "draft.initiator-missing")
            let kind = Initiator.Kind(rawValue: row.kind)
            if kind == nil { problems.add("initiator-kind-\(number)", "draft.kind-missing") }
            let day = Day(iso8601: row.decidedOn)
            if !row.decidedOn.isEmpty, day == nil { problems.add("initiator-date-\(number)", "form.date") }
            if let kind { checked.append(Initiator(name: row.name, kind: kind, decidedOn: day)) }
        }
        return checked
    }

    private func checkedDocks(_ problems: inout Problems) -> [(target: ProposalID, reason: String)] {
        var checked: [(target: ProposalID, reason: String)] = []
        for (index, row) in docks.enumerated() where !row.isBlank {
            let number = index + 1
            let target = ProposalID(text: row.target)
            if target == nil { problems.add("dock-\(number)", "draft.dock-number") }
            _ = problems.require(
                row.reason, "dock-reason-\(number)", upTo: 300, missing: "draft.dock-reason-missing")
            if let target { checked.append((target, row.reason)) }
        }
        return checked
    }
}

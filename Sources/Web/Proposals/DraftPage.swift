import Core
import Foundation
import HTML
import NumberedText
import Phrases
import Processes
import Proposals

/// The form of a proposal.
struct DraftPage {
    let words: Phrases
    let entry: ProposalEntry
    /// Where proposals can be made now.
    let processes: [ParticipationProcess]
    let districts: [District]
    let editing: ProposalID?
    let token: String?
    let problems: Problems?

    var page: Page {
        let title = words(editing == nil ? "draft.title-new" : "draft.title-edit")
        guard editing != nil || !processes.isEmpty else {
            return Page(
                title, section: .proposals, "<h1>\(title)</h1>\(EmptyState(words("draft.no-process")))")
        }
        var page = Page(
            title, section: .proposals,
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("draft.lead"))</p>
            \(Form(
                action: action, token: token,
                submit: words("draft.preview"), hidden: [HiddenField("once", entry.once.uuidString)], fields))
            """)
        page.isPrivate = true
        return page
    }

    private var action: Link { editing.map { Link("/account/proposals", $0, "edit") } ?? "/proposals/new" }

    /// The unseen first button is the one that Enter presses; else it would be one of those that add a row.
    private var fields: HTML {
        """
        <button class="unseen" type="submit" tabindex="-1" aria-hidden="true">\(words("draft.preview"))</button>
        \(editing == nil ? field("process", .radios(processes.map { Choice($0.id.description, $0.title, hint: $0.summary) }), entry.process) : HiddenField("process", entry.process).html)
        \(field("title", .text, entry.title, longest: 120))
        \(field("district", .select(districts.choices(none: words("proposal.whole-city"))), entry.district, optional: true))
        \(field("text", .textarea(rows: 12), entry.text, longest: 20_000))
        \(field("reason", .textarea(rows: 6), entry.reason, longest: 4000, optional: true))
        <fieldset id="initiators"><legend>\(words("draft.initiators"))</legend><p class="hint">\(words("draft.initiators-hint"))</p>
        \(entry.initiators.enumerated().map { initiatorRow($0.offset + 1, $0.element) })
        \(more("initiator", if: entry.initiators.count < ProposalEntry.mostInitiators))</fieldset>
        <fieldset id="docks"><legend>\(words("draft.docks"))</legend><p class="hint">\(words("draft.docks-hint"))</p>
        \(entry.docks.enumerated().map { dockRow($0.offset + 1, $0.element) })
        \(more("dock", if: entry.docks.count < ProposalEntry.mostDocks))</fieldset>
        \(field("synergies", .textarea(rows: 4), entry.synergies, longest: 4000, optional: true))
        \(field("note", .textarea(rows: 4), entry.note, longest: 4000, optional: true))
        """
    }

    private func field(
        _ name: String, _ control: Field.Control, _ value: String, longest: Int? = nil, optional: Bool = false
    ) -> HTML {
        Field(
            name, words("draft.\(name)"), control, value: value, hint: words("draft.\(name)-hint"),
            error: problems?[name],
            mark: optional ? words("form.optional") : nil, required: !optional, maxlength: longest
        ).html
    }

    private func initiatorRow(_ number: Int, _ row: ProposalEntry.InitiatorRow) -> HTML {
        let kinds =
            [Choice("", words("draft.choose"))]
            + Initiator.Kind.allCases.map { Choice($0.rawValue, words("initiator.\($0.rawValue)")) }
        let label = ["number": words.number(number)]
        return """
            <div class="columns">\(Field(
                "initiator-\(number)", words("draft.initiator-name", label), value: row.name, error: problems?["initiator-\(number)"],
                required: false, maxlength: 120))
            \(Field(
                "initiator-kind-\(number)", words("draft.initiator-kind", label), .select(kinds), value: row.kind,
                error: problems?["initiator-kind-\(number)"], required: false))
            \(Field(
                "initiator-date-\(number)", words("draft.initiator-date", label), .date, value: row.decidedOn,
                error: problems?["initiator-date-\(number)"], required: false))</div>
            """
    }

    private func dockRow(_ number: Int, _ row: ProposalEntry.DockRow) -> HTML {
        let label = ["number": words.number(number)]
        return """
            <div class="columns">\(Field(
                "dock-\(number)", words("draft.dock-target", label), .number(), value: row.target, error: problems?["dock-\(number)"],
                required: false))
            \(Field(
                "dock-reason-\(number)", words("draft.dock-reason", label), value: row.reason,
                error: problems?["dock-reason-\(number)"], required: false, maxlength: 300))</div>
            """
    }

    /// A button of the same form that comes back to the same place, with one more row and every word kept.
    private func more(_ what: String, if possible: Bool) -> HTML {
        guard possible else { return "" }
        return """
            <p><button class="button quiet" type="submit" name="more" value="\(what)" \
            formaction="\(action.fragment("\(what)s"))">\(words("draft.more-\(what)"))</button></p>
            """
    }
}

/// What the proposal will look like, and the button that publishes it.
struct PreviewPage {
    let words: Phrases
    let proposal: Proposal
    let initiators: [Initiator]
    let docks: [(target: ProposalID, reason: String)]
    let token: String?

    var page: Page {
        let edit = (label: words("draft.change"), link: Link("/account/proposals", proposal.id, "edit"))
        var page = Page(
            words("draft.preview-title"), section: .proposals,
            """
            <h1>\(words("draft.preview-title"))</h1>
            <p class="lead">\(words("draft.preview-lead"))</p>
            \(DefinitionRows([
                .init(words("draft.title"), text: proposal.title, change: edit),
                .init(words("draft.initiators"), text: initiatorWords, change: edit),
                .init(words("draft.docks"), text: dockWords, change: edit),
            ]))
            <h2>\(words("proposal.text"))</h2>
            \(NumberedLines(NumberedText(proposal.text).lines.map(\.text), word: words("proposal.line")))
            \(if: !proposal.reason.isEmpty, "<h2>\(words("proposal.reason"))</h2>\(Markdown.render(proposal.reason))")
            \(if: !proposal.synergies.isEmpty, "<h2>\(words("draft.synergies"))</h2>\(Markdown.render(proposal.synergies))")
            \(if: !proposal.note.isEmpty, "<h2>\(words("proposal.note"))</h2>\(Markdown.render(proposal.note))")
            <div class="acts">\(FormButton(words("draft.publish"), action: Link("/account/proposals", proposal.id, "publish"), token: token))
            \(LinkButton(words("draft.change"), to: edit.link, style: .quiet))
            \(FormButton(words("draft.discard"), action: Link("/account/proposals", proposal.id, "discard"), token: token, style: .quiet))</div>
            """)
        page.isPrivate = true
        return page
    }

    private var initiatorWords: String {
        guard !initiators.isEmpty else { return "–" }
        return initiators.map { initiator in
            initiator.name
                + (initiator.decidedOn.map { " (\(words("initiator.decided", ["date": words.date($0)])))" }
                    ?? "")
        }.joined(separator: "; ")
    }

    private var dockWords: String {
        docks.isEmpty ? "–" : docks.map { "\($0.target): \($0.reason)" }.joined(separator: "; ")
    }
}

/// The signed-in person's proposals, drafts included.
struct OwnProposalsPage {
    let words: Phrases
    let proposals: [Proposal]
    /// Those that moderation hid.
    let hidden: Set<ProposalID>
    let isFirst: Bool

    var page: Page {
        let rows = KeyedPage(proposals, isFirst: isFirst)
        let shown = rows.shown
        let list = CardList(
            shown.map { proposal in
                Card(
                    proposal.title, to: link(proposal), level: .two,
                    tag: hidden.contains(proposal.id)
                        ? Tag(words("own.hidden"), .warning) : tag(proposal.state, words),
                    notes: [words("own.changed", ["date": words.dateTime(proposal.changedAt)])])
            })
        var page = Page(
            words("own.title"),
            """
            <h1>\(words("own.title"))</h1>
            <p>\(LinkButton(words("proposals.write"), to: "/proposals/new"))</p>
            \(if: shown.isEmpty, EmptyState(words("own.empty")).html, else: list.html)
            \(rows.pager(words, .ownProposals) { $0.id.description })
            """)
        page.isPrivate = true
        return page
    }

    /// Of a hidden proposal only the letter with the reason is left to read.
    private func link(_ proposal: Proposal) -> Link {
        if hidden.contains(proposal.id) { return .inbox }
        return proposal.state == .draft ? Link("/account/proposals", proposal.id) : .proposal(proposal.id)
    }
}

import Acts
import Core
import Foundation
import HTML
import Identity
import NumberedText
import Phrases
import Proposals

/// Choosing lines and writing what shall stand there.
struct AmendmentFormPage {
    let words: Phrases
    let proposal: Proposal
    let entry: AmendmentEntry
    let token: String?
    var problems: Problems?

    var page: Page {
        let title = words("amendment.propose")
        var page = Page(
            title, section: .proposals, breadcrumb: breadcrumb(words, proposal, title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("amendment.lead", ["title": proposal.title]))</p>
            <details\(if: entry.lines.isEmpty, " open")><summary>\(words("amendment.text-now"))</summary>
            \(NumberedLines(NumberedText(proposal.text).lines.map(\.text), word: words("proposal.line")))</details>
            \(form)
            """)
        page.isPrivate = true
        return page
    }

    private var form: Form {
        Form(
            action: .amendments(of: proposal.id), token: token, submit: words("amendment.submit"),
            hidden: [
                HiddenField("once", entry.once.uuidString), HiddenField("version", String(entry.version)),
            ],
            fields: [
                Field(
                    "lines", words("amendment.lines"), value: entry.lines,
                    hint: words("amendment.lines-hint"),
                    error: problems?["lines"], maxlength: 13),
                Field(
                    "text", words("amendment.text"), .textarea(rows: 6), value: entry.text,
                    hint: words("amendment.text-hint"), error: problems?["text"], required: false,
                    maxlength: 8000),
                Field(
                    "reason", words("amendment.reason"), .textarea(rows: 4), value: entry.reason,
                    error: problems?["reason"], maxlength: 2000),
            ])
    }
}

/// One amendment: the lines as they were, what shall stand there, why, and what became of it.
struct AmendmentPage {
    let words: Phrases
    let proposal: Proposal
    let amendment: Amendment
    /// An election is about the proposal: its text stays.
    let isVotedOn: Bool
    let viewer: Person?
    let token: String?
    let done: String?
    var entry: (outcome: String, answer: String) = ("", "")
    var problems: Problems?

    private var isAuthor: Bool { viewer?.id == proposal.author }
    private var link: Link { .amendment(amendment.id, of: proposal.id) }

    var page: Page {
        let title = words("amendment.number", ["number": amendment.id.description])
        var page = Page(
            title, section: .proposals, breadcrumb: breadcrumb(words, proposal, title),
            """
            \(problems?.summary)\(doneNotice)<h1>\(title)</h1>
            \(AmendmentPart(words: words, proposal: proposal, amendment: amendment))
            \(ending)
            <p><a href="\(Link.amendments(of: proposal.id))">\(words("amendment.all"))</a></p>
            <p><a href="\(Link("/report").query("amendment", amendment.id.description))">\(words("report.title-amendment"))</a></p>
            """)
        page.isPrivate = done != nil
        return page
    }

    private var doneNotice: HTML? {
        guard let done, ["proposed", "withdrawn", "accepted", "declined"].contains(done) else { return nil }
        return Panel(
            words("amendment.done.\(done)"), tone: .success, "<p>\(words("amendment.done.\(done).next"))</p>"
        )
        .html
    }

    private var ending: HTML {
        guard amendment.state == .open, proposal.state == .published else { return "" }
        var html: HTML = ""
        if viewer?.id == amendment.author {
            html +=
                FormButton(
                    words("amendment.withdraw"), action: Link(path: link.address + "/withdraw"), token: token,
                    style: .quiet
                ).html
        }
        if isAuthor { html += decision }
        return html
    }

    private var canAccept: Bool {
        !isVotedOn && amendment.lines(in: proposal.text, version: proposal.version) != nil
    }

    private var decision: HTML {
        let outcomes = (canAccept ? ["accepted"] : []) + ["declined"]
        return """
            <h2>\(words("amendment.decide"))</h2>
            \(if: !canAccept, "<p>\(words(isVotedOn ? "amendment.before-election" : "amendment.lines-changed"))</p>")
            \(Form(
                action: Link(path: link.address + "/decide"), token: token, submit: words("amendment.decide-act"),
                fields: [
                    Field(
                        "outcome", words("amendment.outcome"),
                        .radios(outcomes.map { Choice($0, words("amendment.outcome.\($0)"), hint: words("amendment.outcome.\($0)-hint")) }),
                        value: entry.outcome, error: problems?["outcome"]),
                    Field(
                        "answer", words("amendment.answer"), .textarea(rows: 4), value: entry.answer,
                        hint: words("amendment.answer-hint"), error: problems?["answer"], required: false, maxlength: 2000),
                ]))
            """
    }
}

/// What an amendment says.
struct AmendmentPart: Markup {
    let words: Phrases
    let proposal: Proposal
    let amendment: Amendment

    var html: HTML {
        let old = NumberedText(amendment.base)[amendment.lines] ?? []
        return """
            \(Meta([
                Tag(words(amendment.state.phrase), tone).html, HTML(text: amendment.authorName),
                HTML(text: words.date(words.day(of: amendment.proposedAt))),
            ]))
            <h2>\(words("amendment.old", ["lines": words.lines(amendment.lines.first, amendment.lines.last), "version": String(amendment.version)]))</h2>
            \(NumberedLines(old.map(\.text), word: words("proposal.line"), first: amendment.lines.first))
            <h2>\(words("amendment.new"))</h2>
            \(Panel(nil, amendment.text.isEmpty ? "<p>\(words("amendment.lines-go"))</p>" : PlainText(amendment.text).html))
            \(if: !amendment.reason.isEmpty, "<h2>\(words("amendment.reason"))</h2>\(Markdown.render(amendment.reason))")
            \(if: !amendment.answer.isEmpty, "<h2>\(words("amendment.answered"))</h2>\(Markdown.render(amendment.answer))")
            \(amendment.leaf.map { "<p><a href=\"\(Link.log(leaf: $0))\">\(words("record.in-log"))</a></p>" as HTML })
            """
    }

    private var tone: Tone {
        switch amendment.state {
        case .open: .info
        case .accepted: .success
        case .declined: .warning
        case .withdrawn: .plain
        }
    }
}

/// The amendments of a proposal, newest first.
struct AmendmentListPage {
    let words: Phrases
    let proposal: Proposal
    /// One more than a page shows where there are more.
    let amendments: [Amendment]
    let isStart: Bool

    var page: Page {
        let list = KeyedPage(amendments, isFirst: isStart)
        let title = words("amendment.title")
        return Page(
            title, section: .proposals, breadcrumb: breadcrumb(words, proposal, title),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words("amendment.list-lead", ["title": proposal.title]))</p>
            \(if: list.shown.isEmpty, EmptyState(words("amendment.empty")).html)
            \(if: !list.shown.isEmpty, "<ul class=\"queue\">\(list.shown.map(row))</ul>")
            \(list.pager(words, .amendments(of: proposal.id)) { $0.id.description })
            """)
    }

    private func row(_ amendment: Amendment) -> HTML {
        let title = words(
            "amendment.about",
            [
                "number": amendment.id.description,
                "lines": words.lines(amendment.lines.first, amendment.lines.last),
            ])
        return """
            <li><a href="\(Link.amendment(amendment.id, of: proposal.id))">\(title)</a>
            \(Meta([
                words(amendment.state.phrase), amendment.authorName, words.date(words.day(of: amendment.proposedAt)),
            ]))</li>

            """
    }
}

private func breadcrumb(_ words: Phrases, _ proposal: Proposal, _ current: String) -> Breadcrumb {
    Breadcrumb(
        words("frame.breadcrumb"), [(title: proposal.title, link: .proposal(proposal.id))], current: current)
}

/// What changed from one wording to the next, newest first.
struct VersionsPage {
    static let length = 10

    let words: Phrases
    let proposal: Proposal
    /// One more than a page shows, which is what the last one shown is compared with.
    let versions: [Version]
    let isStart: Bool

    var page: Page {
        let list = KeyedPage(versions, isFirst: isStart, length: VersionsPage.length)
        let title = words("versions.title")
        return Page(
            title, section: .proposals, breadcrumb: breadcrumb(words, proposal, title),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words("versions.lead", ["title": proposal.title]))</p>
            \(list.shown.enumerated().map { part($1, before: versions.dropFirst($0 + 1).first) })
            \(list.pager(words, Link("/proposals", proposal.id, "versions")) { String($0.number) })
            """)
    }

    private func part(_ version: Version, before: Version?) -> HTML {
        let text = NumberedText(version.text)
        let content: HTML
        if let before {
            content =
                "<ul class=\"changes\">\(text.changes(since: NumberedText(before.text)).compactMap(change))</ul>\n"
        } else {
            content = NumberedLines(text.lines.map(\.text), word: words("proposal.line")).html
        }
        return """
            <h2>\(words("versions.number", ["number": String(version.number), "date": words.date(words.day(of: version.writtenAt))]))</h2>
            \(content)\(version.leaf.map { "<p><a href=\"\(Link.log(leaf: $0))\">\(words("record.in-log"))</a></p>" as HTML })
            """
    }

    /// Only what changed; the words say it, too, not the colour alone.
    private func change(_ change: LineChange) -> HTML? {
        switch change {
        case .same: nil
        case .removed(let line):
            "<li><b>\(words("versions.removed", ["line": String(line.number)]))</b> <del>\(line.text)</del></li>\n"
        case .added(let line):
            "<li><b>\(words("versions.added", ["line": String(line.number)]))</b> <ins>\(line.text)</ins></li>\n"
        }
    }
}

import Ballots
import Core
import HTML
import Identity
import NumberedText
import Phrases
import Processes
import Proposals

/// One proposal: who brings it in, the act, the text in numbered lines, docks, and what happens next.
struct ProposalPage {
    let words: Phrases
    let detail: ProposalDetail
    let phases: [Phase]
    let viewer: Person?
    let token: String?
    let now: Instant
    /// What the person just did, if they come from an act.
    let done: String?
    /// Those that decide on it.
    let elections: [Election]
    /// Comments and their form.
    var discussion: HTML = ""

    private var proposal: Proposal { detail.proposal }
    private var openPhase: Phase? { phases.first { $0.isOpen(at: now) } }

    var page: Page {
        var page = Page(
            proposal.title, section: .proposals,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: detail.processTitle, link: .process(proposal.process))],
                current: words("proposal.number", ["number": proposal.id.description])),
            """
            <h1>\(proposal.title)</h1>
            \(Meta(meta))
            \(doneNotice)
            \(phaseBar(phases, now, words))
            <div class="split"><aside>\(act)\(next)</aside><div>
            \(AnswersPart(words: words, answers: detail.answers))
            \(initiators)
            <h2>\(words("proposal.text"))</h2>
            \(NumberedLines(NumberedText(proposal.text).lines.map(\.text), word: words("proposal.line"), marks: marks))
            \(amending)
            \(if: !proposal.reason.isEmpty, "<h2>\(words("proposal.reason"))</h2>\(Markdown.render(proposal.reason))")
            \(docks)
            \(if: !proposal.note.isEmpty, "<h2>\(words("proposal.note"))</h2>\(Markdown.render(proposal.note))")
            \(discussion)
            </div></div>
            """)
        page.isPrivate = done != nil
        return page.kept
    }

    private var meta: [HTML] {
        var parts: [HTML] = []
        if let tag = tag(proposal.state, words) { parts.append(tag.html) }
        if !detail.answers.isEmpty { parts.append(Tag(words("answer.tag"), .info).html) }
        parts.append(HTML(text: detail.district ?? words("proposal.whole-city")))
        if let published = proposal.publishedAt {
            parts.append(
                HTML(text: words("proposal.published", ["date": words.date(words.day(of: published))])))
        }
        if proposal.version > 1 {
            let label = words("versions.tag", ["number": String(proposal.version)])
            parts.append("<a href=\"\(Link("/proposals", proposal.id, "versions"))\">\(label)</a>")
        }
        return parts
    }

    private var doneNotice: HTML? {
        guard let done,
            [
                "support", "support-withdrawn", "published", "withdrawn", "comment", "comment-withdrawn",
                "report", "answered",
            ].contains(done)
        else { return nil }
        // Of what the log says about this person's own act there is a receipt.
        let hasReceipt = ["support", "published", "withdrawn", "comment", "comment-withdrawn"].contains(done)
        return Panel(
            words("proposal.done.\(done)"), tone: .success,
            """
            <p>\(words("proposal.done.\(done).next"))</p>\
            \(if: hasReceipt, "<p><a href=\"\(Link.ownLog)\">\(words("proposal.done.receipt"))</a></p>")
            """
        ).html
    }

    /// Open amendments, at the lines they would change.
    private var marks: [NumberedLines.Mark] {
        detail.amendments.compactMap { mark in
            mark.lines.map {
                NumberedLines.Mark(
                    $0.first...$0.last, note: words("amendment.number", ["number": mark.id.description]),
                    link: .amendment(mark.id, of: proposal.id))
            }
        }
    }

    private var amending: HTML {
        let canAmend = proposal.state == .published && openPhase?.permissions[.comment] != nil
        let link: Link = .amendments(of: proposal.id)
        return """
            \(if: canAmend, "<p><a href=\"\(Link(path: link.address + "/new"))\">\(words("amendment.propose"))</a></p>")
            \(if: detail.amendmentCount > 0, "<p><a href=\"\(link)\">\(words.plural("amendment.count", detail.amendmentCount))</a></p>")
            """
    }

    private var initiators: HTML {
        guard !detail.initiators.isEmpty else { return "" }
        return """
            <h2>\(words("proposal.initiators"))</h2>
            \(Table(
                words("proposal.initiators"), captionIsHidden: true,
                columns: [.init(words("initiator.name")), .init(words("initiator.kind")), .init(words("initiator.decided-on"))],
                texts: detail.initiators.map {
                    [$0.name, words("initiator.\($0.kind.rawValue)"), $0.decidedOn.map { words.date($0) } ?? "–"]
                }))
            """
    }

    /// Supporting, before the text in the document and beside it on wide screens.
    private var act: Panel {
        let count =
            detail.threshold > 0
            ? words(
                "proposal.supports-of",
                ["count": words.number(proposal.supports), "threshold": words.number(detail.threshold)])
            : words.plural("proposal.supports", proposal.supports)
        return Panel(
            words("proposal.support"),
            """
            \(if: detail.threshold > 0, ProgressBar(proposal.supports, of: detail.threshold, label: count).html, else: "<p><b>\(count)</b></p>")
            \(supportButton)
            """)
    }

    private var supportButton: HTML {
        guard proposal.state == .published else { return "<p>\(words("proposal.support-over"))</p>" }
        guard let phase = openPhase, phase.permissions[.support] != nil else {
            return "<p>\(words("proposal.support-closed"))</p>"
        }
        let link = Link.proposal(proposal.id)
        guard let viewer else {
            return
                "<p>\(LinkButton(words("proposal.sign-in-to-support"), to: .signIn.query("next", link.address)))</p>"
        }
        if detail.ownSupport != nil {
            return """
                <p>\(words("proposal.you-support"))</p>
                \(FormButton(words("proposal.withdraw-support"), action: Link("/proposals", proposal.id, "support", "withdraw"), token: token, style: .quiet))
                """
        }
        if phase.permissions[.support] == .resident, !viewer.isResident {
            return "<p>\(words("identity.residents-only"))</p>"
        }
        return FormButton(
            words("proposal.support-act"), action: Link("/proposals", proposal.id, "support"), token: token
        ).html
    }

    private var next: Panel {
        Panel(
            words("proposal.next"), quiet: true,
            """
            <p>\(prospect)</p>
            \(if: viewer?.id == proposal.author && proposal.state == .published, withdrawal)
            \(if: viewer?.roles.contains(.administration) == true && proposal.state == .published,
                "<p><a href=\"\(Link("/proposals", proposal.id, "answer"))\">\(words("answer.title"))</a></p>")
            \(elections.map { "<p><b>\(words("proposal.election"))</b> <a href=\"\(Link.election($0.id))\">\($0.question)</a></p>" as HTML })
            \(receipt)
            <p><a href="\(Link("/report").query("proposal", proposal.id.description))">\(words("report.title-proposal"))</a></p>
            """)
    }

    private var prospect: String {
        if !detail.answers.isEmpty { return words("proposal.next-answered") }
        return detail.threshold > 0
            ? words("proposal.next-threshold", ["threshold": words.number(detail.threshold)])
            : words("proposal.next-free")
    }

    private var withdrawal: HTML {
        FormButton(
            words("proposal.withdraw"), action: Link("/proposals", proposal.id, "withdraw"), token: token,
            style: .quiet
        ).html
    }

    private var receipt: HTML? {
        proposal.leaf.map {
            """
            <p><a href="\(Link("/log").query("leaf", $0.hex))">\(words("proposal.in-log"))</a></p>
            <p><a href="\(Link.log(about: proposal.id))">\(words("proposal.all-in-log"))</a></p>
            """
        }
    }

    private var docks: HTML {
        guard !detail.docks.isEmpty || !proposal.synergies.isEmpty else { return "" }
        return """
            <h2>\(words("proposal.docks"))</h2>
            \(if: !proposal.synergies.isEmpty, Markdown.render(proposal.synergies))
            \(if: !detail.docks.isEmpty, "<ul>\(detail.docks.map(dock))</ul>")
            """
    }

    private func dock(_ dock: Dock) -> HTML {
        """
        <li><a href="\(Link.proposal(dock.proposal))">\(dock.title)</a>: \(dock.reason)\
        \(if: dock.isIncoming, " <small>\(words("proposal.dock-incoming"))</small>")</li>
        """
    }
}

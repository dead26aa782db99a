import Acts
import Core
import HTML
import Moderation
import Phrases

/// The queue on the left, the case on the right.
struct DeskPage: Sendable {
    let words: Phrases
    /// One more than is shown where there are more.
    let queue: [QueuedCase]
    let open: (count: Int, oldest: Instant?)
    /// How many complaints wait.
    let complaints: Int
    let isStart: Bool
    let now: Instant
    let shown: CaseView?
    var entry: DecisionEntry
    let token: String?
    /// The case just decided.
    let done: CaseID?
    var problems: Problems?
    var letters: [LetterPreview] = []

    var page: Page {
        let title = words("moderation.title")
        var page = Page(
            title,
            """
            \(problems?.summary)<h1>\(title)</h1>
            \(Meta(meta))
            \(done.map(doneNotice))
            <div class="desk"><section aria-labelledby="queue"><h2 id="queue">\(words("desk.queue"))</h2>
            \(list)</section>
            \(part)</div>
            """)
        page.isPrivate = true
        return page
    }

    private var meta: [HTML] {
        var parts: [HTML] = [HTML(text: words.plural("desk.open", open.count))]
        if let oldest = open.oldest {
            parts.append(HTML(text: words("desk.oldest", ["date": words.dateTime(oldest)])))
        }
        parts.append("<a href=\"\(Link.complaints)\">\(words.plural("desk.complaints", complaints))</a>")
        parts.append("<a href=\"/moderation/record\">\(words("record.title"))</a>")
        return parts
    }

    private func doneNotice(_ id: CaseID) -> Panel {
        Panel(
            words("desk.done", ["case": id.description]), tone: .success,
            "<p>\(words("desk.done.next")) <a href=\"\(Link.decision(id))\">\(words("desk.done.record"))</a></p>"
        )
    }

    private var list: HTML {
        let rows = queue.prefix(listLength)
        guard !rows.isEmpty else { return EmptyState(words("desk.empty")).html }
        let next =
            queue.count > rows.count
            ? rows.last.map { Link.moderation.query("after", PageKey($0.openedAt, $0.id).description) } : nil
        return """
            <ol class="queue">\(rows.map(row))</ol>
            \(Pager(
                words("pager.label"), previous: isStart ? nil : (title: words("desk.first"), link: .moderation),
                next: next.map { (title: words("desk.next"), link: $0) }))
            """
    }

    private func row(_ row: QueuedCase) -> HTML {
        let kind =
            switch row.subject {
            case .proposal: words("desk.kind.proposal")
            case .comment: words("desk.kind.comment")
            case .amendment: words("desk.kind.amendment")
            }
        return """
            <li\(if: row.id == shown?.about.id, #" aria-current="true""#)><a href="\(Link.moderationCase(row.id).fragment("case"))">\(row.heading)</a>
            \(Meta([kind, words.plural("desk.reports", row.reports), words.dateTime(row.openedAt)]))</li>

            """
    }

    private var part: HTML? {
        shown.map {
            let part = CasePart(
                words: words, shown: $0, entry: entry, token: token, problems: problems, letters: letters)
            return "<section aria-labelledby=\"case\">\(part)</section>"
        }
    }
}

/// The letter in one of the languages somebody may have chosen.
struct LetterPreview: Markup {
    let language: Language
    let letter: Letter

    var html: HTML {
        """
        <div lang="\(language.htmlTag)"><p><b>\(letter.subject)</b></p>\(PlainText(letter.body))</div>

        """
    }
}

/// One case: the text in its context, what reporters say, and the decision.
struct CasePart: Markup {
    let words: Phrases
    let shown: CaseView
    let entry: DecisionEntry
    let token: String?
    let problems: Problems?
    let letters: [LetterPreview]

    private var about: ModerationCase { shown.about }

    var html: HTML {
        """
        <h2 id="case">\(words("desk.case", ["case": about.id.description]))</h2>
        \(Panel(nil, text))
        <h3>\(words("desk.reports-title"))</h3>
        \(shown.reports.map(report))
        \(ending)
        """
    }

    private var text: HTML {
        let lines = about.lines.map { ", " + words.lines($0.first, $0.last) } ?? ""
        return """
            <p class="hint">\(words("desk.about")) <a href="\(place)">\(about.proposalTitle)</a>\(lines)</p>
            \(about.parentText.map { "<p class=\"hint\">\(words("desk.reply-to"))</p><blockquote>\(Markdown.render($0))</blockquote>" as HTML })
            <div class="comment">\(PlainText(about.text))\(if: !about.reason.isEmpty, Markdown.render(about.reason))</div>
            \(Meta([
                about.authorName, words("desk.known-since", ["date": words.date(about.authorKnownSince)]),
                about.hiddenBefore == 0 ? words("desk.never-hidden") : words.plural("desk.hidden-before", about.hiddenBefore),
            ]))
            \(if: about.withdrawnAt != nil, "<p>\(words("desk.withdrawn"))</p>")
            """
    }

    /// Where everybody sees it, among what stands around it.
    private var place: Link {
        switch about.subject {
        case .proposal(let id): .proposal(id)
        case .comment(let id): .comment(id, on: about.proposal)
        case .amendment(let id): .amendment(id, of: about.proposal)
        }
    }

    private func report(_ report: Report) -> HTML {
        """
        <div class="comment"><p><b>\(words(report.rule.phrase))</b></p>\(if: !report.words.isEmpty, PlainText(report.words).html)
        \(Meta([words.dateTime(report.writtenAt), words(report.hasAccount ? "desk.with-account" : "desk.without-account")]))</div>

        """
    }

    private var ending: HTML {
        if let decision = shown.decision { return DecisionPart(words: words, decision: decision).html }
        if shown.isOwn { return Panel(nil, tone: .warning, "<p>\(words("moderation.own-text"))</p>").html }
        return "\(preview)\(form)"
    }

    private var preview: Panel? {
        guard let first = letters.first else { return nil }
        let others = letters.dropFirst().map { letter -> HTML in
            let name = words("language.\(letter.language.rawValue)")
            return
                "<details><summary>\(words("desk.letter-in", ["language": name]))</summary>\n\(letter)</details>\n"
        }
        return Panel(
            words("desk.letter"), tone: .info, "<p>\(words("desk.letter-language"))</p>\n\(first)\(others)")
    }

    private var form: Form {
        Form(
            action: .moderationCase(about.id), token: token, submit: words("desk.decide"),
            """
            \(DecisionFields(words: words, entry: entry, problems: problems))
            <p><button class="button quiet" type="submit" name="step" value="preview">\(words("desk.preview"))</button></p>
            """)
    }
}

/// What shall hold, by which rule, and why.
struct DecisionFields: Markup {
    let words: Phrases
    let entry: DecisionEntry
    let problems: Problems?

    var html: HTML {
        """
        \(Field(
            "verdict", words("desk.verdict"),
            .radios(Verdict.allCases.map { Choice($0.rawValue, words("desk.verdict.\($0.rawValue)"), hint: words("desk.verdict.\($0.rawValue)-hint")) }),
            value: entry.verdict, error: problems?["verdict"]))
        \(Field(
            "rule", words("desk.rule"),
            .select([Choice("", words("desk.rule-none"))] + HouseRule.allCases.map { Choice($0.rawValue, words($0.phrase)) }),
            value: entry.rule, hint: words("desk.rule-hint"), error: problems?["rule"], required: false))
        \(Field(
            "reason", words("desk.reason"), .textarea(rows: 5), value: entry.reason, hint: words("desk.reason-hint"),
            error: problems?["reason"], maxlength: 2000))
        """
    }
}

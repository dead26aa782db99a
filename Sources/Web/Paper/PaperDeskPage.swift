import Ballots
import Core
import HTML
import Identity
import Phrases

/// Elections that people can vote in on paper and that are not counted.
struct PaperListPage {
    let words: Phrases
    /// One more than is shown.
    let elections: [Election]
    let isFirst: Bool
    let now: Instant

    var page: Page {
        let list = KeyedPage(elections, isFirst: isFirst)
        let cards = CardList(
            list.shown.map { election in
                let speaking = ElectionWords(words: words, election: election)
                return Card(
                    election.question, to: .paper(election.id), level: .two, tag: speaking.tag(at: now),
                    notes: [election.processTitle, speaking.note(at: now)])
            })
        return Page(
            words("paper.title"),
            """
            <h1>\(words("paper.title"))</h1>
            <p class="lead">\(words("paper.lead"))</p>
            \(if: list.shown.isEmpty, EmptyState(words("paper.none")).html, else: cards.html)
            \(list.pager(words, .paperDesk) { $0.id.description })
            """)
    }
}

/// The counter's page of one election: first the marks on the roll, after the end the batches.
struct PaperDeskPage {
    let speaking: ElectionWords
    let count: PaperCount
    let sought: String
    /// One more than is shown.
    let found: [RollEntry]
    /// Batches below this number are shown; nil for the newest.
    let before: Int?
    let person: Person
    /// What was done just now: the end of a key of `paper.done.`.
    let done: String?
    let token: String?
    let now: Instant
    let problems: Problems?

    static let shortestSearch = 3
    /// Who finds more has to say more of the name: the roll is not for reading.
    static let mostFound = 5
    static let acts = ["marked", "unmarked", "sealed", "counted", "discarded", "voided", "complete"]

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var page: Page {
        var page = Page(
            election.question, breadcrumb: paperPath(speaking, election.question, isDesk: true),
            """
            \(problems?.summary)\(notice)<h1>\(election.question)</h1>
            <p>\(speaking.tag(at: now))</p>
            \(Meta([speaking.dates]))
            \(Facts([
                (name: words("paper.marked"), value: words.number(count.marked)),
                (name: words("paper.sealed-sheets"), value: words.number(count.sheets)),
            ]))
            \(content)
            """)
        page.isPrivate = true
        return page
    }

    private var notice: HTML? {
        guard let done, PaperDeskPage.acts.contains(done) else { return nil }
        return Panel(tone: .success, "<p>\(words("paper.done.\(done)"))</p>").html
    }

    private var content: HTML {
        if election.isOpen(at: now) { return marking }
        switch (election.state, election.paper) {
        case (.draft, _), (.open, _):
            let key = election.opensAt > now ? "paper.not-yet" : "paper.closing"
            return "\(Panel(tone: .info, "<p>\(words(key))</p>"))\(sheet)"
        case (.closed, .awaited): return "\(batches)\(completing)"
        default: return "\(Panel(tone: .success, "<p>\(words("paper.all-sealed"))</p>"))\(batches)"
        }
    }

    private var sheet: HTML {
        "<p><a href=\"\(Link.sheet(election.id))\">\(words("paper.sheet"))</a></p>\n"
    }

    private var marking: HTML {
        """
        <h2>\(words("paper.mark"))</h2>
        <ol>\((1...4).map { "<li>\(words("paper.mark.\($0)"))</li>" as HTML })</ol>
        \(sheet)
        <form method="get" action="\(Link.paper(election.id))">
        \(Field(
            "q", words("paper.search"), .search, value: sought, hint: words("paper.search-hint"),
            required: false, maxlength: 254))
        <p class="acts"><button class="button" type="submit">\(words("administration.search-submit"))</button></p></form>
        \(if: sought.count >= PaperDeskPage.shortestSearch, results)
        """
    }

    private var results: HTML {
        guard !found.isEmpty else { return EmptyState(words("paper.nobody")).html }
        guard found.count <= PaperDeskPage.mostFound else {
            return EmptyState(words("paper.more-found")).html
        }
        let rows = found.map { entry in
            [
                HTML(text: entry.name), HTML(text: entry.maskedEmail ?? "–"),
                HTML(text: words("paper.mark.\(entry.mark.rawValue)")), act(entry),
            ]
        }
        return Table(
            words("paper.found"), captionIsHidden: true,
            columns: [
                .init(words("administration.name")), .init(words("administration.email")),
                .init(words("paper.mark-column")), .init(words("paper.act")),
            ], rows: rows
        ).html
    }

    private func act(_ entry: RollEntry) -> HTML {
        switch entry.mark {
        case .none: button(entry, "paper.mark-act", "paper", .primary).html
        case .paper: button(entry, "paper.unmark-act", "none", .quiet).html
        case .online: "<b>\(words("paper.no-sheet"))</b>"
        }
    }

    private func button(_ entry: RollEntry, _ key: String, _ mark: String, _ style: ButtonStyle) -> FormButton
    {
        FormButton(
            words(key), action: .paperAct(election.id, "marks"), token: token, style: style,
            hidden: [
                HiddenField("person", entry.person.description), HiddenField("mark", mark),
                HiddenField("q", sought),
            ], about: entry.name)
    }

    private var isAwaited: Bool { election.paper == .awaited }
    private var isAdministration: Bool { person.roles.contains(.administration) }

    private var batches: HTML {
        let sealed = count.batches.map { number, sheets in
            (
                number,
                [HTML(text: words.number(sheets)), HTML(text: words("paper.batch.sealed")), voiding(number)]
            )
        }
        let voided = count.voided.map { ($0, ["–", HTML(text: words("paper.batch.voided")), ""] as [HTML]) }
        let open = count.counters.map { number, counters in
            let finished = counters.count { $0.isDone }
            let key = finished > 1 ? "different" : finished == 1 ? "once" : "begun"
            let link: HTML =
                "<a href=\"\(Link.paperBatch(election.id, number))\">\(words("paper.count-batch", ["number": words.number(number)]))</a>"
            return (number, ["–", HTML(text: words("paper.batch.\(key)")), link] as [HTML])
        }
        let all = (sealed + voided + open).filter { $0.0 < before ?? .max }.sorted { $0.0 > $1.0 }
        let list = KeyedPage(all, isFirst: before == nil)
        let rows = list.shown.map { number, cells in
            [HTML(text: words("paper.batch", ["number": words.number(number)]))] + cells
        }
        let table = Table(
            words("paper.batches"), captionIsHidden: true,
            columns: [
                .init(words("paper.batch-column")), .number(words("paper.sheets")),
                .init(words("paper.state-column")), .init(words("paper.act")),
            ], rows: rows)
        return """
            <h2>\(words("paper.batches"))</h2>
            \(if: isAwaited, "<p>\(words("paper.batches-lead"))</p>")
            \(if: rows.isEmpty, EmptyState(words("paper.no-batches")).html, else: table.html)
            \(list.pager(words, .paper(election.id)) { String($0.0) })
            \(if: isAwaited, FormButton(
                words("paper.next-batch"), action: .paperAct(election.id, "batches"), token: token).html)

            """
    }

    private func voiding(_ number: Int) -> HTML {
        guard isAwaited, isAdministration else { return "" }
        return FormButton(
            words("paper.void"), action: .paperBatch(election.id, number, "void"), token: token,
            style: .quiet,
            about: words("paper.batch", ["number": words.number(number)])
        ).html
    }

    private var completing: HTML {
        let places = [
            "sheets": words.number(count.sheets), "marked": words.number(count.marked),
            "missing": words.number(count.marked - count.sheets),
        ]
        return """
            <h2>\(words("paper.complete"))</h2>
            <p>\(words("paper.complete-lead", places))</p>
            \(if: count.sheets < count.marked, Panel(tone: .warning, "<p>\(words("paper.complete-missing", places))</p>").html)
            \(completion)
            """
    }

    private var completion: HTML {
        guard count.counters.isEmpty else { return "<p>\(words("paper.unsealed"))</p>" }
        guard isAdministration else { return "<p>\(words("paper.complete-by"))</p>" }
        return Form(
            action: .paperAct(election.id, "complete"), token: token, submit: words("paper.complete-act"),
            style: .danger,
            fields: [
                Field(
                    "sheets", words("paper.complete-sheets"), .number(),
                    hint: words("paper.complete-sheets-hint"),
                    error: problems?["sheets"])
            ]
        ).html
    }
}

extension RollEntry {
    /// Enough of the address to compare it with what the person says: `er…@example.org`.
    fileprivate var maskedEmail: String? {
        email.map { address in
            let parts = address.split(separator: "@", maxSplits: 1)
            return "\(parts.first?.prefix(2) ?? "")…@\(parts.last ?? "")"
        }
    }
}

/// The way back to the counter's list and, from a batch, to its election.
func paperPath(_ speaking: ElectionWords, _ current: String, isDesk: Bool = false) -> Breadcrumb {
    let words = speaking.words
    let election = speaking.election
    return Breadcrumb(
        words("frame.breadcrumb"),
        [(title: words("paper.title"), link: .paperDesk)]
            + (isDesk ? [] : [(title: election.question, link: .paper(election.id))]), current: current)
}

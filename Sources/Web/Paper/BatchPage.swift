import Ballots
import Core
import HTML
import Identity
import Phrases
import PublicRecord
import Tally

/// One batch of paper as one person counts it. What others have counted is not shown, only where it differs.
struct BatchPage {
    let speaking: ElectionWords
    let number: Int
    let counts: [BatchCount]
    let person: Person
    let entry: PileEntry
    /// How many sheets the person says there are, as it was typed.
    let sheets: String
    /// The first pile that is shown, from 0.
    let from: Int
    /// Whether something was to be changed on an older state of this page.
    let isStale: Bool
    let token: String?
    let problems: Problems?

    static let length = 50

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }
    private var own: BatchCount? { counts.first { $0.person == person.id } }
    private var others: [BatchCount] { counts.filter { $0.person != person.id && $0.isDone } }

    var page: Page {
        let title = words("paper.batch", ["number": words.number(number)])
        var page = Page(
            title, breadcrumb: paperPath(speaking, title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("paper.batch-lead"))</p>
            \(if: isStale, Panel(tone: .warning, "<p>\(words("paper.stale"))</p>").html)\(state)
            <h2>\(words("paper.piles"))</h2>
            \(piles)
            <h2>\(words("paper.add"))</h2>
            \(adding)
            \(if: own?.piles.isEmpty == false, finishing)
            \(if: !counts.isEmpty, discarding)
            """)
        page.isPrivate = true
        return page
    }

    private var state: HTML? {
        guard own?.isDone == true else {
            return others.isEmpty
                ? nil : Panel(tone: .info, "<p>\(words("paper.other-counted"))</p>").html
        }
        guard let own, let other = others.first else {
            return Panel(tone: .info, "<p>\(words("paper.wait-for-second"))</p>").html
        }
        let items = differences(own.piles, other.piles).map { "<li>\(name($0))</li>" as HTML }
        return Panel(
            words("paper.different"), tone: .warning,
            "<p>\(words("paper.different-hint"))</p><ul>\(items)</ul>"
        ).html
    }

    /// The ballots of which the two have counted unequal numbers.
    private func differences(_ one: [PaperBatch.Pile], _ other: [PaperBatch.Pile]) -> [Ballot] {
        let common = Set(one).intersection(other)
        var ballots: [Ballot] = []
        for pile in one + other where !common.contains(pile) && !ballots.contains(pile.ballot) {
            ballots.append(pile.ballot)
        }
        return ballots
    }

    private func name(_ ballot: Ballot) -> String {
        switch ballot {
        case .blank: words("paper.what.blank")
        case .invalid: words("paper.what.invalid")
        default: speaking.lines(of: ballot).joined(separator: "; ")
        }
    }

    private var piles: HTML {
        guard let own, !own.piles.isEmpty else { return EmptyState(words("paper.no-piles")).html }
        let rest = own.piles.dropFirst(max(0, from))
        let rows = rest.prefix(BatchPage.length).map { pile -> [HTML] in
            [
                HTML(text: name(pile.ballot)), HTML(text: words.number(pile.count)),
                FormButton(
                    words("paper.remove"), action: .paperBatch(election.id, number, "remove"), token: token,
                    style: .quiet,
                    hidden: [
                        HiddenField("pile", PaperBatch.json([pile], rule: election.rule).text)
                    ], about: name(pile.ballot)
                ).html,
            ]
        }
        let table = Table(
            words("paper.piles"), captionIsHidden: true,
            columns: [
                .init(words("paper.says")), .number(words("paper.sheets")), .init(words("paper.act")),
            ], rows: rows)
        let link = Link.paperBatch(election.id, number)
        let pager = Pager(
            words("pager.label"),
            previous: from > 0 ? (title: words("administration.first-page"), link: link) : nil,
            next: rest.count > BatchPage.length
                ? (
                    title: words("administration.next-page"),
                    link: link.query("from", String(max(0, from) + BatchPage.length))
                ) : nil)
        return "\(table)\(pager)<p><b>\(words.plural("paper.sum", own.sheets))</b></p>"
    }

    private var adding: Form {
        let fields = BallotFields(speaking: speaking, entry: entry.ballot, problems: problems)
        let what = PileEntry.What.allCases.map { Choice($0.rawValue, words("paper.what.\($0.rawValue)")) }
        return Form(
            action: .paperBatch(election.id, number, "add"), token: token, submit: words("paper.add-act"),
            style: .quiet, hidden: [HiddenField("counted", String(own?.sheets ?? 0))],
            """
            \(Field("what", words("paper.what"), .select(what), value: entry.what.rawValue))
            \(fields)
            \(Field(
                "count", words("paper.count"), .number(in: 1...PaperBatch.sizes.upperBound), value: entry.count,
                error: problems?["count"]))
            """)
    }

    private var finishing: HTML {
        let small: HTML? = problems?["small"].map { error in
            Field("small", words("paper.small"), .checkbox, error: error, required: false).html
        }
        return """
            <h2>\(words("paper.finish"))</h2>
            \(Form(
                action: .paperBatch(election.id, number, "finish"), token: token, submit: words("paper.finish-act"),
                """
                \(Field(
                    "sheets", words("paper.all-sheets"), .number(in: 1...PaperBatch.sizes.upperBound), value: sheets,
                    hint: words("paper.all-sheets-hint"), error: problems?["sheets"]))\(small)
                """))
            """
    }

    private var discarding: HTML {
        let key = person.roles.contains(.administration) ? "paper.discard" : "paper.discard-own"
        return """
            <details><summary>\(words("paper.discard-title"))</summary>
            <p>\(words(key))</p>
            <div class="acts">\(FormButton(
                words("paper.discard-act"), action: .paperBatch(election.id, number, "discard"), token: token,
                style: .danger))</div></details>
            """
    }
}

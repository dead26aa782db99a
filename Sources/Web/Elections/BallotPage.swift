import Ballots
import Core
import HTML
import Phrases
import Secrets
import Tally

/// The ballot: one question, its rule before the first choice, nothing chosen beforehand.
struct BallotPage {
    let speaking: ElectionWords
    let entry: BallotEntry
    /// Not nil where a vote is changed: the change code as it was typed.
    let oldCode: String?
    let token: String?
    let problems: Problems?

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var page: Page {
        let title = words(oldCode == nil ? "election.ballot" : "election.change")
        let action: Link =
            oldCode == nil
            ? Link("/elections", election.id, "review") : Link("/elections", election.id, "change", "review")
        var page = Page(
            title, section: .elections, breadcrumb: speaking.breadcrumb(title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(speaking.rule.joined(separator: " "))</p>
            \(Form(action: action, token: token, submit: words("election.to-review"), fields))
            \(Secrecy(words).html)
            """)
        page.isPrivate = true
        page.scripts = ballot.needsScript ? [.ballot] : []
        return page
    }

    private var ballot: BallotFields { BallotFields(speaking: speaking, entry: entry, problems: problems) }

    private var fields: HTML {
        """
        \(oldCode.map { code in
            Field(
                "old-code", words("election.code"), value: code, hint: words("election.code-hint"),
                error: problems?["old-code"], autocomplete: "off", maxlength: 40)
        })
        <div class="ballot">\(ballot)</div>
        """
    }
}

/// The choice once more before it is cast. Ballot number and change code are drawn here.
struct ReviewPage {
    let speaking: ElectionWords
    let entry: BallotEntry
    let ballot: Ballot
    let oldCode: ChangeCode?
    let token: String?

    var page: Page {
        let words = speaking.words
        let id = speaking.election.id
        let title = words("election.review")
        let back: Link = oldCode == nil ? .ballot(id) : .changeVote(id)
        let hidden =
            entry.hidden + (oldCode.map { [HiddenField("old-code", $0.text)] } ?? [])
            + [HiddenField("number", BallotNumber.draw().text), HiddenField("code", ChangeCode.draw().text)]
        let choice: HTML = "<ul>\(speaking.lines(of: ballot).map { "<li>\($0)</li>" as HTML })</ul>"
        var page = Page(
            title, section: .elections, breadcrumb: speaking.breadcrumb(title),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words("election.review-lead"))</p>
            \(DefinitionRows([
                .init(words("election.question"), text: speaking.election.question),
                .init(words("election.your-choice"), choice, change: (label: words("election.choose-again"), link: back)),
            ]))
            \(FormButton(
                words(oldCode == nil ? "election.cast" : "election.cast-change"),
                action: oldCode == nil ? Link("/elections", id, "cast") : .changeVote(id), token: token, hidden: hidden))
            """)
        page.isPrivate = true
        return page
    }
}

/// The receipt: what happened, the number and the code, and what they are good for.
struct ReceiptPage {
    let speaking: ElectionWords
    let number: BallotNumber
    let code: ChangeCode
    let place: BallotPlace
    let isChange: Bool

    var page: Page {
        let words = speaking.words
        let id = speaking.election.id
        var page = Page(
            words("election.receipt"), section: .elections,
            breadcrumb: speaking.breadcrumb(words("election.receipt")),
            """
            \(Confirmation(
                words(isChange ? "election.changed" : "election.accepted"),
                receipt: (label: words("election.number"), number: number.text),
                "<p>\(words("election.place.\(place.rawValue)"))</p>",
                next: (heading: words("election.keep"), content: keep)))
            <p class="acts">\(LinkButton(words("election.ask-place"), to: .receiptPlace.query("election", id.description), style: .quiet))
            \(LinkButton(words("election.change"), to: .changeVote(id), style: .quiet))</p>
            \(Secrecy(words).html)
            """)
        page.isPrivate = true
        return page.kept
    }

    private var keep: HTML {
        let words = speaking.words
        return """
            <p>\(words("election.keep-lead", ["ends": words.dateTime(speaking.election.endsAt)]))</p>
            \(DefinitionRows([
                .init(words("election.question"), text: speaking.election.question),
                .init(words("election.number"), "<b>\(number.text)</b>"),
                .init(words("election.code"), "<b>\(code.text)</b>"),
            ]))
            <p>\(words("election.keep-shows"))</p>
            """
    }
}

/// What this kind of vote protects against, and what not, in plain words.
struct Secrecy: Markup {
    let words: Phrases

    init(_ words: Phrases) { self.words = words }

    var html: HTML {
        """
        <details class="panel quiet"><summary>\(words("election.secrecy"))</summary>
        <p><b>\(words("election.secrecy.yes"))</b></p>
        <ul>\((1...3).map { "<li>\(words("election.secrecy.yes.\($0)"))</li>" as HTML })</ul>
        <p><b>\(words("election.secrecy.no"))</b></p>
        <ul>\((1...3).map { "<li>\(words("election.secrecy.no.\($0)"))</li>" as HTML })</ul></details>

        """
    }
}

import Ballots
import Core
import HTML
import Phrases
import Tally

/// The ballot to print: what is asked, a box for each option, and what not to write on it.
struct SheetPage {
    let speaking: ElectionWords

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var page: Page {
        Page(
            words("paper.sheet-title", ["question": election.question]), section: .elections,
            breadcrumb: speaking.breadcrumb(words("paper.sheet")),
            """
            <div class="screen-only">\(Panel(tone: .info, "<p>\(words("paper.sheet-hint"))</p>"))</div>
            <h1>\(election.question)</h1>
            <p>\(speaking.rule.joined(separator: " "))</p>
            <p><b>\(how)</b></p>
            <ul class="sheet">\(zip(speaking.names, election.options).map(line))</ul>
            <p class="stamp">\(words("paper.stamp"))</p>
            <p>\(words("paper.sheet-fold"))</p>
            <p class="meta">\(words("paper.sheet-number", ["number": election.id.description])) · \(speaking.dates)</p>
            """)
    }

    private var how: String {
        switch election.rule.ballot {
        case .choice: words("election.choose-one")
        case .approvals: words("election.choose-many")
        case .ranking: words("election.choose-ranks")
        case .scores: speaking.scoreHint
        }
    }

    private func line(_ name: String, _ option: ElectionOption) -> HTML {
        """
        <li><span class="box" aria-hidden="true"></span><span><b>\(name)</b>\
        \(speaking.hint(option).map { "<br>\($0)" as HTML })</span></li>

        """
    }
}

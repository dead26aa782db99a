import Ballots
import Core
import Deliberation
import HTML
import Phrases
import Postgres
import Proposals
import PublicRecord
import Tally
import TransparencyLog

/// A proposal as the council's paper tells it.
struct CouncilMatter: Sendable {
    let proposal: Proposal
    let docks: [Dock]
    let reasonsFor: [String]
    let reasonsAgainst: [String]
}

extension Connection {
    /// Nil if nobody may read the proposal.
    func councilMatter(_ id: ProposalID) throws -> CouncilMatter? {
        guard let detail = try proposalDetail(id, for: nil) else { return nil }
        let threads = try discussion(of: id, reader: nil, limit: CouncilPage.mostReasons)
        func reasons(_ side: Side) -> [String] {
            (threads[side]?.threads ?? []).map(\.first).filter { $0.state == .visible }.map(\.body)
        }
        return CouncilMatter(
            proposal: detail.proposal, docks: detail.docks, reasonsFor: reasons(.pro),
            reasonsAgainst: reasons(.against))
    }
}

/// What a council member reads before deciding: fits on two printed A4 sides.
struct CouncilPage {
    let speaking: ElectionWords
    let result: ElectionResult
    let matters: [CouncilMatter]
    let logIndex: Int?

    /// Beyond these the paper would not fit; the pages it names tell the rest.
    private static let mostMatters = 3
    static let mostReasons = 3
    /// Bars beyond these become a table, which is shorter.
    private static let mostBars = 8
    private static let longestReason = 280
    private static let mostDocks = 5

    /// The proposals it tells of: those that won first, fewer where many options take up the room.
    static func matters(of election: Election, _ result: ElectionResult) -> ArraySlice<ProposalID> {
        let won = result.outcome.outcome.winners.compactMap { election.options[$0].proposal }
        let rest = election.proposals.filter { !won.contains($0) }
        return (won + rest).prefix(election.options.count > 4 ? 2 : mostMatters)
    }

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var page: Page {
        let parts = ResultParts(speaking: speaking, result: result)
        let facts = result.record.facts
        return Page(
            words("council.heading", ["question": election.question]), section: .elections,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("council.title"), link: .council)],
                current: election.question),
            """
            <div class="council"><h1>\(election.question)</h1>
            <p class="answer">\(parts.answer)</p>
            \(Facts([
                (name: words("election.voted"), value: words.number(parts.marked)),
                (name: words("election.eligible"), value: words.number(facts.eligible)),
                (name: words("election.turnout"), value: words.percent(parts.marked, of: facts.eligible)),
                (name: words("council.valid"), value: words.number(result.record.valid)),
            ]))
            \(if: election.options.count > CouncilPage.mostBars, (parts.spending?.short ?? parts.table).html, else: parts.chart)
            <h2>\(words("election.who"))</h2>
            <p>\(words.plural("election.roll", facts.eligible)) \(speaking.dates)</p>
            \(facts.turnout.map { DistrictTurnoutView(words: words, turnout: $0, map: nil).html })
            <h2>\(words("election.how-counted"))</h2>
            <p>\(speaking.rule.joined(separator: " "))</p>
            \(parts.trace)
            \(matters.map(matter))
            <h2>\(words("council.proof"))</h2>
            <p>\(words("council.proof-how", ["file": "election-\(election.id).tar"]))</p>
            <p>\(words("election.digest")): <code>\(result.record.digest.bytes.hex)</code>\
            \(logIndex.map { " · <a href=\"\(Link.logEntry($0))\">\(words("council.entry", ["index": words.number($0)]))</a>" as HTML })</p>
            <p><a href="\(Link.election(election.id))">\(words("council.more"))</a></p></div>
            """
        ).kept
    }

    private func matter(_ matter: CouncilMatter) -> HTML {
        """
        <h2><a href="\(Link.proposal(matter.proposal.id))">\(matter.proposal.title)</a></h2>
        \(Meta([words.plural("proposal.supports", matter.proposal.supports)]))
        <div class="columns"><div>\(reasons("council.for", matter.reasonsFor))</div>\
        <div>\(reasons("council.against", matter.reasonsAgainst))</div></div>
        \(if: !matter.docks.isEmpty, docks(matter.docks))
        """
    }

    private func reasons(_ key: String, _ reasons: [String]) -> HTML {
        let list: HTML =
            reasons.isEmpty
            ? "<p>\(words("council.no-reasons"))</p>"
            : "<ul>\(reasons.map { "<li>\(shortened($0))</li>" as HTML })</ul>"
        return "<h3>\(words(key))</h3>\(list)"
    }

    private func shortened(_ text: String) -> String {
        text.count <= CouncilPage.longestReason ? text : text.prefix(CouncilPage.longestReason - 1) + "…"
    }

    private func docks(_ docks: [Dock]) -> HTML {
        """
        <h3>\(words("proposal.docks"))</h3>
        <ul>\(docks.prefix(CouncilPage.mostDocks).map { dock in
            "<li><a href=\"\(Link.proposal(dock.proposal))\">\(dock.title)</a>: \(dock.reason)</li>" as HTML
        })</ul>
        """
    }
}

/// The decided questions, newest first.
struct CouncilListPage {
    let words: Phrases
    let elections: [Election]
    let isFirst: Bool

    var page: Page {
        let list = KeyedPage(elections, isFirst: isFirst)
        let shown = list.shown
        let cards = CardList(
            shown.map {
                Card(
                    $0.question, to: .council($0.id), level: .two,
                    notes: [
                        $0.processTitle,
                        words("election.ended", ["date": words.date(words.day(of: $0.endsAt))]),
                    ])
            })
        return Page(
            isFirst ? words("council.title") : words("pager.older-title", ["title": words("council.title")]),
            section: .elections,
            """
            <h1>\(words("council.title"))</h1>
            <p class="lead">\(words("council.lead"))</p>
            \(if: shown.isEmpty, EmptyState(words("council.none")).html, else: cards.html)
            \(list.pager(words, .council) { $0.id.description })
            """)
    }
}

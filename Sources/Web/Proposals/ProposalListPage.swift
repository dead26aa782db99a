import Ballots
import Core
import HTML
import Phrases
import Processes
import Proposals

/// A proposal as lists show it.
func card(_ card: ProposalCard, _ words: Phrases, level: HeadingLevel = .three) -> Card {
    let place = card.district ?? words("proposal.whole-city")
    let supports =
        card.threshold > 0
        ? words(
            "proposal.supports-of",
            ["count": words.number(card.supports), "threshold": words.number(card.threshold)])
        : words.plural("proposal.supports", card.supports)
    return Card(
        card.title, to: .proposal(card.id), level: level, tag: tag(card.state, words),
        text: (card.initiators.isEmpty ? [place] : [words.list(card.initiators), place]).joined(
            separator: " · "),
        content: card.threshold > 0
            ? ProgressBar(card.supports, of: card.threshold, label: supports).html
            : "<p class=\"note\">\(supports)</p>",
        notes: [words.plural("proposal.comments", card.comments)])
}

/// Only what is out of the ordinary gets a tag.
func tag(_ state: Proposal.State, _ words: Phrases) -> Tag? {
    switch state {
    case .published: nil
    case .draft: Tag(words("proposal.draft"), .info)
    case .withdrawn: Tag(words("proposal.withdrawn"), .warning)
    }
}

/// Twenty cards and the way to the next ones; the list carries one more than it shows, to know whether there are any.
struct CardPage {
    let words: Phrases
    let made: ProposalCards
    let cards: [ProposalCard]
    let isFirst: Bool
    let link: Link
    let empty: EmptyState
    var level: HeadingLevel = .three

    var html: HTML {
        guard !cards.isEmpty else { return empty.html }
        let list = KeyedPage(cards, isFirst: isFirst)
        let shown = list.shown
        return """
            \(made.list(shown, words, level: level))
            \(list.pager(words, link) { $0.id.description })
            """
    }
}

/// All proposals, newest first.
struct ProposalListPage {
    let words: Phrases
    let made: ProposalCards
    let cards: [ProposalCard]
    let isFirst: Bool
    let district: DistrictID?

    var page: Page {
        let empty = EmptyState(
            words("proposals.empty"), act: LinkButton(words("proposals.write"), to: "/proposals/new").html)
        let link = Link.proposals.query("district", district?.description)
        var page = Page(
            isFirst
                ? words("proposals.title") : words("pager.older-title", ["title": words("proposals.title")]),
            section: .proposals,
            """
            <h1>\(words("proposals.title"))</h1>
            <p class="lead">\(words("proposals.lead"))</p>
            <p>\(LinkButton(words("proposals.write"), to: "/proposals/new"))</p>
            \(CardPage(words: words, made: made, cards: cards, isFirst: isFirst, link: link, empty: empty, level: .two).html)
            """)
        page.head = Feed.proposals.alternate(words)
        return page
    }
}

/// One process: what it asks, its phases, its proposals.
struct ProcessPage {
    let words: Phrases
    let made: ProposalCards
    let process: ParticipationProcess
    let phases: [Phase]
    let cards: [ProposalCard]
    let isFirst: Bool
    let elections: [Election]
    let now: Instant

    var page: Page {
        let open = phases.contains { $0.isOpen(at: now) && $0.permissions[.propose] != nil }
        let write = Link("/proposals/new").query("process", process.id.description)
        let empty = EmptyState(
            words("process.empty"), act: open ? LinkButton(words("proposals.write"), to: write).html : nil)
        return Page(
            isFirst ? process.title : words("pager.older-title", ["title": process.title]),
            section: .processes,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("section.processes"), link: "/")],
                current: process.title),
            """
            <h1>\(process.title)</h1>
            <p class="lead">\(process.summary)</p>
            \(phaseBar(phases, now, words))
            \(if: open, "<p>\(LinkButton(words("proposals.write"), to: write))</p>")
            \(if: !elections.isEmpty, votes)
            <h2>\(words("proposals.title"))</h2>
            \(CardPage(
                words: words, made: made, cards: cards, isFirst: isFirst, link: .process(process.id), empty: empty).html)
            """)
    }

    private var votes: HTML {
        """
        <h2>\(words("section.elections"))</h2>
        \(CardList(elections.map { electionCard($0, words, at: now) }))
        """
    }
}

/// The steps of a process with their dates; the open one in words.
func phaseBar(_ phases: [Phase], _ now: Instant, _ words: Phrases) -> PhaseBar? {
    guard !phases.isEmpty else { return nil }
    return PhaseBar(
        words("phase.label"), done: words("phase.done"),
        phases.map { phase in
            if phase.endsAt <= now {
                return .init(
                    phase.title,
                    when: words("phase.until", ["date": words.date(words.day(of: phase.endsAt))]), .done)
            }
            if phase.isOpen(at: now) {
                return .init(
                    phase.title,
                    when: words("phase.now", ["remaining": words.remaining(until: phase.endsAt, now: now)]),
                    .current)
            }
            return .init(
                phase.title, when: words("phase.from", ["date": words.date(words.day(of: phase.opensAt))]),
                .ahead)
        })
}

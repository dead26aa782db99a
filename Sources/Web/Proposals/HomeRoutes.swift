import Ballots
import Core
import HTML
import Hummingbird
import Phrases
import Postgres
import Processes
import Proposals

/// The first page: what runs now, what is new.
struct HomeRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/", use: home)
        router.get("/processes") { _, _ in Response.see("/") }
    }

    @Sendable func home(_ request: Request, context: PageContext) async throws -> Response {
        let (processes, phases, elections, cards) = try await site.database.read { [now = context.now] db in
            (
                try db.processes(limit: 6), try db.phases(endingAfter: now, limit: 12),
                try db.elections(limit: 6), try db.proposalCards(limit: 6)
            )
        }
        let page = HomePage(
            words: site.phrases(context), made: site.cards, processes: processes, phases: phases,
            elections: elections,
            cards: cards,
            now: context.now)
        return site.respond(page.page, context)
    }
}

struct HomePage {
    let words: Phrases
    let made: ProposalCards
    let processes: [ParticipationProcess]
    let phases: [Phase]
    let elections: [Election]
    let cards: [ProposalCard]
    let now: Instant

    var page: Page {
        Page(
            words("home.short-title"), section: .processes,
            """
            <div class="split"><div>
            <h1>\(words("home.title"))</h1>
            <p class="lead">\(words("home.lead"))</p>
            <p class="acts">\(LinkButton(words("proposals.write"), to: "/proposals/new"))
            \(LinkButton(words("home.how"), to: StaticPage.guide.link, style: .quiet))</p>
            </div><aside>\(deadlines)</aside></div>
            <h2>\(words("home.running"))</h2>
            \(if: processes.isEmpty, EmptyState(words("home.no-process")).html, else: CardList(processes.map(processCard)).html)
            \(votes)
            <h2>\(words("home.new"))</h2>
            \(if: cards.isEmpty, EmptyState(words("proposals.empty")).html, else: made.list(cards, words))
            """)
    }

    /// What can be voted on now, and what was decided in the last thirty days.
    private var votes: HTML {
        let shown = elections.filter {
            $0.isOpen(at: now) || $0.endsAt.adding(days: 30) > now && $0.opensAt <= now
        }.prefix(3)
        guard !shown.isEmpty else { return "" }
        return """
            <h2>\(words("section.elections"))</h2>
            \(CardList(shown.map { electionCard($0, words, at: now) }))
            """
    }

    private func processCard(_ process: ParticipationProcess) -> Card {
        let phase = phases.first { $0.process == process.id && $0.isOpen(at: now) }
        return Card(
            process.title, to: .process(process.id),
            tag: phase.map { Tag($0.title, .success) } ?? Tag(words("process.resting"), .info),
            text: process.summary,
            notes: phase.map { [words.remaining(until: $0.endsAt, now: now)] } ?? [])
    }

    private var deadlines: Panel? {
        let open = phases.filter { $0.isOpen(at: now) }.prefix(4)
        guard !open.isEmpty else { return nil }
        let rows = open.map { phase -> HTML in
            let title = processes.first { $0.id == phase.process }?.title ?? ""
            return """
                <li><b>\(words.remaining(until: phase.endsAt, now: now))</b>: \(phase.title), \
                <a href="\(Link.process(phase.process))">\(title)</a></li>
                """
        }
        return Panel(words("home.deadlines"), quiet: true, "<ul>\(rows)</ul>")
    }
}

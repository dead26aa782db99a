import Ballots
import Core
import HTML
import Phrases
import Processes
import Proposals

/// What is due, and the ways to everything administration does.
struct DashboardPage {
    let words: Phrases
    let now: Instant
    let processes: [ParticipationProcess]
    /// Those that have not ended, the next to end first.
    let phases: [Phase]
    /// The next to open or close first.
    let elections: [Election]
    /// One more than is shown where there are more.
    let unanswered: [(id: ProposalID, title: String)]
    let openCases: (count: Int, oldest: Instant?)
    let mails: (waiting: Int, failing: Int, oldest: Instant?)
    let jobs: [(kind: String, subject: String, attempts: Int, fault: String)]
    let hasMailFolder: Bool

    /// What begins or ends within so many days is named.
    static let soon: Int64 = 14
    static let answersShown = 5

    var page: Page {
        Page(
            words("administration.title"),
            """
            <h1>\(words("administration.title"))</h1>
            <p class="acts">\(LinkButton(words("administration.new-process"), to: "/administration/processes/new"))
            \(LinkButton(words("election.desk"), to: .electionDesk, style: .quiet))
            \(LinkButton(words("administration.persons"), to: .administrationPersons, style: .quiet))
            \(if: hasMailFolder, LinkButton(words("administration.mail"), to: .administrationMail, style: .quiet).html)
            \(LinkButton(words("administration.status"), to: .status, style: .quiet))</p>
            <h2>\(words("administration.due"))</h2>
            \(if: due.isEmpty, "<p>\(words("administration.nothing-due"))</p>", else: "<ul>\(due)</ul>")
            \(if: !jobs.isEmpty, failing)
            <h2>\(words("administration.processes"))</h2>
            \(if: processes.isEmpty, EmptyState(words("administration.no-process")).html, else: list.html)
            """)
    }

    private var due: [HTML] {
        var lines = phases.filter { $0.isOpen(at: now) && $0.endsAt < now.adding(days: DashboardPage.soon) }
            .map(ending)
        lines += elections.compactMap(election)
        lines += unanswered.prefix(DashboardPage.answersShown).map(answer)
        if unanswered.count > DashboardPage.answersShown {
            lines.append("<li>\(words("administration.more-answers"))</li>")
        }
        if openCases.count > 0 {
            let since =
                openCases.oldest.map { words("administration.since", ["time": words.dateTime($0)]) } ?? ""
            lines.append(
                """
                <li><a href="\(Link.moderation)">\(words.plural("administration.open-cases", openCases.count))</a> \(since)</li>
                """)
        }
        if mails.waiting > 0 {
            let failing = mails.failing > 0 ? words.plural("administration.failing-mails", mails.failing) : ""
            lines.append("<li>\(words.plural("administration.waiting-mails", mails.waiting)) \(failing)</li>")
        }
        return lines
    }

    private func answer(_ proposal: (id: ProposalID, title: String)) -> HTML {
        """
        <li><b>\(words("administration.answer-due"))</b>: \
        <a href="\(Link("/proposals", proposal.id, "answer"))">\(proposal.title)</a></li>
        """
    }

    private func ending(_ phase: Phase) -> HTML {
        """
        <li><b>\(words.remaining(until: phase.endsAt, now: now))</b>: \(phase.title), \
        <a href="\(Link.administration(phase.process))">\(title(phase.process))</a></li>
        """
    }

    /// How long until it opens or closes. What the house should have done by itself ten minutes ago is overdue.
    private func election(_ election: Election) -> HTML? {
        let (act, time) =
            switch election.state {
            case .draft: ("open", election.opensAt)
            case .open: ("close", election.endsAt)
            case .closed, .counted: ("count", election.endsAt)
            }
        let isAhead = time > now
        guard isAhead || time.adding(minutes: 10) <= now else { return nil }
        return """
            <li><b>\(isAhead ? words.remaining(until: time, now: now) : words("administration.overdue"))</b>: \
            \(words("administration.election.\(act)\(isAhead ? "" : "-overdue")", ["time": words.dateTime(time)])) \
            <a href="\(Link.electionDesk(election.id))">\(election.question)</a></li>
            """
    }

    private func title(_ process: ProcessID) -> String {
        processes.first { $0.id == process }?.title
            ?? words("administration.process", ["number": "\(process)"])
    }

    private var failing: HTML {
        """
        <h2>\(words("administration.failing-jobs"))</h2>
        \(Table(
            words("administration.failing-jobs"), captionIsHidden: true,
            columns: [
                .init(words("administration.job")), .init(words("administration.subject")),
                .number(words("administration.attempts")), .init(words("administration.fault")),
            ],
            texts: jobs.map { [$0.kind, $0.subject.isEmpty ? "–" : $0.subject, words.number($0.attempts), $0.fault] }))
        """
    }

    private var list: Table {
        Table(
            words("administration.processes"), captionIsHidden: true,
            columns: [.init(words("administration.process-title")), .init(words("administration.running"))],
            rows: processes.map { process in
                let running = phases.filter { $0.process == process.id && $0.isOpen(at: now) }
                return [
                    "<a href=\"\(Link.administration(process.id))\">\(process.title)</a>",
                    HTML(text: running.isEmpty ? "–" : words.list(running.map(\.title))),
                ]
            })
    }
}

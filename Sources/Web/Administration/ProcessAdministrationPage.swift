import Core
import HTML
import Phrases
import Processes

/// One process for administration: its phases, what they allow, and the acts that change their end.
struct ProcessAdministrationPage {
    let words: Phrases
    let process: ParticipationProcess
    let phases: [Phase]
    let now: Instant
    let token: String?
    let done: String?
    /// What was entered for which phase, where it was wrong.
    let entered: EnteredDates?
    let problems: Problems?

    var page: Page {
        var page = Page(
            process.title, breadcrumb: administrationPath(words, process.title),
            """
            \(problems?.summary)\(notice)<h1>\(process.title)</h1>
            <p class="lead">\(process.summary)</p>
            <p>\(words("administration.threshold", ["threshold": words.number(process.threshold)]))
            <a href="\(Link.process(process.id))">\(words("administration.public-page"))</a></p>
            \(phases.map(panel))
            <p>\(LinkButton(words("administration.new-stage"), to: .newStage(in: process.id), style: .quiet))</p>
            """)
        page.isPrivate = true
        return page
    }

    private var notice: HTML? {
        guard let done, ["published", "extended", "closed", "added", "rescheduled"].contains(done) else {
            return nil
        }
        return Panel(tone: .success, "<p>\(words("administration.done.\(done)"))</p>").html
    }

    private func panel(_ phase: Phase) -> Panel {
        Panel(
            phase.title,
            """
            <p>\(state(phase)) \(words(
                "administration.dates", ["opens": words.dateTime(phase.opensAt), "closes": words.dateTime(phase.endsAt)]))</p>
            <ul>\(phase.permissions.sorted { $0.key.rawValue < $1.key.rawValue }.map(permission))</ul>
            \(if: phase.endsAt > now, acts(phase))
            """)
    }

    private func state(_ phase: Phase) -> Tag {
        if phase.endsAt <= now { return Tag(words("phase.done"), .info) }
        return phase.isOpen(at: now)
            ? Tag(words("administration.open"), .success) : Tag(words("administration.ahead"), .info)
    }

    private func permission(_ permission: Permission, _ eligibility: Eligibility) -> HTML {
        """
        <li>\(words("administration.may.\(permission.rawValue)")): \
        \(words("administration.eligible.\(eligibility.rawValue)"))</li>
        """
    }

    private func acts(_ phase: Phase) -> HTML {
        let act = { (name: String) in Link("/administration/processes", process.id, "phases", phase.id, name)
        }
        return """
            \(phase.opensAt > now ? dates(phase, act("dates")) : extending(phase, act("extend")))
            <details><summary>\(words("administration.close"))</summary>
            <p>\(words("administration.close-lead"))</p>
            \(FormButton(
                words("administration.close-submit"), action: act("close"), token: token, style: .danger,
                about: phase.title))</details>
            """
    }

    private func extending(_ phase: Phase, _ action: Link) -> HTML {
        let wrong = entered.flatMap { $0.phase == phase.id ? $0 : nil }
        return """
            <details\(flag: "open", wrong != nil)><summary>\(words("administration.extend"))</summary>
            \(Form(
                action: action, token: token, submit: words("administration.extend-submit"), style: .quiet,
                fields: [
                    Field(
                        "closes", words("administration.closes"), .dateTime,
                        value: wrong?.closes ?? TownTime.entry(phase.endsAt),
                        error: problems?["closes-\(phase.id)"], id: "closes-\(phase.id)")
                ]))</details>
            """
    }

    /// Of a phase that has not begun both ends can be moved.
    private func dates(_ phase: Phase, _ action: Link) -> HTML {
        let wrong = entered.flatMap { $0.phase == phase.id ? $0 : nil }
        let fields = StageFields(words: words, problems: problems).dates(
            "", opens: wrong?.opens ?? TownTime.entry(phase.opensAt),
            closes: wrong?.closes ?? TownTime.entry(phase.endsAt), suffix: phase.id.description)
        return """
            <details\(flag: "open", wrong != nil)><summary>\(words("administration.reschedule"))</summary>
            \(Form(
                action: action, token: token, submit: words("administration.reschedule-submit"), style: .quiet, fields))\
            </details>
            """
    }
}

/// What was entered about a phase, where it was wrong.
struct EnteredDates: Sendable {
    let phase: PhaseID
    var opens = ""
    let closes: String
}

import AuditLog
import Core
import HTML
import Phrases
import TransparencyLog

/// Who watches the log for others, and when each was last seen.
struct WitnessesPage {
    let words: Phrases
    let states: [WitnessState]
    let confirmation: LogConfirmation?
    /// How many entries are signed.
    let size: Int
    /// A demo's observers are its own.
    let isDemo: Bool

    var page: Page {
        let title = words("witnesses.title")
        return Page(
            title, section: .log,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("log.title"), link: .log)], current: title),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words("witnesses.lead"))</p>
            \(if: states.isEmpty, EmptyState(words("witnesses.none")).html, else: known)
            <p>\(LinkButton(words("observe.title"), to: "/log/observe", style: .quiet))</p>
            """)
    }

    private var known: HTML {
        let told = confirmation.map { ConfirmationSentence($0, size: size, words: words) }
        return """
            \(if: isDemo, "<p>\(words("witnesses.demo"))</p>")
            \(told.map { "<p>\($0.text)</p>" as HTML })
            \(Table(
                title, captionIsHidden: true,
                columns: [
                    .init(words("witnesses.name")), .number(words("witness.size")),
                    .init(words("witness.time")), .init(words("receipt.state")),
                ], texts: states.map(row)))
            """
    }

    private var title: String { words("witnesses.title") }

    private func row(_ state: WitnessState) -> [String] {
        [
            state.name, words.number(state.size),
            state.seenAt.map { words.dateTime($0) } ?? words("witness.never"),
            state.problem.map { words("witness.\($0.rawValue)") } ?? words("witnesses.well"),
        ]
    }
}

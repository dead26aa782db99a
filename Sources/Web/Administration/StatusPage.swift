import AuditLog
import Core
import HTML
import Phrases
import Postgres

/// The state of the installation, one row a part, each with a word for whether it is well.
struct StatusPage {
    let words: Phrases
    let now: Instant
    let database: DatabaseHealth
    let mails: (waiting: Int, failing: Int, oldest: Instant?)
    let head: LogHead?
    /// Nil where the folder is not known.
    let tidemark: TidemarkState?
    /// What the scrub found.
    let damage: SequencerFault?
    /// Nil where the policy has none.
    let witnesses: WitnessesState?
    let failingJobs: Int
    /// Nil where the folder is not known.
    let freeBytes: Int?
    let backupAt: Instant?

    var page: Page {
        let title = words("administration.status")
        var page = Page(
            title, breadcrumb: administrationPath(words, title),
            """
            <h1>\(title)</h1>
            \(Table(
                title, captionIsHidden: true,
                columns: [.init(words("status.part")), .init(words("status.value")), .init(words("status.state"))],
                rows: rows.map { [HTML(text: words("status.\($0.name)")), HTML(text: $0.value), tag($0.isWell).html] }))
            """)
        page.isPrivate = true
        return page
    }

    private func tag(_ isWell: Bool) -> Tag {
        isWell ? Tag(words("status.well"), .success) : Tag(words("status.look"), .warning)
    }

    private var rows: [(name: String, value: String, isWell: Bool)] {
        let drift = abs(now.microseconds - database.clock.microseconds) / 1000
        let mailWaits = mails.oldest.map { now.seconds - $0.seconds } ?? 0
        let signed = head.map { now.seconds - $0.signedAt.seconds }
        let backup = backupAt.map { now.seconds - $0.seconds }
        return [
            (
                "schema",
                words(
                    "status.schema-value",
                    ["number": words.number(database.schema), "version": database.version]), true
            ),
            ("clock", words("status.clock-value", ["milliseconds": words.number(Int(drift))]), drift < 2000),
            (
                "mail", words.plural("administration.waiting-mails", mails.waiting),
                mails.failing == 0 && mailWaits < 15 * 60
            ),
            ("jobs", words.plural("status.jobs-value", failingJobs), failingJobs == 0),
            (
                "log",
                head.map {
                    words("log.signed", ["size": words.number($0.size), "time": words.dateTime($0.signedAt)])
                }
                    ?? words("log.not-signed"), signed.map { $0 < 65 * 60 } ?? false
            ),
            (
                "tidemark", tidemark?.words(words) ?? words("status.unknown"), tidemark?.isWell ?? true
            ),
            (
                "log-content",
                words(damage == nil ? "status.log-content-well" : "status.log-content-damaged"),
                damage == nil
            ),
            (
                "witnesses", witnesses?.words(words) ?? words("status.witnesses-none"),
                witnesses?.isWell ?? true
            ),
            (
                "disk",
                freeBytes.map { words("status.disk-value", ["megabytes": words.number($0 / 1_000_000)]) }
                    ?? words("status.unknown"), freeBytes.map { $0 > 1_000_000_000 } ?? true
            ),
            (
                "backup", backupAt.map { words.dateTime($0) } ?? words("status.no-backup"),
                backup.map { $0 < 26 * 3600 } ?? false
            ),
        ]
    }
}

import AuditLog
package import Core
import HTML
package import Phrases
package import Postgres
import Processes
import Secrets
import Synchronization

/// What every page of one installation shares. Made once at start.
package struct Site: Sendable {
    /// The pool in the role `mitstimme_web`.
    package let database: Database
    package let catalogue: Catalogue
    package let settings: SiteSettings
    package let clock: @Sendable () -> Instant
    let assets: Assets
    let passwords: PasswordWork
    let limits = RateLimits()
    let ballotChecks: BallotChecks
    let bundles = ArchiveDigests()
    let state = SiteState()
    let codes = QRCodes()
    /// What the operator hears of a database without room, once in a while.
    let shortage = Shortage()
    let cards = ProposalCards()
    let frames: [Language: FrameTexts]
    let receipts: ReceiptTemplate
    /// The log's trust file, for whoever checks a proof.
    package let policy: String
    /// Hears one line for the operator per fault.
    package let report: @Sendable (String) -> Void

    package init(
        database: Database, catalogue: Catalogue, settings: SiteSettings, resources: String, policy: String,
        clock: @escaping @Sendable () -> Instant, report: @escaping @Sendable (String) -> Void
    ) throws {
        self.database = database
        self.catalogue = catalogue
        self.settings = settings
        self.policy = policy
        self.clock = clock
        self.report = report
        ballotChecks = BallotChecks(mostWaiting: settings.mostBallotsWaiting)
        assets = try Assets(folder: resources + "/public")
        receipts = try ReceiptTemplate(resources: resources)
        frames = Language.allCases.reduce(into: [:]) { $0[$1] = FrameTexts(catalogue[$1]) }
        passwords = PasswordWork(parameters: settings.quickPasswords ? .test : .current)
    }

    /// Reads what the frame of every page shows, so that a page need not: called at start and every few seconds.
    package func refresh() async throws {
        let known = state.map
        let (town, head, map) = try await database.read { db in
            let mark = try db.districtMark()
            return (
                try db.town(), try db.logHead(), known?.mark == mark ? known : try TownMap(mark: mark, db)
            )
        }
        state.set(
            townName: town?.name, isDemo: town?.isDemo ?? false, head: head,
            logLines: frames.mapValues { $0.logLine(head) })
        if let map { state.set(map: map) }
    }
}

/// What an operator decides.
package struct SiteSettings: Sendable {
    /// As people see it in the address bar: `http://127.0.0.1:8080`, without a slash at the end.
    package var address: String
    /// Where mail is put instead of being sent; administrators read it on a page. Nil where mail is really sent.
    package var mailFolder: String?
    /// Whether the address a request comes from is told by the proxy in `X-Forwarded-For`.
    package var isBehindProxy: Bool
    /// Cheap password hashes, for tests alone.
    package var quickPasswords: Bool
    /// Where the last backup left its mark; nil if none was ever made here.
    package var dataFolder: String?
    /// The published files of the log, see `LogFolder`; nil where this server keeps none.
    package var logFolder: String?
    /// Who answers for it.
    package var responsible: ResponsibleBody
    /// Encrypted ballots that may wait for their check: a few seconds' work.
    package var mostBallotsWaiting: Int

    package init(
        address: String, mailFolder: String? = nil, isBehindProxy: Bool = false, quickPasswords: Bool = false,
        dataFolder: String? = nil, logFolder: String? = nil, responsible: ResponsibleBody = .invented,
        mostBallotsWaiting: Int = 2_000
    ) {
        self.address = address
        self.mailFolder = mailFolder
        self.isBehindProxy = isBehindProxy
        self.quickPasswords = quickPasswords
        self.dataFolder = dataFolder
        self.logFolder = logFolder
        self.responsible = responsible
        self.mostBallotsWaiting = mostBallotsWaiting
    }

    /// Cookies travel over TLS only where the address says so.
    var isSecure: Bool { address.hasPrefix("https://") }
}

/// The few facts the frame shows, refreshed in the background.
final class SiteState: Sendable {
    struct Facts: Sendable {
        var townName = "Mitstimme"
        var isDemo = false
        var head: LogHead?
        /// The last checkpoint and its age, as the frame tells it.
        var logLines: [Language: HTML] = [:]
    }

    private let facts = Mutex(Facts())

    private let town = Mutex<TownMap?>(nil)

    /// The districts with their outlines, read again only when they change.
    var map: TownMap? { town.withLock { $0 } }

    func set(map: TownMap) { town.withLock { $0 = map } }

    var current: Facts { facts.withLock { $0 } }

    func set(townName: String?, isDemo: Bool, head: LogHead?, logLines: [Language: HTML]) {
        facts.withLock {
            $0 = Facts(
                townName: townName.map { "Mitstimme \($0)" } ?? "Mitstimme", isDemo: isDemo, head: head,
                logLines: logLines)
        }
    }
}

/// Tells the operator of a database that is short of something: at once, then every ten minutes.
final class Shortage: Sendable {
    private let complaint = Mutex(Complaint("database"))

    func say(_ fault: DatabaseError, at now: Instant, _ report: (String) -> Void) {
        let what = fault.state == "53100" ? "the disk is full" : "it is short of memory or its disk fails"
        complaint.withLock { $0.say("\(what) (\(fault.state)); acts are refused", at: now, report) }
    }
}

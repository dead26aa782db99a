import Acts
import AuditLog
import Ballots
import Core
import Foundation
import Hummingbird
import Identity
import Jobs
import Logging
import NIOCore
import Notices
import Phrases
import Postgres
import Processes
import Secrets
import ServiceLifecycle
import Terminal
import Transfer
import TransparencyLog
import UnixSignals
import Web

/// The parts of a running installation, started together and stopped together.
struct Runtime {
    private let installation: Installation
    private let web: Database
    private let jobs: Database
    private let catalogue: Catalogue
    private let isEmpty: Bool
    private let port: Int

    init(_ installation: Installation, isEmpty: Bool) throws {
        self.installation = installation
        self.isEmpty = isEmpty
        port = installation.settings.port == 0 ? try FreePort().number : installation.settings.port
        web = installation.pool("mitstimme_web", connections: 8)
        jobs = installation.pool("mitstimme_jobs", connections: 4)
        do {
            catalogue = try Catalogue(directory: installation.resources + "/phrases")
        } catch {
            throw BadInput(error.description)
        }
    }

    static let clock: @Sendable () -> Instant = {
        Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }

    func serve() async throws {
        let town = try await found()
        let key = try await logKey(isDemo: town.isDemo)
        let witnesses = town.isDemo ? DemoWitnesses(installation, key: key) : nil
        defer { witnesses?.end() }
        let policy = try PolicyFile(installation.policyFile, key: key)
        let log = LogServices(installation, jobs: jobs, key: key, policy: policy)
        try await log.begin()
        let site = try makeSite(
            isDemo: town.isDemo, policy: policy?.text ?? key.trustFile)
        try await site.refresh()
        let erasures = ErasureKeeper(path: installation.erasureList, web)
        try await erasures.begin(at: Runtime.clock())
        ArchiveCopies.own.removeOrphans()
        let runner = JobRunner(
            jobs, handlers: handlers(origin: key.origin), clock: Runtime.clock, report: Runtime.report)
        try await web.transaction { db in
            try db.schedule("forget", at: Runtime.clock())
            try db.schedule("tell-erasures", at: Runtime.clock())
            try db.publishBooth(site.boothDigest, by: db.permit(house: "serve"), at: Runtime.clock())
        }

        let mail = try mailSender(site)

        var logger = Logger(label: "mitstimme")
        logger.logLevel = .error
        let application = Application(
            router: site.router(), server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(
                address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { _ in await announce() },
            logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: [
                    .init(service: application, successTerminationBehavior: .gracefullyShutdownGroup),
                    .init(service: Loop { await runner.run() }),
                    .init(service: Loop { await refresh(site) }),
                    .init(service: Loop { await mail.run() }),
                    .init(service: Loop { await erasures.run() }),
                ] + log.loops.map { .init(service: $0) },
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw BadInput("port \(port) is in use; choose another with --port")
        }
    }

    /// Mail goes to the server that is set, else into the folder `mail`.
    private func mailSender(_ site: Site) throws -> MailSender {
        let settings = installation.settings
        guard let sender = MailAddress(settings[.mailFrom]) else {
            throw BadInput("--mail-from wants an e-mail address")
        }
        let way: MailSender.Way
        if let folder = site.settings.mailFolder {
            way = .folder(MailFolder(folder))
        } else {
            guard let url = URLComponents(string: settings[.mailServer]), let host = url.host,
                ["smtp", "smtps"].contains(url.scheme)
            else { throw BadInput("--mail-server wants smtp://HOST:PORT or smtps://USER:PASSWORD@HOST:PORT") }
            let port = url.port ?? (url.scheme == "smtps" ? 465 : 25)
            let login = url.user.flatMap { name in url.password.map { (name: name, password: $0) } }
            way = .server(
                MailServer(
                    address: "\(url.scheme ?? "smtp")://\(host):\(port)", login: login,
                    requiresTLS: login != nil))
        }
        return MailSender(
            jobs, by: way, from: sender, named: "Mitstimme", clock: Runtime.clock, report: Runtime.report)
    }

    /// One line for the operator.
    static let report: @Sendable (String) -> Void = { Program.say("! " + $0) }

    private func handlers(origin: String) -> [String: JobRunner.Handler] {
        var handlers: [String: JobRunner.Handler] = [
            "forget": { [jobs] _, now in
                try await jobs.transaction { try $0.forgetExpired(at: now) }
                return now.adding(hours: 6)
            },
            "tell-erasures": { [jobs, web] _, now in
                try await web.transaction { try $0.eraseRemains(at: now) }
                while try await jobs.transaction({ try $0.logErasures(at: now) }) > 0 {}
                return Instant(seconds: Int64(now.day.daysSince1970 + 1) * 86_400 + 2 * 3600)
            },
        ]
        handlers[supportersJob] = { [web, catalogue, address] job, now in
            guard let proposal = ProposalID(text: job.subject) else { return nil }
            try await web.tellSupporters(of: proposal, catalogue: catalogue, address: address, at: now)
            return nil
        }
        for (kind, work) in ElectionDuties(jobs, origin: origin).work {
            handlers[kind] = { job, now in try await work(job.subject, now) }
        }
        return handlers
    }

    /// Names the town on the first start; later starts only read it.
    private func found() async throws -> Town {
        if let town = try await web.read({ try $0.town() }) {
            if town.isDemo, isEmpty {
                throw BadInput(
                    "this folder holds a demo, which never becomes a real town; choose another --data")
            }
            return town
        }
        let town = Town(name: installation.settings[.town], isDemo: !isEmpty)
        try await web.transaction { try $0.foundTown(town, by: $0.permit(house: "founding")) }
        if town.isDemo { try await loadDemo() }
        return town
    }

    /// The invented town. Its elections are held as any other, in the roles of the web and the jobs.
    private func loadDemo() async throws {
        Program.say("· demo")
        let demo: DemoTown
        do {
            demo = try DemoTown(folder: installation.resources + "/demo")
        } catch {
            throw BadInput("the demo in \(installation.resources)/demo cannot be read: \(error)")
        }
        let now = Runtime.clock()
        let duties = ElectionDuties(jobs, origin: Runtime.demoOrigin)
        _ = try await Demo(web, duties: duties).load(demo, catalogue: catalogue, address: address, at: now)
    }

    private static let demoOrigin = "demo.mitstimme.invalid/log"

    /// The key that signs the log, made on the first start. The origin is fixed by the first checkpoint.
    private func logKey(isDemo: Bool) async throws -> LogKey {
        let head = try await web.read { try $0.logHead() }
        let host = installation.settings[.origin]
        if isDemo, !host.isEmpty {
            throw BadInput("a demo's log has the origin demo.mitstimme.invalid; leave --origin out")
        }
        let origin = head?.origin ?? "localhost/log"
        let wanted = isDemo ? Runtime.demoOrigin : host.isEmpty ? origin : host + "/log"
        if let head, head.origin != wanted {
            throw BadInput("the log's origin is \(head.origin) for ever; leave --origin out")
        }
        // A log that has begun goes on with its own key; another must never be drawn for it.
        let folder = LogKeyFolder(installation)
        let key = try folder.key(origin: wanted, mayBegin: head == nil)
        if let head {
            let note = try SignedNote(parsing: Array(head.checkpoint.utf8))
            guard case .valid = note.verify(with: key.known) else {
                throw BadInput("the key in \(folder.seed.path) did not sign this log; put the right one back")
            }
        }
        return key
    }

    private var local: String { "http://127.0.0.1:\(port)" }

    /// What people see in the address bar.
    private var address: String {
        let settings = installation.settings
        if !settings[.address].isEmpty { return settings[.address] }
        return settings[.origin].isEmpty
            ? local : "https://" + settings[.origin]
    }

    private func makeSite(isDemo: Bool, policy: String) throws -> Site {
        let settings = installation.settings
        let body = ResponsibleBody(
            name: settings[.operatorName], address: settings[.operatorAddress], email: settings[.operatorMail]
        )
        return try Site(
            database: web, catalogue: catalogue,
            settings: SiteSettings(
                address: address,
                mailFolder: settings[.mailServer].isEmpty ? installation.folder + "/mail" : nil,
                isBehindProxy: settings[.behindProxy] == "yes", dataFolder: installation.folder,
                logFolder: installation.logFolder,
                responsible: isDemo ? .invented : body),
            resources: installation.resources, policy: policy, clock: Runtime.clock, report: Runtime.report)
    }

    /// Says where the site is and, while nobody holds the office, gives the one-time link of the first administrator.
    private func announce() async {
        say("Mitstimme: \(local)")
        do {
            let now = Runtime.clock()
            let token = Token.draw()
            let invited = try await web.transaction { db in
                guard try db.count(of: .administration) == 0 else { return false }
                try db.invite(
                    to: .administration, tokenHash: token.hash, until: now.adding(days: 7),
                    by: db.permit(house: "founding"))
                return true
            }
            if invited {
                say("First administrator, one time, seven days: \(local)/invitation/\(token.text)")
            }
        } catch {
            Runtime.report("invitation: \(error)")
        }
    }

    /// One line on standard output, at once even where that is a file.
    private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

    private func refresh(_ site: Site) async {
        while !Task.isCancelled {
            do {
                try await site.refresh()
            } catch {
                Runtime.report("refresh: \(error)")
            }
            try? await Task.sleep(for: .seconds(2))
        }
    }
}

/// Work that goes on until the program stops.
struct Loop: Service {
    let body: @Sendable () async -> Void

    func run() async throws {
        await cancelWhenGracefulShutdown { await body() }
    }
}

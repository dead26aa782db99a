import AuditLog
import Core
import Postgres
import Terminal

/// What a server does for the log beside serving it: it signs, publishes and looks after what is stored.
struct LogServices: Sendable {
    private let sequencer: Sequencer
    private let publisher: LogPublisher

    init(_ installation: Installation, jobs: Database, key: LogKey) {
        let tidemark = Tidemark(path: installation.tidemark)
        sequencer = Sequencer(jobs, key: key, tidemark: tidemark)
        publisher = LogPublisher(jobs, folder: LogFolder(installation.logFolder), tidemark: tidemark)
    }

    /// The first batch and the first files, before anybody asks. What keeps the log from going on is said, and
    /// the rest of the site is served.
    func begin() async throws {
        do {
            try await sequencer.integrate(at: Runtime.clock())
            try await publisher.publish()
        } catch SequencerFault.foreignOrigin(let origin) {
            throw BadInput("the log's origin is \(origin) for ever; leave --origin out")
        } catch let fault as SequencerFault {
            Runtime.report("log: \(fault)")
        } catch let fault as LogFileFault {
            Runtime.report("log: \(fault)")
        }
    }

    var loops: [Loop] {
        [
            Loop { [sequencer] in await sequencer.run(clock: Runtime.clock, report: Runtime.report) },
            Loop { [publisher] in await publisher.run(clock: Runtime.clock, report: Runtime.report) },
        ]
    }
}

extension Installation {
    /// The published files of the log.
    var logFolder: String { folder + "/log" }
    /// Beside the log's key, outside the database and its backups.
    var tidemark: String { folder + "/keys/log.tidemark" }
}

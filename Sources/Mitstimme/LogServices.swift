import AuditLog
import Core
import Postgres
import Terminal
import TransparencyLog

/// What a server does for the log beside serving it: it signs, publishes, asks the witnesses and looks after what
/// is stored.
struct LogServices: Sendable {
    private let sequencer: Sequencer
    private let publisher: LogPublisher
    private let scrub: LogScrub
    /// Nil without a policy file.
    private let witnessing: Witnessing?

    init(_ installation: Installation, jobs: Database, key: LogKey, policy: PolicyFile?) {
        let tidemark = Tidemark(path: installation.tidemark)
        let policy = policy?.policy
        sequencer = Sequencer(jobs, key: key, tidemark: tidemark, policy: policy)
        publisher = LogPublisher(
            jobs, folder: LogFolder(installation.logFolder), tidemark: tidemark,
            waitsForQuorum: policy?.quorum != nil)
        scrub = LogScrub(jobs, publisher: publisher)
        witnessing = policy.map { Witnessing(jobs, policy: $0, tidemark: tidemark) }
    }

    /// The first batch and the first files, before anybody asks. What keeps the log from going on is said, and
    /// the rest of the site is served.
    func begin() async throws {
        do {
            // Who saw more than the database has says so before anything is signed.
            try await witnessing?.round(everybody: true, clock: Runtime.clock, report: Runtime.report)
            try await sequencer.integrate(at: Runtime.clock())
            try await publisher.publish()
        } catch SequencerFault.foreignOrigin(let origin) {
            throw BadInput("the log's origin is \(origin) for ever; leave --origin out")
        } catch let fault as SequencerFault {
            Runtime.report("log: \(fault)")
        } catch let fault as LogFolderFault {
            Runtime.report("log: \(fault)")
        }
    }

    /// A loop that ended would end the server: there is one for the witnesses only where there are any.
    var loops: [Loop] {
        let always = [
            Loop { [sequencer] in await sequencer.run(clock: Runtime.clock, report: Runtime.report) },
            Loop { [publisher] in await publisher.run(clock: Runtime.clock, report: Runtime.report) },
            Loop { [scrub] in await scrub.run(clock: Runtime.clock, report: Runtime.report) },
        ]
        guard let witnessing else { return always }
        return always + [Loop { await witnessing.run(clock: Runtime.clock, report: Runtime.report) }]
    }
}

extension Installation {
    /// The published files of the log.
    var logFolder: String { folder + "/log" }
    /// Beside the log's key, outside the database and its backups.
    var tidemark: String { folder + "/keys/log.tidemark" }
}

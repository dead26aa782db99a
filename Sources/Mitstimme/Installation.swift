import AuditLog
import Core
import Foundation
import Glibc
import Phrases
import Postgres
import Processes
import Secrets
import Terminal

/// One installation: its folder, its settings, its database reached in three roles.
struct Installation: Sendable {
    let folder: String
    let home: String
    let settings: Settings
    /// The cluster in the folder; nil where an existing server is used.
    let cluster: EmbeddedCluster?

    init(_ options: InstallationOptions, flags: [Setting: String?] = [:]) throws {
        folder = URL(fileURLWithPath: options.data).standardizedFileURL.path
        home = try options.home ?? Installation.findHome()
        var flags = flags
        flags[.database] = options.database
        settings = try Settings(flags: flags, folder: folder)
        cluster = settings[.database].isEmpty ? try EmbeddedCluster(folder: folder) : nil
    }

    /// `../share/mitstimme` beside the program, else the checkout it was built in.
    private static func findHome() throws -> String {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent()
        var places = [program.appendingPathComponent("../share/mitstimme").standardizedFileURL.path]
        var above = program
        for _ in 0..<5 {
            above = above.deletingLastPathComponent()
            places.append(above.path)
        }
        guard
            let home = places.first(where: { FileManager.default.fileExists(atPath: $0 + "/sql/migrations") })
        else {
            throw BadInput("sql/ and Resources/ were not found; say where they are with --home")
        }
        return home
    }

    var resources: String { home + "/Resources" }

    /// A pool in one of the roles.
    ///
    /// With an existing server the login of the URL takes on the role; the cluster has a login for each.
    func pool(_ role: String, connections: Int, seconds: Int = 10) -> Database {
        if let cluster {
            return Database(cluster.address(role: role), connections: connections, statementSeconds: seconds)
        }
        return Database(
            settings[.database], connections: connections, statementSeconds: seconds,
            role: role == "mitstimme_owner" ? nil : role)
    }

    /// Makes the folder and keeps others from using it at the same time. The lock ends with the program.
    func lock() throws -> FileHandle {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try FileManager.default.createDirectory(
                atPath: folder + "/keys", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
        } catch {
            throw BadInput("the folder \(folder) cannot be made; choose another with --data")
        }
        let path = folder + "/lock"
        if !FileManager.default.fileExists(atPath: path) { try Data().write(to: URL(fileURLWithPath: path)) }
        guard let handle = FileHandle(forWritingAtPath: path) else {
            throw BadInput("\(path) cannot be written")
        }
        // PostgreSQL, which lives on after a kill, must not inherit the lock.
        guard fcntl(handle.fileDescriptor, F_SETFD, FD_CLOEXEC) == 0 else {
            throw BadInput("\(path) cannot be locked")
        }
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw BadInput("another mitstimme is using \(folder); stop it first or choose another --data")
        }
        return handle
    }

    /// Starts the cluster, if there is one of its own, and brings the schema up to date.
    func prepare(progress: @escaping @Sendable (String) -> Void) async throws {
        try await saying {
            try await makeRoles(progress: progress)
            let owner = pool("mitstimme_owner", connections: 1, seconds: 600)
            try await Migrator(folder: home + "/sql").migrate(owner, progress: progress)
            await owner.close()
        }
    }

    /// The same up to an empty database, for a backup to be brought back into.
    func prepareEmpty(progress: @escaping @Sendable (String) -> Void) async throws {
        try await saying {
            try await makeRoles(progress: progress)
            let owner = pool("mitstimme_owner", connections: 1)
            let tables: Int = try await owner.read {
                try $0.rows("SELECT count(*) AS n FROM pg_tables WHERE schemaname = 'public'").first?["n"]
                    ?? 0
            }
            await owner.close()
            guard tables == 0 else {
                throw BadInput(
                    "there is a town in \(folder) already; restore into an empty folder with --data")
            }
        }
    }

    private func makeRoles(progress: @escaping @Sendable (String) -> Void) async throws {
        if let cluster {
            try cluster.start(progress: progress)
            try await makeDatabase(in: cluster)
        }
        let owner = pool("mitstimme_owner", connections: 1)
        try await owner.once { try $0.script(Installation.roles) }
        await owner.close()
    }

    /// Turns what an operator can mend into one sentence.
    private func saying(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let fault as EmbeddedCluster.Fault {
            throw BadInput(fault.description)
        } catch let fault as Migrator.Fault {
            throw BadInput(Installation.sentence(for: fault))
        } catch let fault as DatabaseError where fault.state == "42501" {
            throw BadInput(
                "the database's login may not make what is needed; as a superuser run: \(Installation.setUp)")
        } catch let fault as DatabaseError {
            throw BadInput("the database cannot be used: \(fault.detail.split(separator: "\n").first ?? "")")
        }
    }

    private func makeDatabase(in cluster: EmbeddedCluster) async throws {
        let admin = Database(cluster.address(role: "mitstimme_owner", database: "postgres"), connections: 1)
        let exists = try await admin.read {
            try !$0.rows("SELECT 1 AS one FROM pg_database WHERE datname = 'mitstimme'").isEmpty
        }
        if !exists { try await admin.once { try $0.script("CREATE DATABASE mitstimme") } }
        await admin.close()
    }

    private static let roles = """
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'mitstimme_web') THEN CREATE ROLE mitstimme_web LOGIN; END IF;
            IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'mitstimme_jobs') THEN CREATE ROLE mitstimme_jobs LOGIN; END IF;
            IF NOT pg_has_role(current_user, 'mitstimme_web', 'MEMBER') THEN GRANT mitstimme_web TO current_user; END IF;
            IF NOT pg_has_role(current_user, 'mitstimme_jobs', 'MEMBER') THEN GRANT mitstimme_jobs TO current_user; END IF;
        END $$
        """

    /// What a superuser runs once where our login may not make roles.
    private static let setUp =
        "CREATE ROLE mitstimme_web LOGIN; CREATE ROLE mitstimme_jobs LOGIN; GRANT mitstimme_web, mitstimme_jobs TO <login>;"

    private static func sentence(for fault: Migrator.Fault) -> String {
        switch fault {
        case .folderMissing(let path): "the folder \(path) is missing; say where sql/ is with --home"
        case .badName(let name): "sql/migrations/\(name) is out of order; the numbers must have no gap"
        case .missing(let number):
            "migration \(number) was never applied though later ones were; restore a backup"
        case .extra(let number):
            "the database is newer than this program (migration \(number)); install the newer program"
        case .changed(let number):
            "migration \(number) was changed after it was applied; install the program it came from"
        case .pending(let number): "the database lacks migration \(number); run: mitstimme migrate"
        }
    }
}

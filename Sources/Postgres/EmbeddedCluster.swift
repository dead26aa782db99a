import Foundation
import Glibc

/// PostgreSQL run by this program for itself, in a folder of its own: unix socket only, peer authentication.
///
/// Layout of the folder: `cluster/` (PostgreSQL's data), `run/` (its socket), `postgres.log`. Run as root, the server
/// itself runs as the account `postgres`, entered with `setpriv`.
package struct EmbeddedCluster: Sendable {
    /// What an operator can do something about; `description` is the sentence.
    package struct Fault: Error, CustomStringConvertible, Sendable {
        package let description: String
    }

    package let folder: String
    private let tools: String
    private let account: String?

    package static let roles = ["mitstimme_owner", "mitstimme_web", "mitstimme_jobs"]

    /// Finds PostgreSQL's programs; `folder` need not exist yet.
    package init(folder: String) throws {
        guard (folder + "/run/.s.PGSQL.5432").utf8.count <= 107 else {
            throw Fault(
                description:
                    "The path \(folder) is too long for a socket (107 bytes with its name); choose a shorter --data."
            )
        }
        self.folder = folder
        account = geteuid() == 0 ? "postgres" : nil
        tools = try EmbeddedCluster.toolsFolder()
    }

    /// Where the newest installed PostgreSQL keeps its programs.
    package static func toolsFolder() throws -> String {
        let installed = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql")) ?? []
        guard let newest = installed.compactMap({ Int($0) }).filter({ $0 >= 15 }).max() else {
            throw Fault(
                description: "PostgreSQL 15 or newer is not installed; run: apt-get install postgresql")
        }
        return "/usr/lib/postgresql/\(newest)/bin"
    }

    /// A libpq address for one of `roles`.
    package func address(role: String, database: String = "mitstimme") -> String {
        "host='\(folder)/run' user='\(role)' dbname='\(database)'"
    }

    package var exists: Bool { FileManager.default.fileExists(atPath: folder + "/cluster/PG_VERSION") }

    /// Makes the cluster if there is none and starts it, or takes over one that a killed program left running.
    package func start(progress: @Sendable (String) -> Void = { _ in }) throws {
        try makeFolders()
        if !exists {
            progress("initdb")
            try initialise()
        }
        if isRunning { return }
        progress("postgres")
        let options =
            "-c listen_addresses= -c unix_socket_directories='\(folder)/run' -c unix_socket_permissions=0777"
        try command(
            "pg_ctl",
            [
                "-D", folder + "/cluster", "-l", folder + "/cluster/server.log", "-w", "-t", "30", "-o",
                options, "start",
            ])
    }

    /// Stops the server and waits until it is down. Open transactions are rolled back.
    package func stop() throws {
        try command("pg_ctl", ["-D", folder + "/cluster", "-m", "fast", "-w", "-t", "30", "stop"])
    }

    private var isRunning: Bool { (try? command("pg_ctl", ["-D", folder + "/cluster", "status"])) != nil }

    /// The same after a start that may have failed half-way.
    package func stopIfRunning() throws {
        if exists, isRunning { try stop() }
    }

    private func makeFolders() throws {
        for name in ["cluster", "run"] {
            let path = folder + "/" + name
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw Fault(description: "Cannot make the folder \(path); choose another with --data.")
            }
            guard let account else { continue }
            guard let entry = getpwnam(account) else {
                throw Fault(description: "There is no account \(account); run: apt-get install postgresql")
            }
            chown(path, entry.pointee.pw_uid, entry.pointee.pw_gid)
            chmod(path, 0o700)
        }
        chmod(folder + "/run", 0o711)
    }

    private func initialise() throws {
        do {
            try command(
                "initdb",
                [
                    "-D", folder + "/cluster", "-U", "mitstimme_owner", "-E", "UTF8", "--locale=C.UTF-8",
                    "--auth-local=peer",
                    "--auth-host=reject", "--data-checksums", "--no-instructions",
                ])
        } catch {
            throw Fault(
                description: "\(error) Every folder above \(folder) must be open (x) to the account postgres."
            )
        }
        let accounts = ["postgres", account == nil ? NSUserName() : "root"]
        let map = accounts.flatMap { name in EmbeddedCluster.roles.map { "local \(name) \($0)" } }
        try write(map.joined(separator: "\n") + "\n", to: "pg_ident.conf")
        try write("local all all peer map=local\nlocal replication all peer map=local\n", to: "pg_hba.conf")
        try write(EmbeddedCluster.settings, to: "postgresql.auto.conf")
    }

    private func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/cluster/" + name))
        if let account, let entry = getpwnam(account) {
            chown(folder + "/cluster/" + name, entry.pointee.pw_uid, entry.pointee.pw_gid)
        }
    }

    /// No statement, parameter or commit time is kept: each could join a person to a ballot.
    private static let settings = """
        log_statement = 'none'
        log_min_duration_statement = -1
        log_parameter_max_length = 0
        log_parameter_max_length_on_error = 0
        log_min_error_statement = 'panic'
        log_error_verbosity = 'terse'
        log_connections = off
        track_commit_timestamp = off
        shared_buffers = '128MB'
        max_connections = 60
        autovacuum_naptime = '30s'
        """ + "\n"

    @discardableResult
    private func command(_ name: String, _ arguments: [String]) throws -> String {
        let own = [tools + "/" + name] + arguments
        let full =
            account.map { ["/usr/bin/setpriv", "--reuid", $0, "--regid", $0, "--init-groups"] + own } ?? own
        let words = folder + "/\(name).log"
        let status = try runAndWait(full, output: words)
        let text = (try? String(contentsOfFile: words, encoding: .utf8)) ?? ""
        guard status == 0 else {
            let last = text.split(separator: "\n").last.map(String.init) ?? "no message"
            throw Fault(description: "PostgreSQL's \(name) failed: \(last)")
        }
        return text
    }
}

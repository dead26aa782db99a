import ArgumentParser
import AuditLog
import Core
import Foundation
import Hummingbird
import Identity
import Jobs
import Logging
import NIOCore
import Phrases
import Postgres
import Processes
import Secrets
import ServiceLifecycle
import Terminal
import Web

/// `mitstimme serve`: everything in one process.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the platform on 127.0.0.1, with a PostgreSQL cluster of its own in the data folder."
    )

    @OptionGroup var installationOptions: InstallationOptions
    @OptionGroup var options: ServeOptions

    @Flag(help: "On an empty data folder: begin the real town without the demo.")
    var empty = false

    func run() async throws {
        let installation = try Installation(installationOptions, flags: options.flags)
        let isNew = !FileManager.default.fileExists(atPath: installation.folder + "/keys/log.seed")
        if isNew, !empty, !installation.settings[.origin].isEmpty {
            throw BadInput("--origin is for a real town; add --empty, or leave it out to try the demo")
        }
        let lock = try installation.lock()
        try Settings.writeFile(in: installation.folder)
        var failure: (any Error)?
        do {
            try await installation.prepare { Program.say("· \($0)") }
            try await Runtime(installation, isEmpty: empty).serve()
        } catch {
            failure = error
        }
        if let cluster = installation.cluster {
            Program.say("· stopping")
            try cluster.stopIfRunning()
        }
        try lock.close()
        if let failure { throw failure }
    }
}

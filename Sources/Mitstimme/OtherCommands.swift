import Acts
import ArgumentParser
import Core
import Foundation
import Identity
import Phrases
import Postgres
import Secrets
import Terminal

/// `mitstimme migrate`.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Brings the database's schema up to date and ends.")

    @OptionGroup var options: InstallationOptions

    func run() async throws {
        try await Installation(options).whileRunning { _ in Program.say("the schema is up to date") }
    }
}

/// `mitstimme invite`.
struct Invite: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prints a one-time link to an office, for whoever has lost theirs.")

    @OptionGroup var options: InstallationOptions

    @Argument(help: "administration or moderation") var role: String

    func run() async throws {
        guard let role = Role(rawValue: role) else {
            throw BadInput("the offices are administration and moderation")
        }
        let installation = try Installation(options)
        try await installation.whileRunning { owner in
            let token = Token.draw()
            try await owner.transaction { db in
                try db.invite(
                    to: role, tokenHash: token.hash, until: Runtime.clock().adding(days: 7),
                    by: db.permit(house: "operator"))
            }
            print("/invitation/\(token.text)")
        }
    }
}

extension Installation {
    /// Runs `body` with the owner's pool, beside a running server or with the cluster started just for this.
    func whileRunning(_ body: (Database) async throws -> Void) async throws {
        let owner = pool("mitstimme_owner", connections: 2)
        let answers = (try? await owner.read { try $0.rows("SELECT 1 AS one").count }) == 1
        if answers {
            try await body(owner)
            return await owner.close()
        }
        let lock = try lock()
        do {
            try await prepare { Program.say("· \($0)") }
            try await body(owner)
        } catch {
            await owner.close()
            try cluster?.stopIfRunning()
            throw error
        }
        await owner.close()
        try cluster?.stopIfRunning()
        try lock.close()
    }
}

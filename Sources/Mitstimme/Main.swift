import ArgumentParser
import Terminal

@main
enum Main {
    static func main() async { await Program.run(Mitstimme.self) }
}

/// The city's program.
struct Mitstimme: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mitstimme",
        abstract: "A city's participation platform: propose, argue, amend and vote, and recount everything.",
        discussion: """
            Every setting can be given as a flag, in the environment (--port as MITSTIMME_PORT) or in the file \
            mitstimme.conf of the data folder; the first of these wins. The file that the first start writes explains each.
            """,
        version: "0.1.0",
        subcommands: [
            Serve.self, Migrate.self, Check.self, Import.self, Backup.self, Restore.self, Invite.self,
            LogRecover.self, RotateLogKey.self,
        ])
}

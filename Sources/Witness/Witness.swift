import ArgumentParser
import Terminal
import TransparencyLog

/// The program for a newspaper, a university, another town: it cosigns a log that only ever grows.
struct Witness: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness",
        abstract: "Watch logs: cosign each new state of a log that contains all earlier ones.",
        discussion:
            "Speaks c2sp.org/tlog-witness. Ends with 0, or with 2 and one sentence when something is wrong.",
        subcommands: [ServeCommand.self, KeyCommand.self])
}

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key", abstract: "Print this witness's public key, as policy files name it.")

    @Option(help: "The folder of the witness.")
    var folder: String

    func run() throws {
        guard let key = try WitnessFolder(folder).key() else {
            throw BadInput("there is no key yet; it is made by the first `witness serve`", file: folder)
        }
        print(key.vkey)
    }
}

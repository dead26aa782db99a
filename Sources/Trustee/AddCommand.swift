import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct AddCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add",
        abstract: "Check ballots, a shuffle or decryptions, and add them to the archive.",
        discussion: """
            A file of ballots has one a line. What is refused is said with its line and not added; then the program \
            ends with 1.
            """)

    @OptionGroup var archive: ArchiveOptions

    @Argument(help: "Files with ballots, or shuffle-N.json, or decryption-N.json; - is standard input.")
    var files: [String]

    func run() throws { try add(in: archive.group()) }

    private func add<G: Group>(in group: G) throws {
        let words = try archive.common.phrases()
        var isAllTaken = true
        for path in files {
            let bytes = try readFile(path, longest: TrusteeProgram.longest)
            if bytes.starts(with: Array("{\"statement\"".utf8)) {
                let act = try reading(path) { () throws(ElectionError) in
                    try TrusteeAct(parsing: bytes, in: group)
                }
                try add(act, from: path, words, in: group)
            } else {
                var box = try BallotBox(archive.archive, words, in: group)
                let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
                let refused = try box.add(lines.map { Array($0) }, from: path)
                print(
                    words(
                        "trustee.archive.added",
                        ["count": words.number(box.added), "refused": words.number(refused)]))
                if refused > 0 { isAllTaken = false }
            }
        }
        guard isAllTaken else { throw Ending.doesNotHold }
    }

    /// Checks what a trustee has handed in against the archive as it is, and adds it.
    private func add<G: Group>(
        _ act: TrusteeAct<G>, from path: String, _ words: Phrases, in group: G
    ) throws {
        let verification = try archive.verified(in: group)
        let report = verification.report
        guard let election = verification.election, let trustees = verification.trustees,
            let tally = verification.tally, report.parameters?.uuid == act.election
        else { throw BadInput(words("trustee.act.not-now"), file: path) }
        guard let owner = act.owner(among: trustees, in: group) else {
            throw BadInput(words("trustee.act.stranger"), file: path)
        }
        let done = act.kind == .shuffle ? report.mixers : report.decrypters
        guard !done.contains(owner) else {
            throw BadInput(words("trustee.act.before", ["number": "\(owner)"]), file: path)
        }
        var stage = report.stage
        guard stage.accepts(act.kind, hasRanked: election.questions.contains(where: \.isRanked)) else {
            throw BadInput(words("trustee.act.not-now"), file: path)
        }
        guard act.kind != .shuffle || act.after == report.head else {
            throw BadInput(words("trustee.act.outdated"), file: path)
        }
        let holds = try reading(path) { () throws(ElectionError) in
            var chance = SystemRandomNumberGenerator()
            return try act.holds(
                on: tally, by: trustees.keys[owner - 1].publicKey, in: election, using: &chance)
        }
        guard holds else {
            Program.say("trustee: \(path): \(words("trustee.act.does-not-hold"))")
            throw Ending.doesNotHold
        }
        var file = try ArchiveFile(archive.archive)
        guard file.writer.head == report.head else {
            throw BadInput(words("trustee.archive.moved"), file: path)
        }
        try file.add { writer in
            act.kind == .shuffle
                ? writer.shuffle(act.payload, by: owner) : writer.partialDecryption(act.payload, by: owner)
        }
        let name = report.trustees[owner - 1] ?? "?"
        print(words("trustee.act.added", ["number": "\(owner)", "name": name]))
    }
}

import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct MixedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mixed", abstract: "End the mixing, when enough have mixed.")

    @OptionGroup var archive: ArchiveOptions

    func run() throws { try end(in: archive.group()) }

    private func end<G: Group>(in group: G) throws {
        let words = try archive.common.phrases()
        let report = try archive.verified(in: group).report
        guard report.stage.last == .shuffle else {
            throw BadInput(words("trustee.mix.not-now"), file: archive.archive)
        }
        let terms = try archive.promised(words)
        let done = Set(report.mixers)
        if let terms, !terms.areMet(byMixers: done) {
            let count = terms.mixersNeeded - terms.mixersCounted(of: done)
            let able = (terms.mixers ?? Array(1...report.trustees.count)).filter { !done.contains($0) }
            throw BadInput(
                words.plural(
                    "trustee.mix.missing", count, ["numbers": able.map { "\($0)" }.joined(separator: ", ")]),
                file: archive.archive)
        }
        var file = try ArchiveFile(archive.archive)
        guard file.writer.head == report.head else {
            throw BadInput(words("trustee.archive.moved"), file: archive.archive)
        }
        try file.add { $0.endShuffles() }
        print(words("trustee.archive.next", ["command": "trustee decrypt"]))
    }
}

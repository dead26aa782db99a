import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct MixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mix",
        abstract: "Verify an archive, then shuffle its ranked ballots so that nobody knows whose is which.")

    @OptionGroup var archive: ArchiveOptions

    @OptionGroup var key: PassphraseOptions

    @Option(help: "The file for the shuffle; otherwise shuffle-NUMBER.json beside the archive.")
    var out: String?

    func run() throws { try mix(in: archive.group()) }

    private func mix<G: Group>(in group: G) throws {
        let words = try archive.common.phrases()
        let verification = try archive.verified(in: group)
        archive.describe(verification.report, words)
        if let head = verification.report.head {
            print(words("trustee.read-aloud.head", ["digits": head.spoken]))
        }
        var holder = try KeyHolder(verification, key, words)
        guard !verification.report.mixers.contains(holder.number) else {
            throw BadInput(words("trustee.mix.before"), file: archive.archive)
        }
        var chance = archive.common.chance("mix|\(holder.number)")
        let bar = ProgressBar(words("trustee.mix.mixing"))
        guard let shuffle = verification.shuffle(using: &chance, progress: bar.advance) else {
            throw BadInput(words("trustee.mix.not-now"), file: archive.archive)
        }
        bar.finish()
        let payload = Array(shuffle.text(in: group).utf8)
        // The trustee knows its own shuffle again: an archive proves that it is one, not by whom.
        holder.content.shuffles.append(Digest(of: payload).hex)
        try holder.save(words)
        try holder.handIn(
            .shuffle, payload, to: out, beside: archive.archive, using: &chance, words)
    }
}

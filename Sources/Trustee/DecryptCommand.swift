import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct DecryptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt",
        abstract: "Verify an archive, then decrypt your part of its tally.",
        discussion: """
            Nothing is decrypted unless the whole archive holds, and of each election one tally only. Ranked ballots \
            must have been mixed by you or by somebody you trust.
            """)

    @OptionGroup var archive: ArchiveOptions

    @OptionGroup var key: PassphraseOptions

    @Option(
        help: """
            The numbers of other trustees of whom one mix is enough for you, such as 1,3. Their signed shuffle-N.json \
            must lie in the folder of --acts.
            """)
    var trustedMixers: NumberList?

    @Option(help: "The folder with the shuffles that were handed in; otherwise the archive's.")
    var acts: String?

    @Option(help: "The file for the decryption; otherwise decryption-NUMBER.json beside the archive.")
    var out: String?

    func run() throws { try decrypt(in: archive.group()) }

    private func decrypt<G: Group>(in group: G) throws {
        let words = try archive.common.phrases()
        let verification = try archive.verified(in: group)
        archive.describe(verification.report, words)
        var holder = try KeyHolder(verification, key, words)
        guard !verification.report.decrypters.contains(holder.number) else {
            throw BadInput(words("trustee.decrypt.before"), file: archive.archive)
        }
        if verification.election?.questions.contains(where: \.isRanked) ?? false {
            let mixes = try MixedBy(
                archive.archive, acts: acts, election: verification.report.parameters?.uuid ?? "",
                trustees: verification.trustees, in: group)
            let isOwn = mixes.contains(ownShuffles: holder.content.shuffles)
            guard isOwn || mixes.contains(signedBy: trustedMixers?.numbers ?? []) else {
                throw BadInput(words("trustee.decrypt.not-mixed"), file: archive.archive)
            }
        }
        var chance = archive.common.chance("decrypt|\(holder.number)")
        let bar = ProgressBar(words("trustee.decrypt.decrypting"))
        guard let tally = verification.tally,
            let part = verification.decryption(with: holder.secret, using: &chance, progress: bar.advance),
            let fingerprint = verification.report.parameters?.fingerprint
        else { throw BadInput(words("trustee.decrypt.not-now"), file: archive.archive) }
        bar.finish()
        // The same for all trustees, however many have decrypted before.
        let hash = Digest(of: tally.text(in: group))
        print(words("trustee.read-aloud.tally", ["digits": hash.spoken]))
        let digest = hash.hex
        guard holder.content.decrypted[fingerprint, default: digest] == digest else {
            throw BadInput(words("trustee.decrypt.other-tally"), file: archive.archive)
        }
        holder.content.decrypted[fingerprint] = digest
        try holder.save(words)
        try holder.handIn(
            .partialDecryption, Array(part.text(in: group).utf8), to: out, beside: archive.archive,
            using: &chance, words)
    }
}

import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct CloseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "End the voting and add the encrypted tally.",
        discussion: "If it is interrupted, call it again.")

    @OptionGroup var archive: ArchiveOptions

    func run() throws { try close(in: archive.group()) }

    private func close<G: Group>(in group: G) throws {
        let words = try archive.common.phrases()
        let before = try archive.verified(in: group).report
        guard [.setup, .ballot, .endBallots].contains(before.stage.last) else {
            throw BadInput(words("trustee.archive.not-open"), file: archive.archive)
        }
        if before.stage.last != .endBallots {
            var file = try ArchiveFile(archive.archive)
            guard file.writer.head == before.head else {
                throw BadInput(words("trustee.archive.moved"), file: archive.archive)
            }
            try file.add { $0.endBallots() }
        }
        let verification = try archive.verified(in: group)
        guard let tally = verification.encryptedTally else {
            throw BadInput(words("trustee.archive.not-open"), file: archive.archive)
        }
        var file = try ArchiveFile(archive.archive)
        try file.add { $0.encryptedTally(tally.tally, ballots: tally.ballots, weight: tally.weight) }
        print(
            words(
                "trustee.archive.closed",
                ["counted": words.number(tally.ballots), "weight": words.number(tally.weight)]))
        let isRanked = verification.election?.questions.contains(where: \.isRanked) ?? false
        print(
            words("trustee.archive.next", ["command": "trustee \(isRanked ? "mix" : "decrypt")"]))
    }
}

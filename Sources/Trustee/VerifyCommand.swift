import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verify all of an archive, as far as it has come.")

    @OptionGroup var archive: ArchiveOptions

    @Flag(help: "An archive without a result does not hold.")
    var complete = false

    func run() throws { try verify(in: archive.group()) }

    private func verify<G: Group>(in group: G) throws {
        let report = try archive.verified(in: group, mustBeComplete: complete).report
        let words = try archive.common.phrases()
        archive.describe(report, words)
        if let head = report.head { print(words("trustee.read-aloud.head", ["digits": head.spoken])) }
        for check in Check.allCases {
            guard case .notChecked(let reason) = report[check] else { continue }
            print(words("trustee.archive.not-checked", ["check": check.rawValue, "reason": reason]))
        }
    }
}

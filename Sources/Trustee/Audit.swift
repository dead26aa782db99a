import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct ArchiveOptions: ParsableArguments {
    @Argument(help: "The election's archive, UUID.bel.")
    var archive: String

    @Option(help: "What was promised of the election; otherwise terms.json beside the archive.")
    var terms: String?

    @Flag(help: "Go on although it is not known how large the roll is and who is to mix.")
    var withoutTerms = false

    @OptionGroup var common: CommonOptions

    var source: ArchiveSource { .file(archive) }

    /// The archive's group; refuses what is no archive.
    func group() throws -> any Group {
        guard FileManager.default.isReadableFile(atPath: archive) else {
            throw BadInput("there is no such file", file: archive)
        }
        let source = source
        let name = try reading(archive) { () throws(ElectionError) in
            try ElectionCheck.parameters(of: source).group
        }
        return try electionGroup(name)
    }

    /// What was promised; refuses to go on without it unless told to.
    func promised(_ words: Phrases) throws -> ElectionTerms? {
        let beside = (archive as NSString).deletingLastPathComponent
        let place = terms ?? (beside.isEmpty ? "terms.json" : "\(beside)/terms.json")
        guard terms != nil || FileManager.default.fileExists(atPath: place) else {
            guard withoutTerms else { throw BadInput(words("trustee.archive.no-terms"), file: place) }
            return nil
        }
        let bytes = try readFile(place, longest: 1 << 16)
        return try reading(place) { () throws(ElectionError) in try ElectionTerms(parsing: bytes) }
    }

    /// Verifies the whole archive. Says what does not hold and ends the program with 1 where something does not.
    func verified<G: Group>(in group: G, mustBeComplete: Bool = false) throws -> ElectionVerification<G> {
        let words = try common.phrases()
        let check = ElectionCheck(terms: try promised(words), mustBeComplete: mustBeComplete)
        var bar = Progress(words("trustee.archive.verifying"))
        var chance = SystemRandomNumberGenerator()
        let verification = check.verification(of: source, in: group, using: &chance) { step in
            if case .ballots(let done, let total) = step { bar.advance(to: done, of: total) }
        }
        bar.finish()
        let failures = Check.allCases.compactMap { check -> String? in
            guard case .failed(let reason) = verification.report[check] else { return nil }
            return "\(check.rawValue): \(reason)"
        }
        guard failures.isEmpty else {
            let faults = failures.joined(separator: "; ")
            Program.say("trustee: \(archive): \(words("trustee.archive.fails", ["faults": faults]))")
            throw Ending.doesNotHold
        }
        return verification
    }

    /// What the archive holds, in sentences.
    func describe(_ report: ElectionReport, _ words: Phrases) {
        print(words("trustee.archive.holds", ["name": report.parameters?.name ?? ""]))
        print(
            words(
                "trustee.archive.ballots",
                [
                    "cast": words.number(report.ballotsCast), "counted": words.number(report.ballotsCounted),
                    "roll": words.number(report.credentials),
                ]))
    }
}

/// A bar for work that tells how far it is from within.
final class ProgressBar {
    private var progress: Terminal.Progress

    init(_ label: String) { progress = Terminal.Progress(label) }

    func advance(to done: Int, of total: Int) { progress.advance(to: done, of: total) }

    func finish() { progress.finish() }
}

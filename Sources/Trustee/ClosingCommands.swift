import ArgumentParser
import ElectionCrypto
import Foundation
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

struct MixedCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mixed", abstract: "End the mixing, when all have mixed who are to.")

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
        let missing = (terms?.mixers ?? []).filter { !done.contains($0) }
        guard missing.isEmpty, done.count >= terms?.shuffles ?? 0 else {
            throw BadInput(
                words("trustee.mix.missing", ["numbers": missing.map { "\($0)" }.joined(separator: ", ")]),
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

struct ResultCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "result", abstract: "Put the decryptions together, and add the result.")

    @OptionGroup var archive: ArchiveOptions

    func run() throws { try open(in: archive.group()) }

    private func open<G: Group>(in group: G) throws {
        let words = try archive.common.phrases()
        let verification = try archive.verified(in: group)
        guard verification.report.stage.last == .partialDecryption else {
            throw BadInput(words("trustee.result.not-now"), file: archive.archive)
        }
        let result = try reading(archive.archive) { () throws(ElectionError) in
            try verification.openedResult()
        }
        var file = try ArchiveFile(archive.archive)
        guard file.writer.head == verification.report.head else {
            throw BadInput(words("trustee.archive.moved"), file: archive.archive)
        }
        try file.add { $0.result(Array(result.text.utf8)) }
        try tell(result, verification.election?.questions ?? [], words)
    }

    private func tell(_ result: ElectionResult, _ questions: [BallotQuestion], _ words: Phrases) throws {
        for (question, answer) in zip(questions, result.answers) {
            switch (question, answer) {
            case (.choice(let question), .votes(let votes)):
                print(question.question)
                let blank = question.allowsBlank ? [words("trustee.result.blank")] : []
                for (name, count) in zip(blank + question.answers, votes) {
                    print("  \(name): \(words.number(count))")
                }
            case (.ranked(let question), .ballots(let ballots)):
                print(question.question)
                print("  " + words.plural("trustee.result.rankings", ballots.count))
            default: continue
            }
        }
        print(words("trustee.archive.next", ["command": "recount election \(archive.archive)"]))
    }
}

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

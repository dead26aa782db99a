import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

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

import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct ContributeStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contribute",
        abstract: "Step 3: show your part, and seal a share for each other.")

    @OptionGroup var options: StepOptions

    @Flag(help: "All trustees have read the same digits aloud. Otherwise the program asks.")
    var compared = false

    func run() throws { try take(in: groupOfKey(options)) }

    private func take<G: Group>(in group: G) throws {
        let turn = try Turn(options, in: group)
        let words = turn.words
        let certificates = try turn.folder.certificates()
        let fingerprint = SignedMessage.fingerprint(of: certificates, in: group)
        guard let seen = turn.content.place?.certificates else {
            throw BadInput(words("trustee.ceremony.promise-first"))
        }
        guard seen == fingerprint.hex else {
            throw BadInput(words("trustee.ceremony.certificates-changed"), file: turn.folder.path)
        }
        let promises = try turn.folder.promises(by: certificates)
        try turn.refuseRepetition(.contribution)
        var chance = options.common.chance("contribution|\(turn.number)")
        let contribution = try reading(turn.folder.path) { () throws(ElectionError) in
            try turn.member.contribution(certificates, using: &chance)
        }
        guard Digest(of: contribution.commitment.message) == promises[turn.number - 1].commitment else {
            throw BadInput(
                words("trustee.ceremony.promise-changed"), file: turn.folder.file(.promise, turn.number))
        }
        print(words("trustee.read-aloud.certificates", ["digits": fingerprint.spoken]))
        guard compared || isAgreed(words) else { throw BadInput(words("trustee.ceremony.not-compared")) }
        try turn.folder.store(contribution.text(in: group), .contribution, turn.number)
        turn.sayNext(after: .contribution, "finish")
    }

    private func isAgreed(_ words: Phrases) -> Bool {
        print(words("trustee.ceremony.compared-ask"))
        let answer = (readLine() ?? "").lowercased()
        return answer == words("trustee.ceremony.compared-answer")
    }
}

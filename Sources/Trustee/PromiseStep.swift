import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct PromiseStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "promise", abstract: "Step 2: fix your part of the key unseen, and read aloud.")

    @OptionGroup var options: StepOptions

    func run() throws { try take(in: groupOfKey(options)) }

    private func take<G: Group>(in group: G) throws {
        var turn = try Turn(options, in: group)
        let words = turn.words
        let certificates = try turn.folder.certificates()
        try turn.refuseRepetition(.promise)
        var chance = options.common.chance("promise|\(turn.number)")
        let promise = try reading(turn.folder.path) { () throws(ElectionError) in
            try turn.member.promise(certificates, using: &chance)
        }
        let fingerprint = SignedMessage.fingerprint(of: certificates, in: group)
        turn.content.place?.certificates = fingerprint.hex
        try turn.save()
        try turn.folder.store(promise.text(in: group), .promise, turn.number)
        print(words("trustee.read-aloud.certificates", ["digits": fingerprint.spoken]))
        turn.sayNext(after: .promise, "contribute")
    }
}

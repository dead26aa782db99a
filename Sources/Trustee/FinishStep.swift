import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct FinishStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "finish", abstract: "Step 4: check the others' parts, and have your share of the key.")

    @OptionGroup var options: StepOptions

    func run() throws { try take(in: groupOfKey(options)) }

    private func take<G: Group>(in group: G) throws {
        var turn = try Turn(options, in: group)
        let words = turn.words
        let certificates = try turn.folder.certificates()
        guard let seen = turn.content.place?.certificates else {
            throw BadInput(words("trustee.ceremony.promise-first"))
        }
        guard seen == SignedMessage.fingerprint(of: certificates, in: group).hex else {
            throw BadInput(words("trustee.ceremony.certificates-changed"), file: turn.folder.path)
        }
        let promises = try turn.folder.promises(by: certificates)
        let contributions = try turn.folder.contributions(keeping: promises)
        try turn.refuseRepetition(.key)
        var chance = options.common.chance("finish|\(turn.number)")
        let done = try reading(turn.folder.path) { () throws(ElectionError) in
            try turn.member.completed(certificates, contributions, name: turn.file.name, using: &chance)
        }
        turn.content.secret = group.decimal(done.secret)
        try turn.save()
        try turn.folder.store(done.key.text(in: group), .key, turn.number)
        turn.sayNext(after: .key, "assemble")
    }
}

import ArgumentParser
import ElectionCrypto
import Phrases
import Terminal

struct KeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "key",
        abstract:
            "Make a key of your own: a trustee's who is always needed, or the registrar's.")

    @OptionGroup var passphrase: PassphraseOptions

    @Option(help: "Your name as it is published.")
    var name: String

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @Option(help: "The file for the public part.")
    var out: String

    @OptionGroup var common: CommonOptions

    func run() throws {
        try make(in: electionGroup(group))
    }

    private func make<G: Group>(in group: G) throws {
        let words = try common.phrases()
        var chance = common.chance("key|\(name)")
        let secret = group.randomScalar(using: &chance)
        let key = TrusteeKey(secret: secret, name: name, in: group, using: &chance)
        let text = key.text(in: group)
        let file = TrusteeKeyFile(
            path: passphrase.key, group: group.name, name: name, cost: passphrase.cost)
        try file.write(
            KeyContent(secret: group.decimal(secret)), passphrase: passphrase.newPassphrase(words),
            isNew: true,
            words)
        try writeFile(Array(text.utf8), to: out)
        print(words("trustee.key.made", ["key": passphrase.key, "public": out]))
        print(words("trustee.key.keep"))
        print(words("trustee.read-aloud.public", ["digits": Digest(of: text).spoken]))
    }
}

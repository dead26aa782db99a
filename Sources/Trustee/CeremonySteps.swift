import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct CertificateStep: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "certificate", abstract: "Step 1: make your secret, and say who you are.")

    @OptionGroup var options: StepOptions

    @Option(help: "How many of how many can decrypt, such as 2-of-3.")
    var trustees: Quota

    @Option(help: "Your number among the trustees, from 1.")
    var number: Int

    @Option(help: "Your name as it is published.")
    var name: String

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    func run() throws { try take(in: electionGroup(group)) }

    private func take<G: Group>(in group: G) throws {
        let words = try options.common.phrases()
        guard (1...trustees.size).contains(number) else {
            throw BadInput(words("trustee.ceremony.no-such-number", ["size": "\(trustees.size)"]))
        }
        let folder = CeremonyFolder(path: options.folder, size: trustees.size, group: group, words: words)
        try? FileManager.default.createDirectory(atPath: options.folder, withIntermediateDirectories: true)
        try folder.refuseStrangers()
        guard folder.missing(.certificate).contains(number) else {
            throw BadInput(
                words("trustee.ceremony.number-taken", ["number": "\(number)"]),
                file: folder.file(.certificate, number))
        }
        var chance = options.common.chance("certificate|\(number)")
        let content =
            try FileManager.default.fileExists(atPath: options.passphrase.key)
            ? begun(in: group, words) : made(in: group, using: &chance, words)
        let certificate = try content.member(in: group, words).certificate(using: &chance)
        try folder.store(certificate.text(in: group), .certificate, number)
        print(words("trustee.key.keep"))
        let missing = folder.missing(.certificate)
        if !missing.isEmpty {
            print(words("trustee.ceremony.waiting", ["files": folder.list(.certificate, missing)]))
        }
        print(words("trustee.ceremony.next", ["command": "trustee ceremony promise"]))
    }

    /// A new secret, locked.
    private func made<G: Group>(
        in group: G, using chance: inout Chance, _ words: Phrases
    ) throws -> KeyContent {
        let content = KeyContent(
            place: KeyContent.Place(
                seed: CeremonySeed(using: &chance).text, size: trustees.size, threshold: trustees.threshold,
                number: number))
        let file = TrusteeKeyFile(
            path: options.passphrase.key, group: group.name, name: name, cost: options.passphrase.cost)
        try file.write(
            content, passphrase: options.passphrase.newPassphrase(words), isNew: true, words)
        return content
    }

    /// The secret of a step that was interrupted before its certificate was there.
    private func begun<G: Group>(in group: G, _ words: Phrases) throws -> KeyContent {
        let file = try TrusteeKeyFile(reading: options.passphrase.key, words)
        let content = try file.content(passphrase: options.passphrase.passphrase(words), words)
        guard let place = content.place, content.secret == nil, place.certificates == nil,
            file.group == group.name, file.name == name, place.size == trustees.size,
            place.threshold == trustees.threshold, place.number == number
        else { throw BadInput(words("trustee.key.exists"), file: options.passphrase.key) }
        return content
    }
}

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

import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct RehearseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rehearse",
        abstract: "Make a small invented election with the real trustees, closed and ready to be decrypted.",
        discussion: """
            The trustees then take the steps they will take on the day: decrypt (with --ranked first mix), archive \
            add, archive result. The result must be the one that is printed now.
            """)

    @Option(help: "The trustees, as `trustee ceremony assemble` leaves them.")
    var trustees: String

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @Option(help: "The folder for the rehearsal.")
    var folder: String

    @Option(help: "Also a ranked question, mixed by the trustees with these numbers, such as 1,2.")
    var ranked: NumberList?

    @OptionGroup var common: CommonOptions

    private static let voters = 5

    func run() throws { try rehearse(in: electionGroup(group)) }

    private func rehearse<G: Group>(in group: G) throws {
        let words = try common.phrases()
        var chance = common.chance("rehearsal")
        let held = try readFile(trustees, longest: 1 << 26)
        let key = try reading(trustees) { () throws(ElectionError) in
            try Trustees(parsing: held, in: group).checked(in: group).key
        }
        let uuid = ElectionParameters.newUUID(using: &chance)
        let voters = (0..<Self.voters).map { _ in Credential(using: &chance) }
        let list = voters.map { (element: $0.publicElement(election: uuid, in: group), weight: 1) }
        let parameters = ElectionParameters.text(
            name: words("trustee.rehearsal.name"), group: group.name, publicKey: group.text(key),
            questions: questions(words), uuid: uuid)
        let terms = ElectionTerms(
            rollSize: Self.voters, totalWeight: Self.voters, shuffles: ranked.map { Set($0.numbers).count },
            mixers: ranked?.numbers)
        let setup = ElectionSetup<G>(
            parameters: parameters, trustees: held, credentials: PublicCredentials<G>.text(list, in: group),
            uuid: uuid, terms: terms)
        try setup.write(to: folder, timestamp: Int(Date().timeIntervalSince1970), in: group, words)

        let place = "\(folder)/\(uuid).bel"
        let election = try reading(place) { () throws(ElectionError) in
            try EncryptedElection(ElectionParameters(parsing: parameters), in: group)
        }
        var yes = 0
        var ballots: [[UInt8]] = []
        for voter in voters {
            let choices = election.questions.map { Choices.drawn(for: $0, using: &chance) }
            yes += choices[0][0]
            ballots.append(
                try reading(place) { () throws(ElectionError) in
                    try election.ballot(choices, credential: voter, using: &chance)
                })
        }
        try fill(place, ballots, words, in: group)
        var close = try CloseCommand.parse([place])
        close.archive.common = common
        try close.run()
        print(
            words(
                "trustee.rehearsal.expected",
                ["yes": words.number(yes), "no": words.number(Self.voters - yes)]))
    }

    private func fill<G: Group>(
        _ place: String, _ ballots: [[UInt8]], _ words: Phrases, in group: G
    ) throws {
        var box = try BallotBox(place, words, in: group)
        _ = try box.add(ballots, from: place)
    }

    private func questions(_ words: Phrases) -> [BallotQuestion] {
        let answers = [words("trustee.rehearsal.yes"), words("trustee.rehearsal.no")]
        let choice = BallotQuestion.Choice(
            answers: answers, limits: 1...1, question: words("trustee.rehearsal.question"))
        guard ranked != nil else { return [.choice(choice)] }
        return [
            .choice(choice),
            .ranked(
                BallotQuestion.Ranked(
                    answers: ["A", "B", "C"], question: words("trustee.rehearsal.question"))),
        ]
    }
}

import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct BeginCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "begin", abstract: "Make the election's file and begin the archive with it.")

    @Option(help: "The election's identifier, as the registrar used it.")
    var election: String

    @Option(help: "The name of the election.")
    var name: String

    @Option(help: "A JSON array of questions, as Belenios writes them.")
    var questions: String

    @Option(help: "The trustees, as `trustee ceremony assemble` leaves them.")
    var trustees: String

    @Option(help: "The registrar's credentials.json.")
    var credentials: String

    @Option(help: "The registrar's signed statement about the list.")
    var statement: String?

    @Option(help: "The public part of the registrar's key, for the statement.")
    var registrar: String?

    @Option(help: "Ranked questions: the numbers of the trustees who may mix, such as 1,2,3.")
    var mixers: NumberList?

    @Option(help: "How many of these must mix; otherwise all.")
    var shuffles: Int?

    @Option(help: "Who holds the election, as it is published.")
    var administrator: String?

    @Option(help: "Ed25519; for other programs' tests also BELENIOS-2048 or RFC-3526-2048.")
    var group = "Ed25519"

    @Option(help: "The folder for the archive, election.json and terms.json.")
    var folder: String

    @Option(help: .hidden)
    var timestamp: Int?

    @OptionGroup var common: CommonOptions

    func run() throws { try begin(in: electionGroup(group)) }

    private func begin<G: Group>(in group: G) throws {
        let words = try common.phrases()
        let list = try readFile(questions, longest: 1 << 24)
        let questions = try reading(self.questions) { () throws(ElectionError) in
            try [BallotQuestion](parsing: list)
        }
        guard questions.contains(where: \.isRanked) == (mixers != nil) else {
            throw BadInput(words(mixers == nil ? "trustee.archive.who-mixes" : "trustee.archive.no-ranked"))
        }
        let most = Set(mixers?.numbers ?? []).count
        guard shuffles.map({ (min(2, most)...most).contains($0) && mixers != nil }) ?? true else {
            throw BadInput(words("trustee.archive.bad-shuffles"))
        }
        let held = try readFile(trustees, longest: 1 << 26)
        let key = try reading(trustees) { () throws(ElectionError) in
            try Trustees(parsing: held, in: group).checked(in: group).key
        }
        let registered = try readFile(credentials, longest: TrusteeProgram.longest)
        let counts = try statement.map { try stated($0, registered, words, in: group) }
        let parameters = ElectionParameters.text(
            name: name, group: group.name, publicKey: group.text(key), questions: questions, uuid: election,
            administrator: administrator)
        let terms = ElectionTerms(
            rollSize: counts?.rollSize, totalWeight: counts?.totalWeight,
            shuffles: mixers == nil ? nil : shuffles ?? most, mixers: mixers?.numbers)
        let setup = ElectionSetup<G>(
            parameters: parameters, trustees: held, credentials: registered, uuid: election, terms: terms)
        let now = common.seed == nil ? Int(Date().timeIntervalSince1970) : 1_700_000_000
        try setup.write(to: folder, timestamp: timestamp ?? now, in: group, words)
    }

    private func stated<G: Group>(
        _ path: String, _ credentials: [UInt8], _ words: Phrases, in group: G
    ) throws -> RollStatement {
        guard let registrar else { throw BadInput(words("trustee.archive.no-registrar")) }
        let key = try readFile(registrar, longest: 1 << 16)
        let bytes = try readFile(path, longest: 1 << 16)
        let registrarKey = try reading(registrar) { () throws(ElectionError) in
            try TrusteeKey(parsing: key, in: group)
        }
        let statement = try reading(path) { () throws(ElectionError) in
            try RollStatement(parsing: bytes, by: registrarKey, in: group)
        }
        guard statement.election == election, statement.credentials == Digest(of: credentials) else {
            throw BadInput(words("trustee.archive.other-list"), file: path)
        }
        return statement
    }
}

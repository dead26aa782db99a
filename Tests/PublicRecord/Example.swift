import BallotFiles
import Core
import PublicRecord
import Tally
import Testing
import TransparencyLog

/// A small election, counted, logged as the second of three entries, and bundled.
struct Example {
    var facts: ElectionFacts
    var ballots: [OpenedBallot]
    let key: SigningKey
    let policy: LogPolicy

    static let origin = "demo.mitstimme.invalid/log"
    static let closes = Instant(seconds: 1_795_456_800)

    init(_ rule: Rule = .approval, _ marks: [Ballot], options: [String], seats: Int = 1) throws {
        ballots = try marks.enumerated().map { number, ballot in
            let salt = SHA256.hash(Array("salt \(number)".utf8)).bytes
            return try #require(OpenedBallot(ballot: ballot, salt: salt))
        }
        facts = ElectionFacts(
            origin: Self.origin, election: ElectionID(42), question: "Was bauen wir zuerst?",
            options: options,
            rule: rule, parameters: try Parameters(of: rule), seats: seats,
            opens: Self.closes.adding(days: -14), closes: Self.closes, eligible: 40,
            marks: .init(online: marks.count - 1, paper: 1))
        key = try #require(SigningKey(name: Self.origin, seed: [UInt8](repeating: 7, count: 32)))
        policy = try LogPolicy(logs: [.init(key: key.vkey)], witnesses: [], groups: [], quorum: nil)
    }

    static func park() throws -> Example {
        try Example(
            .approval, [.approvals([0]), .approvals([0, 2]), .approvals([1, 2]), .blank, .invalid],
            options: ["Park", "Schule", "Radweg"], seats: 2)
    }

    static func tied() throws -> Example {
        try Example(.approval, [.approvals([0]), .approvals([1])], options: ["Park", "Schule", "Radweg"])
    }

    static func yesNo() throws -> Example {
        try Example(
            .yesNo, [.choice(0), .choice(0), .choice(1), .choice(2)], options: ["Ja", "Nein", "Enthaltung"])
    }

    static func score() throws -> Example {
        try Example(.score, [.scores([5, nil]), .scores([3, 0]), .scores([nil, 4])], options: ["A", "B"])
    }

    func counted() throws -> CountedElection { try CountedElection(facts, ballots: ballots) }

    func bundle() throws -> Bundle {
        let counted = try counted()
        let leaf = CountedEvent.leaf(of: counted.record, at: Self.closes.adding(minutes: 1))
        return try Bundle(counted, proof: proof(leaf: leaf), policy: policy)
    }

    func proof(leaf: [UInt8], extra: [UInt8]? = nil) throws -> LogProof {
        let leaves = [Array("first".utf8), leaf, Array("third".utf8)].map { leafHash($0) }
        let checkpoint = try #require(
            Checkpoint(origin: key.name, size: leaves.count, root: root(of: leaves)))
        return LogProof(
            extra: extra ?? leaf, index: 1, hashes: inclusionProof(of: 1, in: leaves),
            checkpoint: try checkpoint.sign(with: key))
    }

    func failedCheck(_ bundle: Bundle) -> BundleCheck? {
        guard case .doesNotHold(let fault) = Bundle.verify(bundle.bytes, policy: policy).verdict else {
            return nil
        }
        return fault.check
    }
}

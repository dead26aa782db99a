import Chance
import ElectionCrypto

/// A whole election made by our own programs: three voters of a group of three that needs two, and Ada alone beside them.
///
/// Alice votes twice, Bob's vote weighs 3, Charlie's ballot is blank, and Dora does not vote. With ranks, all votes weigh
/// 1, the second question is one of ranks, and trustees 1 and 3 mix.
struct SampleElection<G: Group> {
    typealias Entry = (kind: ArchiveEvent.Kind, files: [[UInt8]])

    let group: G
    let election: EncryptedElection<G>
    let trustees: Trustees<G>
    /// By number from 1.
    let secrets: [Int: G.Scalar]
    let voters: [Credential]
    private(set) var result = ElectionResult([])
    /// The archive as a list of what was added to it.
    private(set) var entries: [Entry] = []

    static var questions: [BallotQuestion] {
        [
            .choice(
                BallotQuestion.Choice(
                    answers: ["A", "B", "C"], allowsBlank: true, limits: 1...2, question: "?")),
            .choice(BallotQuestion.Choice(answers: ["Yes", "No"], limits: 0...1, question: "\"Q\" / ü")),
        ]
    }

    static var rankedQuestions: [BallotQuestion] {
        [questions[0], .ranked(BallotQuestion.Ranked(answers: ["A", "B", "C"], question: "Ranks?"))]
    }

    init(in group: G, seed: UInt64 = 1, isRanked: Bool = false) throws {
        self.group = group
        var chance = SeededRandom(seed)
        let ada = group.randomScalar(using: &chance)
        let (keys, shares) = try SampleElection.threshold(in: group, using: &chance)
        trustees = Trustees([
            .single(TrusteeKey(secret: ada, name: "Ada", in: group, using: &chance)), .threshold(keys),
        ])
        secrets = [1: ada, 2: shares[0], 3: shares[1], 4: shares[2]]
        let uuid = ElectionParameters.newUUID(using: &chance)
        let bytes = ElectionParameters.text(
            name: "Sample", group: group.name, publicKey: group.text(try trustees.checked(in: group).key),
            questions: isRanked ? SampleElection.rankedQuestions : SampleElection.questions, uuid: uuid)
        election = try EncryptedElection(ElectionParameters(parsing: bytes), in: group)
        voters = (0..<4).map { _ in Credential(using: &chance) }
        let weights = isRanked ? [1, 1, 1, 1] : [1, 3, 1, 1]
        let list = zip(voters, weights).map { voter, weight in
            (voter.publicElement(election: uuid, in: group), weight)
        }
        let credentials = PublicCredentials<G>.text(list, in: group)
        entries.append(
            (
                .setup,
                [
                    bytes, Array(trustees.text(in: group).utf8), credentials,
                    Array(
                        SetupRecord(
                            election: Digest(of: bytes), trustees: Digest(of: trustees.text(in: group)),
                            credentials: Digest(of: credentials)
                        ).text.utf8),
                ]
            ))

        let who = try PublicCredentials(parsing: credentials, in: group)
        var tally = TallyInProgress(election)
        let cast = [
            (0, [[0, 1, 1, 0], [0, 1]]), (1, [[0, 0, 1, 0], [1, 0]]), (2, [[1, 0, 0, 0], [0, 0]]),
            (0, [[0, 1, 0, 1], [1, 0]]),
        ]
        for (number, (voter, flat)) in cast.enumerated() {
            let choices = isRanked ? [flat[0], [3, number, 1]] : flat
            let ballot = try election.ballot(choices, credential: voters[voter], using: &chance)
            entries.append((.ballot, [ballot]))
            if number > 0 { tally.add(try election.checked(ballot, among: who)) }
        }
        try close(tally, by: [1, 2, 4], mixers: isRanked ? [1, 3] : [], using: &chance)
    }

    private static func threshold(
        in group: G, using chance: inout SeededRandom
    ) throws -> (ThresholdKeys<G>, [G.Scalar]) {
        var random = chance
        defer { chance = random }
        let members = (1...3).map {
            CeremonyMember(
                CeremonySeed(using: &random), .init(size: 3, threshold: 2, index: $0), in: group)
        }
        let certificates = members.map { $0.certificate(using: &random) }
        let contributions = try members.map { try $0.contribution(certificates, using: &random) }
        let done = try members.map { try $0.completed(certificates, contributions, using: &random) }
        let keys = try ThresholdKeys.assembled(
            threshold: 2, certificates, contributions, done.map(\.key), in: group)
        return (keys, done.map(\.secret))
    }

    private mutating func close(
        _ counted: TallyInProgress<G>, by owners: [Int], mixers: [Int], using chance: inout SeededRandom
    ) throws {
        var tally = counted.encryptedTally
        let text = Array(tally.text(in: group).utf8)
        let record = TallyRecord(
            ballots: counted.ballots, weight: counted.weight, tally: Digest(of: text))
        entries.append((.endBallots, []))
        entries.append((.encryptedTally, [text, Array(record.text.utf8)]))
        for mixer in mixers {
            let shuffle = ElectionShuffle(mixing: tally, for: election, using: &chance)
            tally = tally.replacing(ranked: shuffle.shuffles.map(\.output), election.questions)
            entries.append((.shuffle, SampleElection.owned(shuffle.text(in: group), by: mixer)))
        }
        if !mixers.isEmpty { entries.append((.endShuffles, [])) }
        var parts: [Int: PartialDecryption<G>] = [:]
        for owner in owners {
            guard let secret = secrets[owner] else { continue }
            let part = PartialDecryption(of: tally, with: secret, for: election, using: &chance)
            parts[owner] = part
            entries.append((.partialDecryption, SampleElection.owned(part.text(in: group), by: owner)))
        }
        result = try ElectionResult(
            opening: tally, dividedBy: trustees.combined(parts, in: group) ?? [], in: election,
            logarithm: DiscreteLogarithm(group, bound: counted.weight).callAsFunction)
        entries.append((.result, [Array(result.text.utf8)]))
    }

    private static func owned(_ text: String, by owner: Int) -> [[UInt8]] {
        let record = OwnedRecord(owner: owner, payload: Digest(of: text))
        return [Array(text.utf8), Array(record.text.utf8)]
    }

    var archive: [UInt8] { SampleElection.archive(entries) }

    /// An archive whose names, hashes and chain are right, whatever is in its files.
    static func archive(_ entries: [Entry]) -> [UInt8] {
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        return entries.reduce(into: writer.opening) { $0 += writer.event($1.kind, $1.files) }
    }

    func report(
        _ archive: [UInt8], _ check: ElectionCheck = ElectionCheck(concurrency: .serial)
    ) -> ElectionReport {
        var chance = SystemRandomNumberGenerator()
        return check.verification(of: .bytes(archive), in: group, using: &chance).report
    }
}

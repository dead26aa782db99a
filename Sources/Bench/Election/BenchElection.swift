import ElectionCrypto

/// An invented election of one question with five answers and two trustees, its ballots by our own library.
struct BenchElection<G: Group>: Sendable {
    let group: G
    let election: EncryptedElection<G>
    let credentials: PublicCredentials<G>
    private let trustees: Trustees<G>
    private let secrets: [G.Scalar]
    private let voters: [Credential]
    private let files: (election: [UInt8], trustees: [UInt8], credentials: [UInt8])

    static var answers: [String] { ["A", "B", "C", "D", "E"] }

    init(in group: G, voters count: Int) throws {
        var chance = SystemRandomNumberGenerator()
        let secrets = (0..<2).map { _ in group.randomScalar(using: &chance) }
        let trustees = Trustees(
            secrets.map { .single(TrusteeKey<G>(secret: $0, in: group, using: &chance)) })
        let uuid = ElectionParameters.newUUID(using: &chance)
        let question = BallotQuestion.choice(
            BallotQuestion.Choice(answers: BenchElection.answers, limits: 0...1, question: "Which?"))
        let text = ElectionParameters.text(
            name: "Bench", group: group.name, publicKey: group.text(try trustees.checked(in: group).key),
            questions: [question], uuid: uuid)
        election = try EncryptedElection(ElectionParameters(parsing: text), in: group)
        voters = (0..<count).map { _ in Credential(using: &chance) }
        let elements = Concurrency.allCores.map(voters) { voter in
            (voter.publicElement(election: uuid, in: group), 1)
        }
        let list = PublicCredentials<G>.text(elements, in: group)
        credentials = try PublicCredentials(parsing: list, in: group)
        files = (text, Array(trustees.text(in: group).utf8), list)
        (self.group, self.trustees, self.secrets) = (group, trustees, secrets)
    }

    /// A ballot of each voter; of six voters each answer gets one, and one abstains.
    func ballots(_ concurrency: Concurrency) -> [[UInt8]] {
        concurrency.map(Array(voters.enumerated())) { [election] number, voter in
            var chance = SystemRandomNumberGenerator()
            let choice = BenchElection.answers.indices.map { $0 == number % 6 ? 1 : 0 }
            return (try? election.ballot([choice], credential: voter, using: &chance)) ?? []
        }
    }

    /// What the ballots above amount to.
    var votes: [Int] {
        BenchElection.answers.indices.map { answer in voters.indices.count { $0 % 6 == answer } }
    }

    /// The archive while voting goes on.
    func archive(of ballots: [[UInt8]], _ writer: inout ArchiveWriter) -> [UInt8] {
        var out = writer.opening
        out += writer.setup(
            election: files.election, trustees: files.trustees, credentials: files.credentials)
        for ballot in ballots { out += writer.ballot(ballot) }
        return out
    }

    /// Checks and adds up all ballots; nil where one does not hold.
    func tally(_ ballots: [[UInt8]], _ concurrency: Concurrency) -> TallyInProgress<G>? {
        var chance = SystemRandomNumberGenerator()
        var tally = TallyInProgress(election)
        for start in stride(from: 0, to: ballots.count, by: 1024) {
            let batch = Array(ballots[start..<min(start + 1024, ballots.count)])
            let checked = election.checked(
                batch, among: credentials, concurrently: concurrency, using: &chance)
            for verdict in checked {
                guard let ballot = try? verdict.get() else { return nil }
                tally.add(ballot)
            }
        }
        return tally
    }

    /// What follows the voting: the tally, both decryptions, the result.
    func closing(_ counted: TallyInProgress<G>, _ writer: inout ArchiveWriter) throws -> [UInt8] {
        var chance = SystemRandomNumberGenerator()
        let tally = counted.encryptedTally
        var out = writer.endBallots()
        out += writer.encryptedTally(
            Array(tally.text(in: group).utf8), ballots: counted.ballots, weight: counted.weight)
        var parts: [Int: PartialDecryption<G>] = [:]
        for (number, secret) in secrets.enumerated() {
            let part = PartialDecryption(of: tally, with: secret, for: election, using: &chance)
            parts[number + 1] = part
            out += writer.partialDecryption(Array(part.text(in: group).utf8), by: number + 1)
        }
        let result = try ElectionResult(
            opening: tally, dividedBy: trustees.combined(parts, in: group) ?? [], in: election,
            logarithm: DiscreteLogarithm(group, bound: counted.weight).callAsFunction)
        guard result == ElectionResult([.votes(votes)]) else {
            throw BenchFault(description: "the result is \(result.text)")
        }
        return out + writer.result(Array(result.text.utf8))
    }
}

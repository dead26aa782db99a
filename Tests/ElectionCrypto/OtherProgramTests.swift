import Chance
import ElectionCrypto
import Testing

@Suite("Debian's belenios-tool", .enabled(if: BeleniosTool.isInstalled, "belenios-tool is not installed"))
struct OtherProgramTests {
    /// Exponents of 2048 bits take seconds. A quick run has one election of ours here, and one of the tool's in
    /// `Tests/System`.
    static let groups: [ModularGroup] = Tier.current == .quick ? [.belenios2048] : [.belenios2048, .rfc3526]

    /// Whether the tool passes the archive, and fails it without its third ballot.
    private func expectPass(_ sample: SampleElection<ModularGroup>) throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let uuid = sample.election.parameters.uuid
        let verdict = try tool.verdict(sample.archive, uuid: uuid)
        let said = try tool.read("err.txt").text
        #expect(verdict != nil, "\(said)")
        #expect(said.contains("all checks passed"), "\(said)")
        #expect(sample.report(sample.archive, ElectionCheck()).holds)
        #expect(try tool.verdict(sample.archive { $0.remove(at: 3) }, uuid: uuid) == nil)
    }

    @Test(
        "finds nothing wrong in our elections with weights, a blank ballot, a revote and a threshold key",
        arguments: groups)
    func ours(group: ModularGroup) throws {
        try expectPass(try SampleElection(in: group))
    }

    @Test(
        "finds nothing wrong in our election with ranks and two shuffles",
        .enabled(if: Tier.current != .quick))
    func oursRanked() throws {
        try expectPass(try SampleElection(in: ModularGroup.rfc3526, isRanked: true))
    }

    @Test(
        "makes elections with weights, a blank ballot and a revote that we find nothing wrong in",
        .enabled(if: Tier.current != .quick))
    func theirs() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let uuid = try tool.prepare(
            "BELENIOS-2048", SampleElection<ModularGroup>.questions, weights: [1, 2, 1, 5])
        for voter in 0..<3 { try tool.vote(voter, "[[0,1,1,0],[0,1]]") }
        try tool.vote(0, "[[1,0,0,0],[1,0]]")
        try tool.tally()
        try tool.decrypt(by: [1, 2])
        try tool.add("bt election compute-result", .result)
        let report = try tool.report(
            uuid, ElectionCheck(terms: ElectionTerms(rollSize: 4, totalWeight: 9)))
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report.stage.isComplete)
        #expect(report[.roll] == .passed)
        #expect(report.ballotsCast == 4)
        #expect(report.ballotsCounted == 3)
        #expect(report.result == ElectionResult([.votes([1, 3, 3, 0]), .votes([1, 3])]))
    }

    @Test(
        "makes an election with ranks and two shuffles that we find nothing wrong in",
        .enabled(if: Tier.current != .quick))
    func theirsRanked() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let uuid = try tool.prepare(
            "RFC-3526-2048", SampleElection<ModularGroup>.rankedQuestions, weights: [1, 1, 1])
        for (voter, ranks) in ["[1,2,3]", "[3,2,1]", "[0,0,255]"].enumerated() {
            try tool.vote(voter, "[[0,1,1,0],\(ranks)]")
        }
        try tool.tally()
        try tool.shuffle(by: [1, 2])
        try tool.decrypt(by: [1, 2])
        try tool.add("bt election compute-result", .result)
        let terms = ElectionTerms(rollSize: 3, totalWeight: 3, shuffles: 2, mixers: [1, 2])
        let report = try tool.report(uuid, ElectionCheck(terms: terms))
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report[.mixing] == .passed)
        guard case .ballots(let ballots)? = report.result?.answers.last else {
            Issue.record("the ranks are missing")
            return
        }
        #expect(Set(ballots) == [[1, 2, 3], [3, 2, 1], [0, 0, 255]])
    }

    @Test(
        "makes threshold keys that we accept, and say what they lack",
        .enabled(if: Tier.current != .quick))
    func threshold() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let uuid = try tool.prepare(
            "BELENIOS-2048", SampleElection<ModularGroup>.questions, weights: [1, 2], threshold: true)
        try tool.vote(1, "[[0,1,1,0],[0,1]]")
        try tool.tally()
        try tool.decrypt(by: [1])
        try tool.decrypt(member: 1, trustee: 2)
        try tool.decrypt(member: 3, trustee: 4)
        try tool.add("bt election compute-result", .result)
        let report = try tool.report(uuid, ElectionCheck())
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report.lacks == Set(CeremonyLack.allCases))
        #expect(report.decrypters == [1, 2, 4])
        #expect(report.result == ElectionResult([.votes([0, 2, 2, 0]), .votes([0, 2])]))
    }

    @Test(
        "makes ballots from our credentials that we accept",
        .enabled(if: Tier.current != .quick))
    func ballots() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let sample = try SampleElection(in: ModularGroup.belenios2048)
        let uuid = sample.election.parameters.uuid
        var chance = SystemRandomNumberGenerator()
        let short = Credential(.short, using: &chance)
        let credentials = PublicCredentials<ModularGroup>.text(
            [(short.publicElement(election: uuid, in: sample.group), 1)], in: sample.group)
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        let setup = writer.setup(
            election: sample.entries[0].files[0], trustees: sample.entries[0].files[1],
            credentials: credentials)
        try tool.write(uuid + ".bel", writer.opening + setup)
        try tool.vote(short.text, "[[0,0,1,1],[0,0]]")
        let ballot = try tool.read("ballot.json").filter { $0 != UInt8(ascii: "\n") }
        let who = try PublicCredentials(parsing: credentials, in: sample.group)
        #expect(try sample.election.checked(ballot, among: who).entry.number == 0)
        #expect(try tool.report(uuid, ElectionCheck(mustBeComplete: false)).ballotsCast == 1)
    }
}

import Chance
import Core
import ElectionCrypto
import Testing

@Suite("Debian's belenios-tool", .enabled(if: BeleniosTool.isInstalled, "belenios-tool is not installed"))
struct OtherProgramTests {
    static let groups: [ModularGroup] = [.belenios2048, .rfc3526]

    @Test("finds nothing wrong in our elections", arguments: groups)
    func ours(group: ModularGroup) throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let sample = try SampleElection(in: group)
        let uuid = sample.election.parameters.uuid
        let verdict = try tool.verdict(sample.archive, uuid: uuid)
        let said = try tool.read("err.txt").text
        #expect(verdict != nil, "\(said)")
        #expect(said.contains("all checks passed"), "\(said)")
        #expect(sample.report(sample.archive).holds)
        let changed = sample.archive { $0.remove(at: 3) }
        #expect(try tool.verdict(changed, uuid: uuid) == nil)
    }

    @Test("finds nothing wrong in our election with ranks and two shuffles")
    func oursRanked() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let sample = try SampleElection(in: ModularGroup.rfc3526, isRanked: true)
        let verdict = try tool.verdict(sample.archive, uuid: sample.election.parameters.uuid)
        let said = try tool.read("err.txt").text
        #expect(verdict != nil, "\(said)")
        #expect(said.contains("all checks passed"), "\(said)")
        #expect(sample.report(sample.archive, ElectionCheck()).holds)
    }

    @Test("makes elections that we find nothing wrong in")
    func theirs() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let group = ModularGroup.belenios2048
        let uuid = try prepare(tool, group)
        for line in try tool.read("privcreds").text.split(separator: "\n").prefix(3) {
            let credential = line.split(separator: " ").last.map(String.init) ?? ""
            try tool.write("c.txt", Array(credential.utf8))
            try tool.write("v.json", Array("[[0,1,1,0],[0,1]]".utf8))
            try tool.run(
                "bt election generate-ballot --privcred c.txt --ballot v.json | bt archive add-event --type=Ballot"
            )
        }
        // The first voter votes again.
        let first = try tool.read("privcreds").text.split(separator: "\n")[0].split(separator: " ").last
        try tool.write("c.txt", Array(String(first ?? "").utf8))
        try tool.write("v.json", Array("[[1,0,0,0],[1,0]]".utf8))
        try tool.run(
            "bt election generate-ballot --privcred c.txt --ballot v.json | bt archive add-event --type=Ballot"
        )
        for step in [
            "bt archive add-event --type=EndBallots < /dev/null",
            "bt election compute-encrypted-tally | bt archive add-event --type=EncryptedTally",
            "bt election decrypt --privkey 1.privkey --trustee-id 1 | bt archive add-event --type=PartialDecryption",
            "bt election decrypt --privkey 2.privkey --trustee-id 2 | bt archive add-event --type=PartialDecryption",
            "bt election compute-result | bt archive add-event --type=Result",
        ] { try tool.run(step) }
        let check = ElectionCheck(terms: ElectionTerms(rollSize: 4, totalWeight: 9))
        var chance = SystemRandomNumberGenerator()
        let report = try check.report(on: .file(tool.folder + "/\(uuid).bel"), using: &chance)
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report.stage.isComplete)
        #expect(report[.roll] == .passed)
        #expect(report.ballotsCast == 4)
        #expect(report.ballotsCounted == 3)
        #expect(report.result == ElectionResult([.votes([1, 3, 3, 0]), .votes([1, 3])]))
    }

    @Test("makes ballots from our credentials that we accept")
    func ballots() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let sample = try SampleElection(in: ModularGroup.belenios2048)
        let uuid = sample.election.parameters.uuid
        let short = try #require(Credential("123-456-789-ABC-DE4"))
        let group = sample.group
        let credentials = PublicCredentials<ModularGroup>.text(
            [(short.publicElement(election: uuid, in: group), 1)], in: group)
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        let setup = writer.setup(
            election: sample.entries[0].files[0], trustees: sample.entries[0].files[1],
            credentials: credentials)
        try tool.write(uuid + ".bel", writer.opening + setup)
        try tool.write("c.txt", Array(short.text.utf8))
        try tool.write("v.json", Array("[[0,0,1,1],[0,0]]".utf8))
        try tool.run("bt election generate-ballot --privcred c.txt --ballot v.json > ballot.json")
        let ballot = Array(try tool.read("ballot.json").text.split(separator: "\n")[0].utf8)
        let who = try PublicCredentials(parsing: credentials, in: group)
        #expect(try sample.election.checked(ballot, among: who).entry.number == 0)
    }

    @Test("makes threshold keys that we accept, and say what they lack")
    func threshold() throws {
        let tool = try BeleniosTool()
        defer { tool.remove() }
        let group = ModularGroup.belenios2048
        let uuid = try prepare(tool, group, threshold: true)
        try tool.write("v.json", Array("[[0,1,1,0],[0,1]]".utf8))
        let line = try tool.read("privcreds").text.split(separator: "\n")[1]
        try tool.write("c.txt", Array(String(line.split(separator: " ").last ?? "").utf8))
        for step in [
            "bt election generate-ballot --privcred c.txt --ballot v.json | bt archive add-event --type=Ballot",
            "bt archive add-event --type=EndBallots < /dev/null",
            "bt election compute-encrypted-tally | bt archive add-event --type=EncryptedTally",
            "bt election decrypt --privkey 1.privkey --trustee-id 1 | bt archive add-event --type=PartialDecryption",
            part(1, 2), part(3, 4), "bt election compute-result | bt archive add-event --type=Result",
        ] { try tool.run(step) }
        let source = ArchiveSource.file(tool.folder + "/\(uuid).bel")
        var chance = SystemRandomNumberGenerator()
        let report = try ElectionCheck().report(on: source, using: &chance)
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report.lacks == ["certificateSignatures", "contexts", "keySignatures"])
        #expect(report.decrypters == [1, 2, 4])
        #expect(report.result == ElectionResult([.votes([0, 2, 2, 0]), .votes([0, 2])]))
    }

    /// A partial decryption by the member whose files come at this place in the order of their names.
    private func part(_ member: Int, _ trustee: Int) -> String {
        """
        f=$(ls *.dkey | sed -n \(member)p); bt election decrypt-threshold --key ${f%.dkey}.key \
        --decryption-key $f --trustee-id \(trustee) | bt archive add-event --type=PartialDecryption
        """
    }

    /// The ceremony of a threshold key, two of three, by the tool's own steps.
    private func ceremony(_ tool: BeleniosTool, _ group: ModularGroup) throws {
        try tool.run(
            """
            c() { bt setup generate-trustee-key-threshold --group \(group.name) "$@"; }
            for i in 1 2 3; do c --step 1; done; cat *.cert > certs.jsons; c --certs certs.jsons --step 2
            for k in *.key; do c --certs certs.jsons --key $k --step 3 --threshold 2; done > polynomials.jsons
            c --certs certs.jsons --step 4 --polynomials polynomials.jsons
            for k in *.key; do
              c --certs certs.jsons --key $k --step 5 < ${k%.key}.vinput > ${k%.key}.voutput
            done
            cat *.voutput | c --certs certs.jsons --step 6 --polynomials polynomials.jsons > threshold.json
            true
            """)
    }

    /// Credentials, trustees and the election's file, and the archive with its first event.
    private func prepare(
        _ tool: BeleniosTool, _ group: ModularGroup, threshold: Bool = false
    ) throws -> String {
        let uuid = try tool.run("bt setup generate-token").filter { $0 != "\n" }
        try tool.write("voters.txt", Array("a@x,a,1\nb@x,b,2\nc@x,c,1\nd@x,d,5\n".utf8))
        try tool.run("bt setup generate-credentials --uuid \(uuid) --group \(group.name) --file voters.txt")
        try tool.run("mv *.pubcreds public_creds.json; mv *.privcreds privcreds")
        for number in threshold ? [1] : [1, 2] {
            try tool.run("bt setup generate-trustee-key --group \(group.name)")
            try tool.run("cat *.pubkey >> public_keys.jsons; rm *.pubkey")
            try tool.run("mv $(ls *.privkey | grep -v '^1.privkey') \(number).privkey")
        }
        if threshold { try ceremony(tool, group) }
        try tool.run("bt setup make-trustees")
        let questions = "[" + SampleElection<ModularGroup>.questions.map(\.text).joined(separator: ",") + "]"
        let template = "{\"description\":\"\",\"name\":\"Theirs\",\"questions\":\(questions)}"
        try tool.write("questions.json", Array(template.utf8))
        try tool.run("bt setup make-election --uuid \(uuid) --group \(group.name) --template questions.json")
        try tool.run("bt archive init")
        return uuid
    }
}

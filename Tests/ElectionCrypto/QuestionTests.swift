import ElectionCrypto
import Testing

@Suite("A question")
struct QuestionTests {
    @Test(
        "is written as it is read",
        arguments: [
            #"{"answers":["A","B"],"blank":true,"min":0,"max":2,"question":"Q?"}"#,
            #"{"answers":["\"\\/\n"],"min":1,"max":1,"question":""}"#,
            #"{"type":"NonHomomorphic","value":{"answers":["A"],"question":"Q?"}}"#,
            #"{"type":"NonHomomorphic","value":{"answers":["A"],"question":"Q?"},"extra":{"blank":true,"method":"Schulze"}}"#,
        ])
    func forms(text: String) throws {
        let questions = try [BallotQuestion](parsing: Array("[\(text)]".utf8))
        #expect(questions.map(\.text) == [text])
    }

    @Test(
        "is refused with limits out of order or beyond its answers, without answers, or of another kind",
        arguments: [
            #"{"answers":["A","B"],"min":2,"max":1,"question":"Q?"}"#,
            #"{"answers":["A","B"],"min":0,"max":3,"question":"Q?"}"#,
            #"{"answers":["A","B"],"min":-1,"max":1,"question":"Q?"}"#,
            #"{"answers":[],"min":0,"max":0,"question":"Q?"}"#,
            #"{"answers":["A"],"blank":1,"min":0,"max":1,"question":"Q?"}"#,
            #"{"answers":["A"],"min":0,"question":"Q?"}"#,
            #"{"answers":["A"],"min":0,"max":1,"question":"Q?","more":1}"#,
            #"{"answers":["A"],"min":0.0,"max":1,"question":"Q?"}"#,
            #"{"type":"Lists","value":{"answers":[["A"]],"question":"Q?"}}"#,
            #"{"type":"NonHomomorphic","value":{"answers":[],"question":"Q?"}}"#,
        ])
    func refused(text: String) {
        #expect(throws: ElectionError.self) { try [BallotQuestion](parsing: Array("[\(text)]".utf8)) }
    }

    private func election<G: Group>(_ group: G, ranks: Int) throws -> EncryptedElection<G> {
        let answers = (0..<ranks).map { "\($0)" }
        let bytes = ElectionParameters.text(
            name: "", group: group.name, publicKey: group.text(group.generator),
            questions: [.ranked(.init(answers: answers, question: "?"))], uuid: "8xK2mPqRs7TuVw")
        return try EncryptedElection(ElectionParameters(parsing: bytes), in: group)
    }

    @Test("of ranks has no more answers than the group can hold")
    func sizes() throws {
        #expect(try election(Ed25519Group.shared, ranks: 30).questions.count == 1)
        #expect(throws: ElectionError.self) { try election(Ed25519Group.shared, ranks: 31) }
        #expect(throws: ElectionError.self) { try election(ModularGroup.belenios2048, ranks: 1) }
        #expect(throws: ElectionError.self) { try election(SmallGroup(), ranks: 6) }
    }

    @Test("stands in an election of version 1, with an identifier and a known key alone")
    func elections() {
        let text = VectorTests.election
        for (old, new) in [
            ("\"version\":1", "\"version\":2"), ("8xK2mPqRs7TuVw", "8xK2mPqRs7TuV"),
            ("8xK2mPqRs7TuVw", "8xK2mPqRs7TuV0"), ("\"name\":\"Vector\",", ""), ("[{", "[[{"),
        ] {
            let bytes = Array(text.utf8).replacing(old, new)
            #expect(throws: ElectionError.self, "\(new)") { try ElectionParameters(parsing: bytes) }
        }
    }
}

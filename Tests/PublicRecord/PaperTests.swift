import BallotFiles
import Core
import PublicRecord
import Tally
import Testing
import TransparencyLog

@Suite("Paper in a bundle")
struct PaperTests {
    private static let salt = [UInt8](repeating: 9, count: 32)

    /// The park with a batch of twelve sheets beside five ballots from the box.
    private static func example(_ change: (inout [PaperBatch]) -> Void = { _ in }) throws -> (
        Example, PaperBallots
    ) {
        var example = try Example.park()
        let piles: [PaperBatch.Pile] = [
            .init(.approvals([1]), 7), .init(.blank, 2), .init(.invalid, 1), .init(.approvals([0, 2]), 2),
        ]
        var batches = [try #require(PaperBatch(1, piles, rule: .approval, salt: salt))]
        change(&batches)
        let paper = PaperBallots(batches, election: ElectionID(42), rule: .approval)
        let facts = example.facts
        example.facts = ElectionFacts(
            origin: facts.origin, election: facts.election, question: facts.question, options: facts.options,
            rule: facts.rule, parameters: facts.parameters, seats: facts.seats, opens: facts.opens,
            closes: facts.closes, eligible: facts.eligible, marks: .init(online: 5, paper: 13),
            paper: paper.facts)
        example.ballots += paper.opened
        return (example, paper)
    }

    /// The bundle with the batches and the log's word on each, unless `proven` says otherwise.
    private static func bundle(
        _ example: Example, _ bytes: [UInt8]?, _ paper: PaperBallots, proven: Int? = nil, seal: String? = nil
    ) throws -> Bundle {
        let whole = try example.bundle()
        guard let bytes else { return whole }
        let facts = example.facts
        var bodies = paper.batches.map { batch -> (String, JSON) in
            let made = batch.seal(election: facts.election, rule: facts.rule).bytes.base64
            return (
                "batch.sealed",
                ["batch": .int(batch.number), "seal": .string(seal ?? made), "sheets": .int(batch.sheets)]
            )
        }
        bodies.append(
            (
                "paper.completed",
                [
                    "batches": .int(paper.batches.count), "marked": .int(facts.marks.paper),
                    "sheets": .int(paper.sheets),
                ]
            ))
        let proofs = try bodies.prefix(proven ?? bodies.count).map { act, body in
            let leaf: JSON = [
                "act": .string(act), "at": "2026-11-23T18:00:00Z", "body": body, "obj": .string(facts.path),
                "v": 1,
            ]
            return try example.proof(leaf: leaf.canonical)
        }
        return Bundle(
            members: whole.members + [
                Tar.Member(name: "paper.json", bytes: bytes),
                Tar.Member(name: "paper-proofs.json", bytes: EventProofs(proofs).bytes),
            ])
    }

    @Test("is counted with the rest, and each sheet is checked to be there")
    func holds() throws {
        let (example, paper) = try Self.example()
        let bundle = try Self.bundle(example, paper.bytes, paper)
        let report = Bundle.verify(bundle.bytes, policy: example.policy)
        #expect(report.verdict == .holds)
        #expect(report.passed == BundleCheck.allCases.filter { $0 != .encrypted })
        #expect(report.record?.ballots == 17 && report.record?.invalid == 2)
        #expect(report.record?.facts.paper?.sheets == 12)
        #expect(try Bundle(parsing: bundle.bytes).bytes == bundle.bytes)
    }

    @Test("does not hold without its file, with another, or with a sheet that is not among the ballots")
    func refused() throws {
        let (example, paper) = try Self.example()
        #expect(example.failedCheck(try Self.bundle(example, nil, paper)) == .record)
        var changed = paper.bytes
        changed[changed.count / 2] ^= 1
        #expect(example.failedCheck(try Self.bundle(example, changed, paper)) == .paper)
        let (_, other) = try Self.example { batches in
            batches = batches.compactMap {
                PaperBatch($0.number, [.init(.approvals([1]), 12)], rule: .approval, salt: $0.salt)
            }
        }
        #expect(example.failedCheck(try Self.bundle(example, other.bytes, other)) == .paper)
        var (missing, same) = try Self.example()
        missing.ballots.removeLast()
        missing.ballots.append(try #require(OpenedBallot(ballot: .approvals([1]), salt: Self.salt)))
        #expect(missing.failedCheck(try Self.bundle(missing, same.bytes, same)) == .paper)
        missing.ballots.removeLast()
        #expect(missing.failedCheck(try Self.bundle(missing, same.bytes, same)) == .record)
    }

    @Test("does not hold where the log has no seal, another, or no end of the counting")
    func unproven() throws {
        let (example, paper) = try Self.example()
        for proven in [0, 1] {
            let bundle = try Self.bundle(example, paper.bytes, paper, proven: proven)
            #expect(example.failedCheck(bundle) == .log)
        }
        let seal = SHA256.hash([1]).bytes.base64
        #expect(example.failedCheck(try Self.bundle(example, paper.bytes, paper, seal: seal)) == .log)
        let whole = try Self.bundle(example, paper.bytes, paper)
        #expect(example.failedCheck(Bundle(members: Array(whole.members.dropLast()))) == .archive)
    }

    @Test("cannot have more sheets than persons who were marked for them")
    func stuffed() throws {
        let (example, paper) = try Self.example {
            guard let more = PaperBatch(2, [.init(.approvals([0]), 2)], rule: .approval, salt: $0[0].salt)
            else {
                return
            }
            $0.append(more)
        }
        #expect(example.failedCheck(try Self.bundle(example, paper.bytes, paper)) == .record)
    }

    @Test("is read in its canonical form and no other")
    func canonical() throws {
        let (example, paper) = try Self.example()
        let text = String(decoding: paper.bytes, as: UTF8.self)
        #expect(
            text.hasPrefix(
                #"{"batches":[{"number":1,"piles":[{"ballot":{"approvals":[1,3]},"count":2},{"ballot":{"approvals":[2]},"count":7},"#
            ))
        #expect(try PaperBallots(parsing: paper.bytes, of: example.facts) == paper)
        for (old, new) in [
            (#""count":7"#, #""count":0"#), (#""count":7"#, #""count":-7"#), (#""count":7"#, #""count":501"#),
            (#""count":7"#, #""count":"7""#), (#""sheets":12"#, #""sheets":13"#), (#""v":1"#, #""v":2"#),
            (#""election":42"#, #""election":43"#), (#""number":1"#, #""number":0"#), ("[2]", "[4]"),
            ("[2]", "[1,3]"), (#"{"blank":true}"#, #"{"choice":1}"#), (#""salt":""#, #""salt":"A"#),
            ("}", "} "),
        ] {
            let changed = Array(text.replacing(old, with: new, maxReplacements: 1).utf8)
            #expect(throws: RecordError.self, "\(new)") {
                _ = try PaperBallots(parsing: changed, of: example.facts)
            }
        }
        #expect(PaperBatch(1, [], rule: .approval, salt: Self.salt) == nil)
        #expect(PaperBatch(1, [.init(.blank, 501)], rule: .approval, salt: Self.salt) == nil)
        #expect(
            PaperBatch(1, [.init(.blank, .max), .init(.blank, 1)], rule: .approval, salt: Self.salt) == nil)
        #expect(PaperBatch(1, [.init(.blank, 3)], rule: .approval, salt: []) == nil)
        let together = PaperBatch(1, [.init(.blank, 3), .init(.blank, 4)], rule: .approval, salt: Self.salt)
        #expect(together?.piles == [.init(.blank, 7)])
    }

    @Test("is sealed by a hash over election, number, salt and piles")
    func seal() throws {
        let batch = try #require(PaperBatch(3, [.init(.choice(1), 2)], rule: .yesNo, salt: Self.salt))
        let json =
            #"{"number":3,"piles":[{"ballot":{"choice":"no"},"count":2}],"salt":"\#(Self.salt.base64)","sheets":2}"#
        let text = Array("mitstimme-batch/v1".utf8) + [0] + Array("7".utf8) + [0] + Array(json.utf8)
        #expect(batch.seal(election: ElectionID(7), rule: .yesNo) == SHA256.hash(text))
        let first = Array("mitstimme-sheet/v1".utf8) + [0] + Self.salt + Array("1".utf8)
        #expect(batch.opened.map(\.salt).first == SHA256.hash(first).bytes)
        #expect(Set(batch.opened.map(\.salt)).count == 2)
    }
}

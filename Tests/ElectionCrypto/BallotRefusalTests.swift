import Chance
import Core
import ElectionCrypto
import Foundation
import Testing

@Suite("A ballot is refused")
struct BallotRefusalTests {
    let sample: SampleElection<SmallGroup>
    let who: PublicCredentials<SmallGroup>

    init() throws {
        sample = try SampleElection(in: SmallGroup())
        who = try PublicCredentials(parsing: sample.entries[0].files[2], in: sample.group)
    }

    private func refusal(_ bytes: [UInt8]) -> BallotRefusal? {
        do throws(BallotRefusal) {
            _ = try sample.election.checked(bytes, among: who)
            return nil
        } catch {
            return error
        }
    }

    /// Signed anew, as the voter could do it who changed the ballot.
    private func resigned(_ bytes: [UInt8], by voter: Credential) throws -> [UInt8] {
        let text = bytes.text
        let end = try #require(text.range(of: ",\"signature\"")).lowerBound
        let unsigned = String(text[..<end])
        let hash = Digest(of: unsigned + "}").base64
        var chance = SeededRandom(9)
        let group = sample.group
        let w = group.randomScalar(using: &chance)
        let secret = voter.secret(election: sample.election.parameters.uuid, in: group)
        let commitment = group.text(group.secretPower(w))
        let challenge = group.scalar(reducing: Digest(of: "sig|\(hash)|" + commitment).bytes)
        let response = group.difference(w, group.product(secret, challenge))
        let proof = Proof<SmallGroup>(challenge: challenge, response: response).text(in: group)
        return Array("\(unsigned),\"signature\":{\"hash\":\"\(hash)\",\"proof\":\(proof)}}".utf8)
    }

    private var ballot: [UInt8] { sample.entries[2].files[0] }
    private var bob: Credential { sample.voters[1] }
    private var dora: Credential { sample.voters[3] }

    @Test("not when it is well made, and signed anew by its voter")
    func accepted() throws {
        #expect(refusal(ballot) == nil)
        #expect(refusal(try resigned(ballot, by: bob)) == nil)
    }

    @Test("when there is a space in it, a member in another place or another spelling of a number")
    func form() throws {
        for (old, new) in [
            (":", ": "), ("}}}", "}}} "), ("{\"election_uuid\"", "{ \"election_uuid\""),
            ("\"alpha\"", "\"Alpha\""), ("\"challenge\":\"", "\"challenge\":\"0"),
            ("\"response\":\"", "\"response\":\"+"), ("\"alpha\":\"", "\"alpha\":\"0"),
            ("\"challenge\"", "\"\\u0063hallenge\""),
        ] {
            guard case .malformed = refusal(ballot.replacing(old, new)) else {
                Issue.record("\(new) is accepted")
                continue
            }
        }
    }

    @Test("when it is another voter's, copied and signed by one's own credential")
    func copied() throws {
        let own = sample.group.text(
            dora.publicElement(election: sample.election.parameters.uuid, in: sample.group))
        let theirs = sample.group.text(
            bob.publicElement(election: sample.election.parameters.uuid, in: sample.group))
        let copy = try resigned(ballot.replacing(theirs, own), by: dora)
        #expect(refusal(copy) == .wrongIndividualProof(question: 1, answer: 1))
        #expect(refusal(ballot.replacing(theirs, own)) == .wrongHash)
        #expect(refusal(try resigned(ballot, by: dora)) == .wrongSignature)
    }

    @Test("when a response has the group's order added")
    func order() throws {
        let text = ballot.text
        let start = try #require(text.range(of: "\"response\":\"")).upperBound
        let digits = text[start...].prefix { $0 != "\"" }
        let more = String(try #require(UInt64(digits)) + SmallGroup.order)
        let changed = Array((text[..<start] + more + text[digits.endIndex...]).utf8)
        guard case .malformed = refusal(try resigned(changed, by: bob)) else {
            Issue.record("the response is accepted")
            return
        }
    }

    @Test("when its credential is not in the list")
    func stranger() throws {
        var chance = SeededRandom(3)
        let bytes = try sample.election.ballot(
            [[0, 1, 0, 0], [1, 0]], credential: Credential(using: &chance), using: &chance)
        #expect(refusal(bytes) == .unknownCredential)
    }

    @Test("when it was made for another election with the same credentials")
    func foreign() throws {
        let other = try SampleElection(in: SmallGroup(), seed: 2)
        var chance = SeededRandom(3)
        let bytes = try other.election.ballot([[0, 1, 0, 0], [1, 0]], credential: bob, using: &chance)
        #expect(refusal(bytes) == .otherElection)
    }

    @Test("when an element lies outside the group")
    func outside() throws {
        let text = ballot.text
        let start = try #require(text.range(of: "\"alpha\":\"")).upperBound
        let digits = text[start...].prefix { $0 != "\"" }
        let negative = String(SmallGroup.modulus - (try #require(UInt64(digits))))
        let changed = Array((text[..<start] + negative + text[digits.endIndex...]).utf8)
        #expect(refusal(try resigned(changed, by: bob)) == .notMember(question: 1))
        let stranger = try resigned(changed, by: bob)
        #expect(sample.report { $0[2].files[0] = stranger }[.membership].isFailure)
        let tooBig = Array((text[..<start] + String(SmallGroup.modulus + 1) + text[digits.endIndex...]).utf8)
        guard case .malformed = refusal(try resigned(tooBig, by: bob)) else {
            Issue.record("an element above the modulus is accepted")
            return
        }
    }

    @Test("when two of its columns have changed places")
    func swapped() throws {
        let parts = ballot.text.components(between: "{\"alpha\"", and: "}")
        let changed = ballot.replacing(parts[0], "*").replacing(parts[1], parts[0]).replacing("*", parts[1])
        #expect(
            refusal(try resigned(changed, by: bob)) == .wrongIndividualProof(question: 1, answer: 1))
    }

    @Test("when an answer or a proof is missing or too many")
    func shape() throws {
        let proofs = ballot.text.components(between: "[{\"challenge\"", and: "]")
        for proof in proofs {
            let without = ballot.replacing("," + proof, "").replacing(proof + ",", "").replacing(proof, "[]")
            let fewer = try resigned(without, by: bob)
            let more = try resigned(ballot.replacing(proof, proof + "," + proof), by: bob)
            #expect(refusal(fewer) != nil)
            #expect(refusal(more) != nil)
        }
        let answer = ballot.text.components(between: ",{\"choices\"", and: "]}")[0]
        let fewer = try resigned(ballot.replacing(answer, ""), by: bob)
        #expect(refusal(fewer) == .wrongNumberOfAnswers)
    }

    @Test(
        "by its maker when the choices are not permitted",
        arguments: [
            [[0, 0, 0, 0], [0, 0]], [[1, 1, 0, 0], [0, 0]], [[0, 1, 1, 1], [0, 0]], [[0, 2, 0, 0], [0, 0]],
            [[0, 1, 0, 0], [1, 1]], [[0, 1, 0], [0, 1]], [[0, 1, 0, 0]], [[0, -1, 1, 1], [0, 0]],
        ])
    func maker(choices: [[Int]]) {
        var chance = SeededRandom(3)
        #expect(throws: ElectionError.self) {
            try sample.election.ballot(choices, credential: bob, using: &chance)
        }
    }

    @Test("by no one who opens it to what was chosen, and by everyone to anything else")
    func audit() throws {
        var chance = SeededRandom(3)
        let credential = bob.publicElement(election: sample.election.parameters.uuid, in: sample.group)
        let choices = [[0, 1, 0, 0], [0, 1]]
        let unsigned = try sample.election.unsignedBallot(choices, for: credential, using: &chance)
        #expect(sample.election.opens(unsigned.answers, to: choices, with: unsigned.randomness))
        #expect(
            !sample.election.opens(unsigned.answers, to: [[0, 0, 1, 0], [0, 1]], with: unsigned.randomness))

        let secret = sample.group.randomScalar(using: &chance)
        let signed = String(
            decoding: unsigned.signed(with: secret, in: sample.group, using: &chance), as: UTF8.self)
        let right = JSON.object([
            "ballot": .string(signed.components(separatedBy: ",\"signature\"")[0] + "}"),
            "opening": [
                "choices": .array(choices.map { .array($0.map(JSON.int)) }),
                "randomness": .array(
                    unsigned.randomness.map { .array($0.map { .string(sample.group.decimal($0)) }) }),
            ],
        ]).text
        func fault(_ from: String = "", _ to: String = "") throws -> SpoiledBallot.Fault? {
            let text = from.isEmpty ? right : right.replacing(from, with: to, maxReplacements: 1)
            #expect(from.isEmpty || text != right)
            return try SpoiledBallot(parsing: Array(text.utf8)).fault(in: sample.election)
        }
        #expect(try fault() == nil)
        #expect(try fault("[[0,1,0,0]", "[[0,0,1,0]") == .ciphertext)
        #expect(try fault("[[0,1,0,0]", "[[0,2,0,0]") == .opening)
        #expect(try fault("[[0,1,0,0],", "[") == .opening)
        #expect(try fault(#""randomness":[["#, #""randomness":[["x","#) == .opening)
        #expect(try fault(#"{\"election_uuid"#, #"{ \"election_uuid"#) == .ballot)
        #expect(try fault(sample.election.fingerprint, Digest(of: "").base64) == .election)
        #expect(throws: ElectionError.self) { try fault(#"{"choices":"#, #"{"choice":"#) }
        #expect(throws: ElectionError.self) { try fault("[[0,1,0,0]", #"[["0",1,0,0]"#) }
    }
}

extension String {
    /// Every part from `start` to the next `end`, both included.
    func components(between start: String, and end: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let from = rest.range(of: start), let to = rest[from.upperBound...].range(of: end) {
            parts.append(String(rest[from.lowerBound..<to.upperBound]))
            rest = rest[to.upperBound...]
        }
        return parts
    }
}

import Core
import Testing
import TransparencyLog

@Suite("A receipt")
struct LogProofTests {
    @Test("of every entry is accepted", arguments: 0..<7)
    func everyEntry(index: Int) throws {
        let proof = LogProof(
            index: index, hashes: inclusionProof(of: index, in: WorkedExample.leaves),
            checkpoint: try WorkedExample.cosigned())
        let again = try LogProof(parsing: proof.bytes)
        #expect(again == proof)
        #expect(fault(again, entry: index) == nil)
    }

    @Test("is refused for another entry, index or path")
    func notIncluded() throws {
        let good = try WorkedExample.receipt()
        #expect(fault(good, entry: 2) == .notIncluded)
        for (index, hashes) in [
            (2, good.hashes), (4, good.hashes), (7, good.hashes), (Int.max, good.hashes),
            (3, Array(good.hashes.dropLast())), (3, good.hashes + [emptyRoot]), (3, good.hashes.reversed()), (3, []),
        ] {
            let wrong = LogProof(index: index, hashes: hashes, checkpoint: good.checkpoint)
            #expect(fault(wrong, entry: 3) == .notIncluded)
        }
    }

    @Test("is refused if its checkpoint was changed after signing")
    func changedCheckpoint() throws {
        let good = try WorkedExample.receipt()
        let text = good.checkpoint.text.replacing("\n7\n", with: "\n8\n")
        #expect(try fault(good, text: text) == .badSignature)
        #expect(try fault(good, text: good.checkpoint.text.replacing("town", with: "city")) == .unknownLog)
        #expect(try fault(good, text: "town\n") == .malformedCheckpoint)
    }

    @Test("is refused without the log's signature, even with all witnesses")
    func unsigned() throws {
        let good = try WorkedExample.receipt()
        let note = try SignedNote(
            text: good.checkpoint.text, signatures: Array(good.checkpoint.signatures.dropFirst()))
        let proof = LogProof(index: 3, hashes: good.hashes, checkpoint: note)
        #expect(fault(proof, entry: 3) == .notSignedByLog)
    }

    @Test("is refused if too few witnesses cosigned", arguments: [[0], [0, 1], [0, 2]])
    func tooFewWitnesses(signatures: [Int]) throws {
        let good = try WorkedExample.receipt()
        let note = try SignedNote(
            text: good.checkpoint.text, signatures: signatures.map { good.checkpoint.signatures[$0] })
        let proof = LogProof(index: 3, hashes: good.hashes, checkpoint: note)
        #expect(fault(proof, entry: 3) == .tooFewWitnesses)
    }

    @Test("counts a witness once, with its latest time")
    func sameWitnessTwice() throws {
        let press = try WorkedExample.press()
        let signed = try WorkedExample.checkpoint(size: 7).sign(with: WorkedExample.log())
        let note = try signed.adding(press.cosign(signed.text, at: WorkedExample.time.adding(seconds: 9)))
            .adding(press.cosign(signed.text, at: WorkedExample.time))
        #expect(verify(checkpoint: note, policy: try WorkedExample.policy()) == .invalid(.tooFewWitnesses))
        let one = try LogPolicy(
            logs: WorkedExample.policy().logs, witnesses: WorkedExample.policy().witnesses, groups: [],
            quorum: PolicyWord("press"))
        let name = try #require(PolicyWord("press"))
        #expect(
            verify(checkpoint: note, policy: one)
                == .valid(
                    try WorkedExample.checkpoint(size: 7),
                    witnesses: [name: WorkedExample.time.adding(seconds: 9)]))
    }

    @Test("of another log that the policy knows is not taken for this one's")
    func otherLog() throws {
        let other = try #require(SigningKey(name: "other.example/log", seed: Array(repeating: 9, count: 32)))
        let policy = try LogPolicy(
            logs: WorkedExample.policy().logs + [LogPolicy.Log(key: other.vkey)], witnesses: [], groups: [],
            quorum: nil)
        let note = try WorkedExample.checkpoint(size: 7).sign(with: other)
        #expect(verify(checkpoint: note, policy: policy) == .invalid(.notSignedByLog))
    }

    @Test("is not read with", arguments: [
        ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2"), ("index 3", "index +3"), ("index 3", "index 03"),
        ("index 3", "index -3"), ("index 3", "Index 3"), ("index 3\n", ""), ("index 3\n", "index 3\r\n"),
        ("extra ", "extra  "), ("extra ", "other "), ("iNPoJtLI", "iNPoJtL"),
        ("\n\naudit", "\naudit"),
    ])
    func malformed(part: String, replacement: String) throws {
        let text = try WorkedExample.receipt().description
        #expect(text.contains(part))
        let wrong = text.replacing(part, with: replacement, maxReplacements: 1)
        #expect(throws: LogFormatError.self) { try LogProof(parsing: Array(wrong.utf8)) }
    }

    @Test("with a blank line before the hashes has no checkpoint")
    func blankLine() throws {
        let text = try WorkedExample.receipt().description.replacing("index 3\n", with: "index 3\n\n")
        #expect(fault(try LogProof(parsing: Array(text.utf8)), entry: 3) == .malformedCheckpoint)
    }

    @Test("may have empty extra bytes, which are not the same as none")
    func emptyExtra() throws {
        let proof = LogProof(extra: [], index: 3, hashes: [], checkpoint: try WorkedExample.cosigned())
        #expect(try LogProof(parsing: proof.bytes) == proof)
    }

    private func fault(_ proof: LogProof, entry: Int) -> LogFault? {
        guard let policy = try? WorkedExample.policy() else { return nil }
        switch verify(proof: proof, leaf: WorkedExample.entries[entry], policy: policy) {
        case .valid: return nil
        case .invalid(let fault): return fault
        }
    }

    private func fault(_ proof: LogProof, text: String) throws -> LogFault? {
        let note = try SignedNote(text: text, signatures: proof.checkpoint.signatures)
        return fault(LogProof(index: proof.index, hashes: proof.hashes, checkpoint: note), entry: 3)
    }
}

@Suite("A request to a witness")
struct WitnessRequestTests {
    @Test("is not read with another first line or more than 63 hashes", arguments: [
        "old +3\n", "old 03\n", "old\n", "new 3\n", "\n", "old 3\nabc\n",
        "old 3\n" + String(repeating: "Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n", count: 64),
    ])
    func malformed(header: String) throws {
        let note = try WorkedExample.checkpoint(size: 7).sign(with: WorkedExample.log())
        #expect(throws: LogFormatError.self) { try WitnessRequest(parsing: Array("\(header)\n\(note)".utf8)) }
    }
}

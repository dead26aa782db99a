import Core
import PublicRecord
import Testing
import TransparencyLog

@Suite("A receipt")
struct ReceiptTests {
    private static let content = Array(#"{"text":"Mehr Bäume <b>!</b></script>"}"#.utf8)
    private static let opening = Receipt.Opening(salt: Array(0..<32), content: content)

    private func key() throws -> SigningKey {
        try #require(SigningKey(name: "log.test/town", seed: Array(0..<32)))
    }

    private func receipt(body: JSON? = nil, opening: Receipt.Opening? = opening) throws -> Receipt {
        let body = body ?? .string(Self.opening.commitment(type: "comment.written"))
        let leaf = JSON.object([
            "act": "comment.written", "at": "2026-05-04T10:00:00Z", "body": body, "v": 1,
        ]).canonical
        let other = leafHash([1])
        let checkpoint = try #require(
            Checkpoint(origin: "log.test/town", size: 2, root: nodeHash(leafHash(leaf), other)))
        let proof = LogProof(index: 0, hashes: [other], checkpoint: try checkpoint.sign(with: key()))
        let policy = try LogPolicy(logs: [.init(key: key().vkey)], witnesses: [], groups: [], quorum: nil)
        return Receipt(proof: proof, leaf: leaf, opening: opening, policy: policy)
    }

    @Test("commits as docs/protocol.md says")
    func commitment() {
        // Python: base64(sha256(b"mitstimme-leaf/v1\0comment.written\0" + bytes(range(32)) + content))
        #expect(
            Self.opening.commitment(type: "comment.written") == "pnuccNK0xLbU6beQuTyqZn/o5Pda/chmlQazwUCiXSI="
        )
    }

    @Test("stands in a page that no content can break, and is read from it")
    func page() throws {
        let receipt = try receipt()
        let page = "<!doctype html>\n<title>x</title>\(receipt.script)\n<p>y</p>"
        #expect(receipt.script.split(separator: "</script>", omittingEmptySubsequences: false).count == 2)
        let read = try Receipt(parsing: Array(page.utf8))
        #expect(Receipt.isWrapped(Array(page.utf8)) && !Receipt.isWrapped(receipt.proof.bytes))
        #expect(read.opening == receipt.opening && read.leaf == receipt.leaf && read.proof == receipt.proof)
        guard case .holds(let place) = read.verify(policy: receipt.policy) else {
            Issue.record("it does not hold")
            return
        }
        #expect(place.index == 0 && place.size == 2 && place.origin == "log.test/town")
        guard case .holdsTogetherLogKeyNotChecked = read.verify(policy: nil) else {
            Issue.record("it trusts itself")
            return
        }
    }

    @Test("is recorded, not confirmed, where nothing is missing but observers; anything else wrong is worse")
    func recorded() throws {
        let receipt = try receipt()
        let word = try #require(PolicyWord("w"))
        let witness = LogPolicy.Witness(
            name: word,
            key: try #require(CosigningKey(name: "w.test", seed: [UInt8](repeating: 3, count: 32))).vkey)
        let strict = try LogPolicy(
            logs: [.init(key: key().vkey)], witnesses: [witness], groups: [], quorum: word)
        guard case .recordedNotConfirmed(let place) = receipt.verify(policy: strict) else {
            Issue.record("it is not recorded")
            return
        }
        #expect(place.size == 2 && place.witnesses.isEmpty)
        #expect(
            Receipt(proof: receipt.proof, leaf: [1], policy: strict).verify(policy: nil)
                == .doesNotHold(.log(.notIncluded)))
        let other = try LogPolicy(
            logs: [.init(key: #require(SigningKey(name: "log.test/town", seed: Array(1...32))).vkey)],
            witnesses: [witness], groups: [], quorum: word)
        #expect(receipt.verify(policy: other) == .doesNotHold(.log(.notSignedByLog)))
    }

    @Test("does not hold if the entry commits to something else, or commits to nothing")
    func opening() throws {
        let other = Receipt.Opening(salt: Array(1...32), content: Self.content)
        #expect(try receipt(opening: other).verify(policy: nil) == .doesNotHold(.opening))
        #expect(try receipt(body: ["a": 1]).verify(policy: nil) == .doesNotHold(.entry))
        #expect(
            try receipt(body: .string(Self.opening.commitment(type: "proposal.published"))).verify(
                policy: nil)
                == .doesNotHold(.opening))
        let bare = try receipt()
        #expect(
            Receipt(proof: bare.proof, leaf: bare.leaf).verify(policy: nil) == .doesNotHold(.noPolicy))
        #expect(
            Receipt(proof: bare.proof, leaf: [1], policy: bare.policy).verify(policy: nil)
                == .doesNotHold(.log(.notIncluded)))
    }

    @Test("of a ballot holds if the entry put that ballot into the box")
    func ballot() throws {
        let (mine, other) = ([UInt8](repeating: 1, count: 32), [UInt8](repeating: 2, count: 32))
        func receipt(act: String = "ballots.boxed", added: [[UInt8]]) throws -> Receipt {
            let leaf = JSON.object([
                "act": .string(act), "at": "2026-05-04T10:00:00Z",
                "body": ["added": .array(added.map { .string($0.base64) }), "election": "1", "removed": []],
                "v": 1,
            ]).canonical
            let checkpoint = try #require(Checkpoint(origin: "log.test/town", size: 1, root: leafHash(leaf)))
            let proof = LogProof(index: 0, hashes: [], checkpoint: try checkpoint.sign(with: key()))
            let policy = try LogPolicy(logs: [.init(key: key().vkey)], witnesses: [], groups: [], quorum: nil)
            return try Receipt(
                parsing: Array(
                    Receipt(proof: proof, leaf: leaf, commitment: mine, policy: policy).script.utf8))
        }
        guard case .holdsTogetherLogKeyNotChecked = try receipt(added: [other, mine]).verify(policy: nil)
        else {
            Issue.record("it does not hold")
            return
        }
        #expect(try receipt(added: [other]).verify(policy: nil) == .doesNotHold(.ballot))
        #expect(
            try receipt(act: "comment.written", added: [mine]).verify(policy: nil) == .doesNotHold(.entry))
        let script = try receipt(added: [mine]).script.replacing(
            "\"commitment\":\"AQEB", with: "\"commitment\":\"")
        #expect(throws: RecordError.self) { try Receipt(parsing: Array(script.utf8)) }
    }

    @Test("that is damaged is refused with a sentence")
    func damaged() throws {
        let script = try receipt().script
        for wrong in [
            "", "<p>", "{}", script + script, String(script.dropLast(9)),
            script.replacing("proof", with: "x"),
            script.replacing("c2sp.org/tlog-proof@v1", with: "c2sp.org/tlog-proof@v2"),
        ] {
            #expect(throws: RecordError.self) { try Receipt(parsing: Array(wrong.utf8)) }
        }
    }
}

import Testing
import TransparencyLog

@Suite("A witness's decision")
struct WitnessDecisionTests {
    private static let leaves = WorkedExample.leaves

    private func checkpoint(_ size: Int, root other: Hash? = nil) throws -> Checkpoint {
        try #require(
            Checkpoint(
                origin: WorkedExample.origin, size: size, root: other ?? root(of: Self.leaves.prefix(size))))
    }

    private func decision(
        _ old: Int, _ new: Checkpoint, proof: [Hash]? = nil, after last: Checkpoint?
    ) throws -> WitnessDecision {
        let request = WitnessRequest(
            oldSize: old,
            proof: proof ?? consistencyProof(from: min(old, new.size), to: new.size, in: Self.leaves),
            checkpoint: try new.sign(with: WorkedExample.log()))
        let signed = try request.signedCheckpoint(logs: [WorkedExample.log().vkey])
        return request.decision(on: signed, after: last)
    }

    @Test("is to cosign each state that contains the last one", arguments: 0...7, 0...7)
    func grows(old: Int, new: Int) throws {
        let last = try checkpoint(old)
        let decision = try decision(old, checkpoint(new), after: last)
        #expect(decision == (old <= new ? .cosign(try checkpoint(new)) : .refuse(.malformed)))
    }

    @Test("follows the protocol's table")
    func table() throws {
        let three = try checkpoint(3)
        let seven = try checkpoint(7)
        #expect(try decision(0, three, after: nil) == .cosign(three))
        #expect(try decision(2, three, after: nil) == .refuse(.otherSize(0)))
        #expect(try decision(0, seven, after: three) == .refuse(.otherSize(3)))
        #expect(try decision(4, seven, after: three) == .refuse(.otherSize(3)))
        #expect(try decision(3, seven, proof: [], after: three) == .refuse(.inconsistent))
        #expect(try decision(0, three, proof: [emptyRoot], after: nil) == .refuse(.inconsistent))
        #expect(try decision(3, checkpoint(3, root: emptyRoot), after: three) == .refuse(.inconsistent))
        #expect(try decision(0, checkpoint(0, root: three.root), after: nil) == .refuse(.inconsistent))
        #expect(try decision(0, checkpoint(0), after: nil) == .cosign(try checkpoint(0)))
        let lie = try checkpoint(3, root: seven.root)
        #expect(try decision(3, seven, after: lie) == .refuse(.inconsistent))
        #expect(
            [WitnessRefusal.malformed, .notSigned, .unknownLog, .otherSize(1), .inconsistent].map(\.status)
                == [400, 403, 404, 409, 422])
    }

    @Test("needs the log's signature, and keeps no other")
    func signatures() throws {
        let key = try WorkedExample.log()
        let note = try WorkedExample.cosigned()
        let request = WitnessRequest(oldSize: 0, proof: [], checkpoint: note)
        #expect(request.origin == WorkedExample.origin)
        #expect(throws: WitnessRefusal.unknownLog) { try request.signedCheckpoint(logs: []) }
        let forged = try #require(SigningKey(name: key.name, seed: Array(1...32)))
        #expect(throws: WitnessRefusal.notSigned) { try request.signedCheckpoint(logs: [forged.vkey]) }
        // While a log changes its key, one signature of the two is enough.
        #expect(try request.signedCheckpoint(logs: [forged.vkey, key.vkey]).size == 7)
        let own = try WorkedExample.press().cosign(note.text, at: WorkedExample.time)
        let kept = try note.cosigned(own, logs: [key.vkey])
        #expect(kept.signatures.map(\.name) == [key.name, own.name])
    }
}

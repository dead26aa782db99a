import Chance
import Dispatch
import Synchronization
import Testing
import TransparencyLog

@Suite("Every single bit of a Merkle proof")
struct ProofBitTests {
    @Test(
        "counts, of inclusion and consistency, in every tree up to 65 leaves",
        arguments: 2...Tier.current.wholeTrees)
    func small(size: Int) {
        let leaves = Array(ProofTests.leaves.prefix(size))
        // Six million proofs: on all cores.
        let wrong = Mutex<[Int]>([])
        DispatchQueue.concurrentPerform(iterations: size) { index in
            let isRight =
                accepted(inclusion: index, of: leaves) == 0
                && (index == 0 || accepted(from: index, to: size, in: leaves) == 0)
            if !isRight { wrong.withLock { $0.append(index) } }
        }
        #expect(wrong.withLock { $0 } == [])
    }

    @Test(
        "counts in random trees up to 100,000 leaves, whose proofs hold",
        arguments: 0..<Tier.current.largeTrees)
    func large(number: UInt64) {
        var chance = SeededRandom(40 + number)
        let size = Int.random(in: 66...100_000, using: &chance)
        let leaves = (0..<size).map { leafHash([UInt8]("\($0)".utf8)) }
        let (index, from) = (
            Int.random(in: 0..<size, using: &chance), Int.random(in: 1..<size, using: &chance)
        )
        #expect(accepted(inclusion: index, of: leaves) == 0)
        #expect(accepted(from: from, to: size, in: leaves) == 0)
    }

    /// How many proofs with one bit flipped hold; −1 where the right one does not.
    private func accepted(inclusion index: Int, of leaves: [Hash]) -> Int {
        let whole = root(of: leaves[...])
        return accepted(inclusionProof(of: index, in: leaves)) { proof in
            verifyInclusion(leaf: leaves[index], index: index, size: leaves.count, proof: proof, root: whole)
        }
    }

    private func accepted(from: Int, to: Int, in leaves: [Hash]) -> Int {
        let (old, new) = (root(of: leaves.prefix(from)), root(of: leaves.prefix(to)))
        return accepted(consistencyProof(from: from, to: to, in: leaves)) { proof in
            verifyConsistency(from: from, fromRoot: old, to: to, toRoot: new, proof: proof)
        }
    }

    private func accepted(_ proof: [Hash], _ holds: ([Hash]) -> Bool) -> Int {
        guard holds(proof) else { return -1 }
        var (wrong, count) = (proof, 0)
        for place in proof.indices {
            for bit in 0..<256 {
                var bytes = proof[place].bytes
                bytes[bit / 8] ^= 1 << (bit % 8)
                wrong[place] = Hash(bytes: bytes) ?? proof[place]
                if holds(wrong) { count += 1 }
            }
            wrong[place] = proof[place]
        }
        return count
    }
}

extension Tier {
    /// Up to how many leaves every bit is flipped.
    fileprivate var wholeTrees: Int { self == .quick ? 8 : 65 }
    /// How many random trees are tried.
    fileprivate var largeTrees: UInt64 { self == .quick ? 4 : 50 }
}

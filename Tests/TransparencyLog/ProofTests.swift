import Testing
import TransparencyLog

@Suite("A Merkle proof")
struct ProofTests {
    static let leaves = (0..<65).map { leafHash([UInt8]("entry \($0)".utf8)) }
    static let roots = (0...65).map { root(of: leaves.prefix($0)) }

    @Test("of inclusion holds for every leaf, and at no other index", arguments: 1...65)
    func inclusion(size: Int) {
        let leaves = Array(ProofTests.leaves.prefix(size))
        for index in 0..<size {
            let proof = inclusionProof(of: index, in: leaves)
            for claimed in 0..<size {
                let holds = verifyInclusion(
                    leaf: leaves[index], index: claimed, size: size, proof: proof,
                    root: ProofTests.roots[size])
                #expect(holds == (claimed == index))
            }
        }
    }

    @Test("of consistency holds for every pair of sizes", arguments: 0...65)
    func consistency(to: Int) {
        for from in 0...to {
            let proof = consistencyProof(from: from, to: to, in: ProofTests.leaves)
            #expect(holds(from, to, proof))
        }
    }

    @Test("of inclusion fails with a hash too few, too many or swapped", arguments: 2...40)
    func inclusionLength(size: Int) {
        let leaves = Array(ProofTests.leaves.prefix(size))
        for index in 0..<size {
            let proof = inclusionProof(of: index, in: leaves)
            for wrong in damaged(proof) {
                #expect(
                    !verifyInclusion(
                        leaf: leaves[index], index: index, size: size, proof: wrong,
                        root: ProofTests.roots[size]))
            }
        }
    }

    @Test("of consistency fails with a hash too few, too many or swapped", arguments: 2...40)
    func consistencyLength(to: Int) {
        for from in 1..<to {
            for wrong in damaged(consistencyProof(from: from, to: to, in: ProofTests.leaves)) {
                #expect(!holds(from, to, wrong))
            }
        }
    }

    @Test("fails if one of these bits is flipped, for larger trees", arguments: 9...24)
    func someBits(size: Int) throws {
        let leaves = Array(ProofTests.leaves.prefix(size))
        let bits = [0, 7, 100, 255]
        for index in 0..<size {
            for wrong in try flips(inclusionProof(of: index, in: leaves), bits: bits) {
                #expect(
                    !verifyInclusion(
                        leaf: leaves[index], index: index, size: size, proof: wrong,
                        root: ProofTests.roots[size]))
            }
            guard index > 0 else { continue }
            for wrong in try flips(consistencyProof(from: index, to: size, in: leaves), bits: bits) {
                #expect(!holds(index, size, wrong))
            }
        }
    }

    @Test("fails for sizes and indices that do not exist")
    func outside() {
        let leaf = ProofTests.leaves[0]
        #expect(!verifyInclusion(leaf: leaf, index: 0, size: 0, proof: [], root: leaf))
        #expect(!verifyInclusion(leaf: leaf, index: -1, size: 1, proof: [], root: leaf))
        #expect(!verifyInclusion(leaf: leaf, index: 1, size: 1, proof: [], root: leaf))
        #expect(!holds(5, 3, []))
        #expect(!verifyConsistency(from: -1, fromRoot: emptyRoot, to: 0, toRoot: emptyRoot, proof: []))
    }

    @Test("between equal sizes is empty and asks for equal roots")
    func equalSizes() {
        #expect(!verifyConsistency(from: 3, fromRoot: Self.roots[3], to: 3, toRoot: Self.roots[4], proof: []))
        #expect(!holds(3, 3, [Self.leaves[0]]))
        #expect(!verifyConsistency(from: 0, fromRoot: Self.roots[1], to: 0, toRoot: Self.roots[1], proof: []))
    }

    @Test("from the empty tree is empty and asks for the empty root")
    func fromNothing() {
        #expect(!holds(0, 3, [Self.leaves[0]]))
        #expect(!verifyConsistency(from: 0, fromRoot: Self.roots[1], to: 3, toRoot: Self.roots[3], proof: []))
    }

    private func holds(_ from: Int, _ to: Int, _ proof: [Hash]) -> Bool {
        verifyConsistency(
            from: from, fromRoot: Self.roots[from], to: to, toRoot: Self.roots[to], proof: proof)
    }

    private func damaged(_ proof: [Hash]) -> [[Hash]] {
        var wrong = [proof + [Self.leaves[64]], [Self.leaves[64]] + proof]
        if !proof.isEmpty { wrong += [Array(proof.dropLast()), Array(proof.dropFirst())] }
        if proof.count > 1 { wrong.append(proof.reversed()) }
        return wrong
    }

    private func flips(_ proof: [Hash], bits: [Int]) throws -> [[Hash]] {
        var wrong: [[Hash]] = []
        for place in proof.indices {
            for bit in bits {
                var bytes = proof[place].bytes
                bytes[bit / 8] ^= 1 << (bit % 8)
                var copy = proof
                copy[place] = try #require(Hash(bytes: bytes))
                wrong.append(copy)
            }
        }
        return wrong
    }
}

@Suite("A growing Merkle tree")
struct MerkleTreeTests {
    @Test(
        "has the published roots of RFC 6962 implementations",
        arguments: [
            (1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
            (2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
            (3, "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
            (4, "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
            (5, "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
            (6, "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
            (7, "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
            (8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
        ])
    func published(size: Int, root: String) throws {
        // transparency-dev/merkle, testonly/constants.go
        let entries: [[UInt8]] = [
            [], [0x00], [0x10], Array(0x20...0x21), Array(0x30...0x31), Array(0x40...0x43),
            Array(0x50...0x57),
            Array(0x60...0x6F),
        ]
        var tree = MerkleTree()
        for entry in entries.prefix(size) { tree.append(leafHash(entry)) }
        #expect(
            tree.root.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined() == root)
    }

    @Test("goes on from its stored edge", arguments: 0...65)
    func continues(size: Int) throws {
        var whole = MerkleTree()
        for leaf in ProofTests.leaves.prefix(size) { whole.append(leaf) }
        var stored = try #require(MerkleTree(size: size, edge: whole.edge))
        #expect(stored == whole)
        #expect(stored.edge.count == size.nonzeroBitCount)
        stored.append(ProofTests.leaves[0])
        #expect(stored.root == root(of: ProofTests.leaves.prefix(size) + [ProofTests.leaves[0]]))
    }

    @Test("refuses an edge that does not fit the size")
    func wrongEdge() {
        #expect(MerkleTree(size: 3, edge: [emptyRoot]) == nil)
        #expect(MerkleTree(size: -1, edge: []) == nil)
    }
}

@Suite("SHA-256")
struct SHA256Tests {
    @Test("gives the same in pieces as at once")
    func streaming() {
        var stream = StreamingSHA256()
        #expect(stream.hash == emptyRoot)
        stream.add([1, 2, 3])
        #expect(stream.hash == SHA256.hash([1, 2, 3]))
        stream.add([])
        stream.add([4])
        #expect(stream.hash == SHA256.hash([1, 2, 3, 4]))
    }
}

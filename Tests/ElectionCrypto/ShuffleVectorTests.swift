import Chance
import ElectionCrypto
import Testing

@Suite("A shuffle by belenios-tool")
struct ShuffleVectorTests {
    typealias Proof = ShuffleProof<ModularGroup>

    let group = ModularGroup.rfc3526

    @Test("is valid, and invalid with one ciphertext in the place of another")
    func interchange() throws {
        var lines = belenios20Shuffle.split(separator: "\n")[...]
        func element() throws -> ModularGroup.Element { try #require(group.element(lines.removeFirst())) }
        func scalar() throws -> ModularGroup.Scalar {
            try #require(group.scalar(decimal: lines.removeFirst()))
        }
        func pair() throws -> Ciphertext<ModularGroup> { try Ciphertext(alpha: element(), beta: element()) }

        let fingerprint = String(lines.removeFirst())
        let shuffling = try Shuffling(group, publicKey: element(), fingerprint: fingerprint)
        let input = try [pair(), pair()]
        let output = try [pair(), pair()]
        let announcement = try Proof.Announcement(
            sum: element(), product: element(), powers: element(), beta: element(), alpha: element(),
            chain: [element(), element()])
        let response = try Proof.Response(
            sum: scalar(), product: scalar(), powers: scalar(), encryption: scalar(),
            chain: [scalar(), scalar()], weights: [scalar(), scalar()])
        let proof = try Proof(
            announcement: announcement, response: response, commitments: [element(), element()],
            chain: [element(), element()])
        var random = SeededRandom(20)
        var shuffle = Shuffle(output: output, proof: proof)
        #expect(shuffling.verdict(shuffle, of: input, using: &random) == .valid)
        shuffle.output.swapAt(0, 1)
        #expect(shuffling.verdict(shuffle, of: input, using: &random) != .valid)
    }
}

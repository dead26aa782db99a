import ElectionCrypto
import Foundation

extension ElectionBench {
    /// One mixer's work on ten thousand ciphertexts, and its check. Gates: the time belenios-tool 2.5.1 takes.
    func shuffling() throws {
        let (group, count) = (Ed25519Group.shared, 10_000)
        var chance = SystemRandomNumberGenerator()
        let key = group.secretPower(group.randomScalar(using: &chance))
        let input = (0..<count).map { number in
            let exponent = group.randomScalar(using: &chance)
            let message = group.power(group.generator, group.scalar(number))
            return Ciphertext<Ed25519Group>(
                alpha: group.secretPower(exponent),
                beta: group.product(group.secretPower(key, exponent), message))
        }
        let shuffling = Shuffling(group, publicKey: key, fingerprint: String(repeating: "A", count: 43))
        let (making, shuffle) = Timing.of(1...1) { shuffling.shuffle(input, using: &chance) }
        gate("mixing 10,000 ciphertexts, Ed25519", making, count, 3.5)
        let (checking, verdict) = Timing.of(1...1) { shuffling.verdict(shuffle, of: input, using: &chance) }
        guard verdict == .valid else { throw BenchFault(description: "the shuffle does not hold") }
        gate("  its check", checking, count, 1.9)
    }

    private func gate(_ name: String, _ timing: Timing, _ count: Int, _ most: Double) {
        let each = timing.median / Double(count)
        let verdict = report.verdict(name, each <= most, "gate ≤ \(rounded(most, 1)) ms")
        line(name, "\(milliseconds(timing.median)), \(rounded(each)) ms each  \(verdict)")
    }

    /// The voter's side, under node.
    func booth() throws {
        let said = try output(of: "node", ["Tests/Booth/timing.js"])
        for text in said.split(separator: "\n") {
            let time = text.firstMatch(of: /ballot ([0-9.]+) ms/).flatMap { Double($0.1) }
            let rate = time.map { "; \(rounded(1000 / $0, 0)) ballots a second" } ?? ""
            line("booth, 10 answers, by the clock", text + rate)
        }
    }
}

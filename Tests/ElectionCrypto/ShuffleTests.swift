import Chance
import ElectionCrypto
import Testing

/// The groups that are mixed in: a quick run has that of real elections alone.
let mixedGroupNames = Tier.current == .quick ? [Ed25519Group.shared.name] : groupNames

/// An election's key, some encrypted elements and one shuffle of them.
struct MixedBox<G: Group> {
    let shuffling: Shuffling<G>
    let key: G.Scalar
    let input: [Ciphertext<G>]
    var shuffle: Shuffle<G>
    var random: SeededRandom

    init(_ group: G, count: Int) {
        var sample = Sample(group, seed: UInt64(count) + 1)
        key = sample.scalar()
        let publicKey = group.secretPower(key)
        shuffling = Shuffling(
            group, publicKey: publicKey, fingerprint: "9hUd5zeqD0ByBhoQRNx/SR/btcCjyVp31piAFoxZEd0")
        var input: [Ciphertext<G>] = []
        for index in 0..<count {
            let r = sample.scalar()
            let message = group.power(group.generator, group.scalar(index))
            input.append(
                Ciphertext(
                    alpha: group.secretPower(r),
                    beta: group.product(group.secretPower(publicKey, r), message)))
        }
        self.input = input
        random = sample.random
        shuffle = shuffling.shuffle(input, using: &random)
    }

    func plain(_ list: [Ciphertext<G>]) -> [G.Element] {
        list.map { shuffling.group.quotient($0.beta, shuffling.group.power($0.alpha, key)) }
    }

    mutating func verdict(_ changed: Shuffle<G>? = nil) -> ShuffleVerdict {
        shuffling.verdict(changed ?? shuffle, of: input, using: &random)
    }
}

@Suite("A shuffle")
struct ShuffleTests {
    @Test("keeps what is encrypted, changes every ciphertext, and proves it", arguments: mixedGroupNames)
    func roundTrip(name: String) throws {
        func check<G: Group>(_ group: G) {
            for count in [0, 1, 2, 3, 5] {
                var box = MixedBox(group, count: count)
                #expect(box.verdict() == .valid, "\(count)")
                #expect(Set(box.plain(box.shuffle.output)) == Set(box.plain(box.input)))
                let before = box.input.flatMap { [$0.alpha, $0.beta] }
                let after = box.shuffle.output.flatMap { [$0.alpha, $0.beta] }
                #expect(Set(before).isDisjoint(with: after))
            }
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("of many is proved, too")
    func many() {
        var box = MixedBox(Ed25519Group.shared, count: 100)
        #expect(box.verdict() == .valid)
        var changed = box.shuffle
        changed.output.swapAt(3, 4)
        #expect(box.verdict(changed) != .valid)
    }

    @Test("can follow a shuffle")
    func chained() {
        var box = MixedBox(Ed25519Group.shared, count: 4)
        let second = box.shuffling.shuffle(box.shuffle.output, using: &box.random)
        #expect(box.shuffling.verdict(second, of: box.shuffle.output, using: &box.random) == .valid)
        #expect(box.shuffling.verdict(second, of: box.input, using: &box.random) != .valid)
    }

    @Test("is refused for another election, key or input")
    func statement() {
        let group = Ed25519Group.shared
        var box = MixedBox(group, count: 3)
        let (key, fingerprint) = (box.shuffling.publicKey, box.shuffling.fingerprint)
        for other in [
            Shuffling(group, publicKey: group.product(key, group.generator), fingerprint: fingerprint),
            Shuffling(group, publicKey: key, fingerprint: fingerprint + "A"),
        ] {
            #expect(other.verdict(box.shuffle, of: box.input, using: &box.random) != .valid)
        }
        let turned = Array(box.input.reversed())
        #expect(box.shuffling.verdict(box.shuffle, of: turned, using: &box.random) != .valid)
    }
}

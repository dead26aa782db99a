import Chance
import ElectionCrypto
import Testing

@Suite("Secrets of a mixer")
struct SecretArrayTests {
    @Test("are nothing but zeros once they are wiped")
    func wiped() {
        var chance = SeededRandom(5)
        let group = Ed25519Group.shared
        let scalars = SecretArray(count: 40) { _, _ in group.randomScalar(using: &chance) }
        #expect(Set(scalars).count == 40)
        scalars.wipe()
        #expect(scalars.allSatisfy { $0 == group.zero })
        let places = SecretArray(count: 9) { place, _ in place + 1 }
        places.wipe()
        #expect(Array(places) == Array(repeating: 0, count: 9))
        let none = SecretArray<Int>(count: 0) { _, _ in 0 }
        none.wipe()
        #expect(none.isEmpty)
    }

    @Test("are made from those before, and mixed without losing one")
    func made() {
        let doubled = SecretArray<Int>(count: 11) { index, before in index == 0 ? 1 : 2 * before[index - 1] }
        #expect(doubled.last == 1024)
        var chance = SeededRandom(6)
        doubled.shuffle(using: &chance)
        #expect(doubled.last != 1024 && doubled.sorted() == (0...10).map { 1 << $0 })
    }

    @Test("that have memory of their own elsewhere are left whole")
    func elsewhere() {
        let words = SecretArray(count: 3) { index, _ in String(repeating: "x", count: 40 + index) }
        words.wipe()
        #expect(words.map(\.count) == [40, 41, 42])
    }
}

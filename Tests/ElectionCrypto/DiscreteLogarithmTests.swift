import Chance
import ElectionCrypto
import Testing

@Suite("The logarithm of a total")
struct DiscreteLogarithmTests {
    @Test("is found from 0 to the bound, and not above", arguments: groupNames)
    func range(name: String) throws {
        func check<G: Group>(_ group: G) {
            for bound in [0, 1, 2, 3, 8, 9, 1000] {
                let logarithm = DiscreteLogarithm(group, bound: bound)
                for total in Set([0, 1, bound / 2, bound - 1, bound]) where (0...bound).contains(total) {
                    #expect(logarithm(group.power(group.generator, group.scalar(total))) == total)
                }
                for total in [-1, bound + 1, bound + 2, 10 * bound + 10] {
                    #expect(logarithm(group.power(group.generator, group.scalar(total))) == nil)
                }
            }
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("is found for every total of a small box")
    func everyTotal() {
        let group = Ed25519Group.shared
        let logarithm = DiscreteLogarithm(group, bound: 150)
        var element = group.identity
        for total in 0...150 {
            #expect(logarithm(element) == total)
            element = group.product(element, group.generator)
        }
        #expect(logarithm(element) == nil)
    }

    @Test("is found up to the largest total of a weighted election")
    func large() {
        let group = Ed25519Group.shared
        let bound = Tier.current == .quick ? 1_000_000_000 : 100_000_000_000
        let logarithm = DiscreteLogarithm(group, bound: bound)
        for total in [0, 1, 316_228, 777_777_777, bound - 1, bound] {
            #expect(logarithm(group.power(group.generator, group.scalar(total))) == total)
        }
    }
}

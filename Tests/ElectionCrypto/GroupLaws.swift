import Chance
import ElectionCrypto
import Testing

let groupNames = ElectionGroups.all.map(\.name)

/// The decimal of a number, plus 1.
func successor(_ decimal: String) -> String {
    decimal.utf8.reversed().reduce(into: (text: "", carry: 1)) { sum, digit in
        let value = Int(digit) - 48 + sum.carry
        sum = ("\(value % 10)" + sum.text, value / 10)
    }.text
}

/// A few random elements and scalars of one group.
struct Sample<G: Group> {
    let group: G
    var random: SeededRandom

    init(_ group: G, seed: UInt64 = 7) {
        self.group = group
        random = SeededRandom(seed)
    }

    mutating func scalar() -> G.Scalar { group.randomScalar(using: &random) }
    mutating func element() -> G.Element { group.power(group.generatorTable, scalar()) }
}

@Suite("Every group")
struct GroupLaws {
    @Test("is a group of order q", arguments: groupNames)
    func group(name: String) throws {
        func check<G: Group>(_ group: G) {
            var sample = Sample(group)
            let (a, b, c) = (sample.element(), sample.element(), sample.element())
            #expect(group.product(group.product(a, b), c) == group.product(a, group.product(b, c)))
            #expect(group.product(a, b) == group.product(b, a))
            #expect(group.product(a, group.identity) == a)
            #expect(group.product(a, group.inverse(a)) == group.identity)
            #expect(group.quotient(group.product(a, b), b) == a)
            #expect(group.inverse(group.identity) == group.identity)
            #expect(group.product(a, a) == group.power(a, group.scalar(2)))
            // a^(q−1) · a = 1.
            #expect(group.product(group.power(a, group.negative(group.one)), a) == group.identity)
            #expect([a, b, group.identity, group.generator].allSatisfy(group.isMember))
            #expect(group.power(a, group.zero) == group.identity)
            #expect(group.power(group.generator, group.one) == group.generator)
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("has one power, however it is computed", arguments: groupNames)
    func powers(name: String) throws {
        func check<G: Group>(_ group: G) {
            var sample = Sample(group)
            let base = sample.element()
            let table = group.table(base)
            let exponents =
                [0, 1, 2, -1, -2, 255, 65_535].map(group.scalar) + (0..<4).map { _ in sample.scalar() }
            for exponent in exponents {
                let power = group.power(base, exponent)
                #expect(group.power(table, exponent) == power)
                #expect(group.secretPower(base, exponent) == power)
                #expect(group.secretPower(exponent) == group.power(group.generatorTable, exponent))
                #expect(group.secretPower(exponent) == group.power(group.generator, exponent))
                #expect(group.secretPower(group.identity, exponent) == group.identity)
                let (element, other) = (sample.element(), sample.scalar())
                #expect(
                    group.power(table, exponent, times: element, other)
                        == group.product(power, group.power(element, other)))
                #expect(group.power(table, exponent, times: element, group.zero) == power)
                #expect(group.power(table, exponent, times: group.identity, other) == power)
                #expect(group.product(of: [base], raisedTo: [exponent]) == power)
            }
            #expect(group.memberPowers(base, exponents) == exponents.map { group.power(base, $0) })
            #expect(group.memberPowers(group.identity, [group.one]) == [group.identity])
            #expect(group.memberPowers(base, []) == [])
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("multiplies many powers as it would one by one", arguments: groupNames)
    func manyPowers(name: String) throws {
        func check<G: Group>(_ group: G) {
            var sample = Sample(group)
            for count in [0, 1, 2, 3, 7, 8, 40] {
                var bases = (0..<count).map { _ in sample.element() }
                var exponents = (0..<count).map { _ in sample.scalar() }
                if count > 2 {
                    bases[0] = group.identity
                    bases[1] = bases[2]
                    exponents[count - 1] = group.zero
                }
                let singly = zip(bases, exponents).reduce(group.identity) {
                    group.product($0, group.power($1.0, $1.1))
                }
                #expect(group.product(of: bases, raisedTo: exponents) == singly, "\(count)")
            }
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("calculates with scalars modulo q", arguments: groupNames)
    func scalars(name: String) throws {
        func check<G: Group>(_ group: G) {
            var sample = Sample(group)
            let (a, b, c) = (sample.scalar(), sample.scalar(), sample.scalar())
            #expect(group.product(a, group.sum(b, c)) == group.sum(group.product(a, b), group.product(a, c)))
            #expect(group.difference(group.sum(a, b), b) == a)
            #expect(group.sum(a, group.negative(a)) == group.zero)
            #expect(group.product(a, group.inverse(a)) == group.one)
            #expect(group.scalar(decimal: group.decimal(a)) == a)
            #expect(group.sum(group.scalar(-3), group.scalar(3)) == group.zero)
            #expect(group.decimal(group.zero) == "0")
            #expect(group.decimal(group.scalar(.max)) == "9223372036854775807")
            #expect(group.negative(group.scalar(.min)) == group.sum(group.scalar(.max), group.one))
            let bytes = (0..<700).map { _ in UInt8(truncatingIfNeeded: sample.random.next()) }
            let expected = bytes.reduce(group.zero) {
                group.sum(group.product($0, group.scalar(256)), group.scalar(Int($1)))
            }
            #expect(group.scalar(reducing: bytes) == expected)
            #expect(group.scalar(reducing: []) == group.zero)
            #expect(group.scalar(reducing: [2, 1]) == group.scalar(513))
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("refuses scalars that are not the shortest decimal below q", arguments: groupNames)
    func refusedScalars(name: String) throws {
        func check<G: Group>(_ group: G) {
            let last = group.decimal(group.negative(group.one))
            #expect(group.scalar(decimal: last) != nil)
            let order = successor(last)
            let long = String(repeating: "9", count: 100_000)
            for text in [order, "", "00", "01", "-1", "+1", " 1", "1 ", "1e1", "0x1", "١", long, last + "0"] {
                #expect(group.scalar(decimal: text) == nil, "\(text.prefix(80))")
            }
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("reads what it writes, and orders it", arguments: groupNames)
    func texts(name: String) throws {
        func check<G: Group>(_ group: G) {
            var sample = Sample(group)
            for _ in 0..<5 {
                let (a, b) = (sample.element(), sample.element())
                #expect(group.element(group.text(a)) == a)
                #expect(group.precedes(a, b) != group.precedes(b, a))
                #expect(!group.precedes(a, a))
            }
            #expect(group.element(group.text(group.identity)) == group.identity)
            let doubled = group.product(group.generator, group.generator)
            #expect(Set([doubled, group.power(group.generator, group.scalar(2))]).count == 1)
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }

    @Test("has generators of the shuffle that are members and distinct", arguments: groupNames)
    func generators(name: String) throws {
        func check<G: Group>(_ group: G) {
            let generators = (-1...6).map(group.independentGenerator)
            #expect(generators.allSatisfy(group.isMember))
            #expect(Set(generators + [group.identity, group.generator]).count == 10)
        }
        let group = try #require(ElectionGroups.named(name))
        check(group)
    }
}

@Suite("A group's name")
struct GroupNameTests {
    @Test("is exact")
    func names() {
        #expect(ElectionGroups.named("BELENIOS-2048")?.name == "BELENIOS-2048")
        #expect(ElectionGroups.named("belenios-2048") == nil)
        #expect(ElectionGroups.named("") == nil)
    }
}

import Chance
import ElectionCrypto
import Testing

/// Vectors: section 6.7 of the design note, accepted by belenios-tool 2.5.1.
@Suite("The group Ed25519")
struct Ed25519GroupTests {
    let group = Ed25519Group.shared

    @Test("writes the vectors")
    func vectors() throws {
        func text(_ index: Int) -> String { group.text(group.independentGenerator(index)) }
        let g = String(repeating: "6", count: 62) + "58"
        #expect(group.text(group.generator) == g)
        let doubled = "2260cdf3092329c21da25ee8c9a21f5697390f51643851560e5f46ae6af8a3c9"
        #expect(group.text(group.product(group.generator, group.generator)) == doubled)
        #expect(group.text(group.identity) == String(repeating: "0", count: 63) + "1")
        #expect(text(-1) == "d6f7c1ea42e2474a28baea1141185bb7b39fe58011e5fc31d093b5c9345f18c7")
        #expect(text(0) == "c95c81b40c41366b2e62e68fec3c5fa4dbb93f0c3c242ac2fe7a07c0e0fd92fe")
        #expect(text(1) == "8278c9f7f36153e64f1e858bf1bfbf7f3a42f2f9589a4010c192a5d11c89746c")
    }

    @Test(
        "has the public keys of the vectors",
        arguments: [
            (
                secret: "6368887567723186880385411611745855718585474697732722504465048371476488539430",
                text: "4c8fc18651225799bbdfca2d02314274d18b2e8f4bfa67be6bf59b5c5221efef"
            ),
            (
                secret: "5960179036793631280524889874805072631132717863209101934848873907004440862465",
                text: "13700b12900b755af846baf33794a7a231cf45608c34abe9c649e2241b1b7c3c"
            ),
        ])
    func keys(secret: String, text: String) throws {
        let scalar = try #require(group.scalar(decimal: secret))
        #expect(group.text(group.secretPower(scalar)) == text)
        #expect(group.text(group.power(group.generatorTable, scalar)) == text)
        #expect(group.isMember(try #require(group.element(text))))
    }

    @Test("reads back the ranked answers it encodes")
    func embedding() throws {
        let element = try #require(group.encode([1, 2, 3]))
        #expect(group.text(element) == "000000000000000000000000000000000000000000000000000000004080c009")
        for numbers in [[1, 2, 3], [0], [], [255, 255, 0, 7], Array(repeating: 255, count: 30)] {
            let element = try #require(group.encode(numbers))
            #expect(group.isMember(element))
            #expect(group.decode(element, count: numbers.count) == numbers)
        }
        #expect(group.encode([256]) == nil)
        #expect(group.encode([-1]) == nil)
        #expect(group.encode(Array(repeating: 1, count: 31)) == nil)
        #expect(group.decode(element, count: 31) == nil)
    }

    @Test(
        "refuses texts that are not the one way to write a point",
        arguments: [
            "",
            // 63 and 65 digits; upper case; a sign.
            String(repeating: "0", count: 62) + "1",
            String(repeating: "0", count: 64) + "1",
            "D6F7C1EA42E2474A28BAEA1141185BB7B39FE58011E5FC31D093B5C9345F18C7",
            "+" + String(repeating: "0", count: 62) + "1",
            // y = p, p + 1 and 2^255 − 1, which are 0, 1 and 18 modulo p.
            "7" + String(repeating: "f", count: 61) + "ed",
            "7" + String(repeating: "f", count: 61) + "ee",
            "7" + String(repeating: "f", count: 63),
            // The identity and the point of order 2 with a sign for x = 0.
            "8" + String(repeating: "0", count: 62) + "1",
            String(repeating: "f", count: 62) + "ec",
            // y = 2 is on no point.
            String(repeating: "0", count: 63) + "2",
        ])
    func refused(text: String) { #expect(group.element(text) == nil) }

    @Test("knows who is no member: points of small order, and sums of one and a member")
    func strangers() throws {
        var sample = Sample(group)
        let order8 = pointOfOrder8()
        #expect(group.power(order8, group.scalar(8)) == group.identity)
        for multiple in 1..<8 {
            let small = group.power(order8, group.scalar(multiple))
            #expect(!group.isMember(small))
            #expect(group.memberPowers(small, [group.one]) == nil)
            #expect(group.element(group.text(small)) == small)
            #expect(!group.isMember(group.product(small, sample.element())))
        }
    }

    @Test("finds one stranger among hundreds of members")
    func crowd() {
        var sample = Sample(group)
        let order8 = pointOfOrder8()
        for count in [0, 1, 200, 201, 300] {
            var elements = (0..<count).map { _ in sample.element() }
            #expect(group.areMembers(elements, using: &sample.random))
            guard count > 0 else { continue }
            let place = sample.random.below(count)
            let member = elements[place]
            for multiple in 1..<8 {
                elements[place] = group.product(member, group.power(order8, group.scalar(multiple)))
                #expect(!group.areMembers(elements, using: &sample.random), "\(multiple) among \(count)")
            }
            // Two points of order 2, whose sum is none.
            elements[place] = group.product(member, group.power(order8, group.scalar(4)))
            elements[0] = group.product(elements[0], group.power(order8, group.scalar(4)))
            #expect(!group.areMembers(elements, using: &sample.random) || place == 0)
        }
    }

    /// q times some point of the curve has small order; one of the first has order 8.
    private func pointOfOrder8() -> Ed25519Group.Element {
        for y in 2..<200 {
            let digits = String(y, radix: 16)
            let text = String(repeating: "0", count: 64 - digits.count) + digits
            guard let point = group.element(text) else { continue }
            let torsion = group.product(group.power(point, group.negative(group.one)), point)
            if group.power(torsion, group.scalar(4)) != group.identity { return torsion }
        }
        Issue.record("no point of order 8 found")
        return group.identity
    }

    @Test("orders elements by their RFC 8032 bytes")
    func order() throws {
        // First bytes 58 and c9; as numbers the other way round.
        let doubled = group.product(group.generator, group.generator)
        #expect(group.precedes(group.generator, doubled))
        #expect(!group.precedes(doubled, group.generator))
    }

    @Test("writes many as it writes one")
    func texts() {
        var sample = Sample(group)
        let elements = (0..<9).map { _ in sample.element() } + [group.identity]
        #expect(group.texts(elements) == elements.map(group.text))
        #expect(group.texts([]) == [])
    }

    @Test("multiplies hundreds of powers as it would one by one")
    func manyPowers() {
        var sample = Sample(group)
        var bases = (0..<310).map { _ in sample.element() }
        bases[5] = group.identity
        bases[6] = bases[7]
        let exponents = (0..<310).map { _ in sample.scalar() }
        let singly = zip(bases, exponents).reduce(group.identity) {
            group.product($0, group.power($1.0, $1.1))
        }
        #expect(group.product(of: bases, raisedTo: exponents) == singly)
    }

    @Test("agrees with libsodium on random elements and exponents")
    func agreement() {
        var sample = Sample(group, seed: 25_519)
        for _ in 0..<Tier.current.randomElections {
            let (exponent, other) = (sample.scalar(), sample.scalar())
            let base = group.secretPower(exponent)
            #expect(group.power(group.generator, exponent) == base)
            #expect(group.power(base, other) == group.secretPower(base, other))
            #expect(group.memberPowers(base, [other]) == [group.power(base, other)])
            #expect(group.power(base, other) == group.secretPower(group.product(exponent, other)))
        }
    }
}

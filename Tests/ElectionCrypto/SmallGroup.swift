import ElectionCrypto

/// The quadratic residues modulo p = 4611686018427377339, of which (p − 1)/2 is a prime: big enough that no proof holds by
/// chance, and small enough that thousands of archives are checked in a second. Not for elections.
struct SmallGroup: Group {
    static let modulus: UInt64 = 4_611_686_018_427_377_339
    static let order: UInt64 = 2_305_843_009_213_688_669

    var name: String { "SMALL-62" }
    var identity: UInt64 { 1 }
    var generator: UInt64 { 4 }
    var generatorTable: UInt64 { 4 }

    func element(_ text: some StringProtocol) -> UInt64? { number(text, below: SmallGroup.modulus) }
    func text(_ element: UInt64) -> String { String(element) }
    func isMember(_ element: UInt64) -> Bool { raised(element, SmallGroup.order) == 1 }
    func precedes(_ left: UInt64, _ right: UInt64) -> Bool { left < right }

    func product(_ left: UInt64, _ right: UInt64) -> UInt64 {
        modular(left, right, SmallGroup.modulus)
    }
    func inverse(_ element: UInt64) -> UInt64 { raised(element, SmallGroup.modulus - 2) }
    func power(_ base: UInt64, _ exponent: Exponent) -> UInt64 { raised(base, exponent.value) }
    func table(_ base: UInt64) -> UInt64 { base }
    func power(_ base: UInt64, _ exponent: Exponent, times element: UInt64, _ other: Exponent) -> UInt64 {
        product(raised(base, exponent.value), raised(element, other.value))
    }
    func product(of bases: [UInt64], raisedTo exponents: [Exponent]) -> UInt64 {
        zip(bases, exponents).map(power).reduce(1, product)
    }
    func secretPower(_ exponent: Exponent) -> UInt64 { power(4, exponent) }
    func secretPower(_ base: UInt64, _ exponent: Exponent) -> UInt64 { power(base, exponent) }

    struct Exponent: Hashable, Sendable { let value: UInt64 }

    func scalar(_ value: Int) -> Exponent {
        let size = Exponent(value: UInt64(value.magnitude) % SmallGroup.order)
        return value < 0 ? difference(Exponent(value: 0), size) : size
    }
    func scalar(decimal text: some StringProtocol) -> Exponent? {
        number(text, below: SmallGroup.order).map(Exponent.init)
    }
    func scalar(reducing bigEndian: [UInt8]) -> Exponent {
        bigEndian.reduce(Exponent(value: 0)) {
            sum(product($0, Exponent(value: 256)), Exponent(value: UInt64($1)))
        }
    }
    func decimal(_ scalar: Exponent) -> String { String(scalar.value) }
    func randomScalar(using chance: inout some RandomNumberGenerator) -> Exponent {
        Exponent(value: UInt64.random(in: 0..<SmallGroup.order, using: &chance))
    }
    func sum(_ left: Exponent, _ right: Exponent) -> Exponent {
        Exponent(value: (left.value + right.value) % SmallGroup.order)
    }
    func difference(_ left: Exponent, _ right: Exponent) -> Exponent {
        Exponent(value: (left.value + SmallGroup.order - right.value) % SmallGroup.order)
    }
    func product(_ left: Exponent, _ right: Exponent) -> Exponent {
        Exponent(value: modular(left.value, right.value, SmallGroup.order))
    }
    func inverse(_ scalar: Exponent) -> Exponent {
        Exponent(value: power(scalar.value, SmallGroup.order - 2, SmallGroup.order))
    }

    func independentGenerator(_ index: Int) -> UInt64 {
        let root = UInt64(bitPattern: Int64(index + 2)) &* 0x9E37_79B9_7F4A_7C15 % SmallGroup.modulus
        return product(root, root)
    }
    func encode(_ numbers: [Int]) -> UInt64? {
        guard numbers.count <= 5, numbers.allSatisfy((0...255).contains) else { return nil }
        let packed = numbers.reduce(0) { $0 << 8 | UInt64($1) } << 8
        return (packed...packed + 255).first(where: isMember)
    }
    func decode(_ element: UInt64, count: Int) -> [Int]? {
        (0..<count).map { Int(element >> (8 * UInt64(count - $0))) & 255 }
    }

    private func number(_ text: some StringProtocol, below bound: UInt64) -> UInt64? {
        UInt64(text).flatMap { $0 < bound && String($0) == text ? $0 : nil }
    }
    private func raised(_ base: UInt64, _ exponent: UInt64) -> UInt64 {
        power(base, exponent, SmallGroup.modulus)
    }
    private func power(_ base: UInt64, _ exponent: UInt64, _ modulus: UInt64) -> UInt64 {
        var (result, square, rest) = (UInt64(1), base, exponent)
        while rest > 0 {
            if rest & 1 == 1 { result = modular(result, square, modulus) }
            square = modular(square, square, modulus)
            rest >>= 1
        }
        return result
    }
    private func modular(_ left: UInt64, _ right: UInt64, _ modulus: UInt64) -> UInt64 {
        modulus.dividingFullWidth(left.multipliedFullWidth(by: right)).remainder
    }
}

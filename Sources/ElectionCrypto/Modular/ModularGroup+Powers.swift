extension ModularGroup {
    private static let window = 5

    public func power(_ base: Element, _ exponent: Scalar) -> Element {
        Element(limbs: field.power(base.limbs, exponent.limbs))
    }

    public func table(_ base: Element) -> Table {
        ModularGroup.table(base, field: field, exponentBits: order.bitCount)
    }

    public func power(_ base: Table, _ exponent: Scalar) -> Element {
        power(base, exponent, times: identity)
    }

    public func power(_ base: Table, _ exponent: Scalar, times element: Element, _ other: Scalar) -> Element {
        power(base, exponent, times: power(element, other))
    }

    public func product(of bases: [Element], raisedTo exponents: [Scalar]) -> Element {
        guard bases.count >= 8 else {
            return zip(bases, exponents).reduce(identity) { product($0, power($1.0, $1.1)) }
        }
        let buckets = Buckets(
            identity: field.one, multiply: { field.multiply(&$0, by: $1) }, square: { field.square(&$0) })
        return Element(limbs: buckets.product(of: bases.map(\.limbs), raisedTo: exponents.map(\.limbs)))
    }

    public func secretPower(_ exponent: Scalar) -> Element { secretPower(generator, exponent) }

    public func secretPower(_ base: Element, _ exponent: Scalar) -> Element {
        Element(limbs: field.secretPower(base.limbs, exponent.limbs, bits: order.bitCount))
    }

    static func table(_ base: Element, field: Modulus, exponentBits: Int) -> Table {
        var powers: [[UInt]] = []
        var placeBase = base.limbs
        for _ in stride(from: 0, to: exponentBits, by: window) {
            var power = placeBase
            for _ in 1..<1 << window {
                powers.append(power)
                field.multiply(&power, by: placeBase)
            }
            placeBase = power
        }
        return Table(powers: powers)
    }

    private func power(_ base: Table, _ exponent: Scalar, times element: Element) -> Element {
        var result = element.limbs
        let digits = 1 << ModularGroup.window - 1
        for place in 0..<base.powers.count / digits {
            let digit = Limbs.digit(
                exponent.limbs, from: place * ModularGroup.window, width: ModularGroup.window)
            if digit > 0 { field.multiply(&result, by: base.powers[place * digits + digit - 1]) }
        }
        return Element(limbs: result)
    }
}

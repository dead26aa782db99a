import CSodium

extension Ed25519Group {
    static let order = SIMD4<UInt64>(0x5812_631A_5CF5_D3ED, 0x14DE_F9DE_A2F7_9CD6, 0, 0x1000_0000_0000_0000)

    public func power(_ base: Element, _ exponent: Scalar) -> Element {
        Element(point: .product(of: [base.point], raisedTo: [exponent.words]))
    }

    public func table(_ base: Element) -> Table { Ed25519Table(base.point) }

    public func power(_ base: Table, _ exponent: Scalar) -> Element {
        Element(point: base.power(exponent.words, times: .identity))
    }

    public func power(_ base: Table, _ exponent: Scalar, times element: Element, _ other: Scalar) -> Element {
        Element(point: base.power(exponent.words, times: power(element, other).point))
    }

    public func product(of bases: [Element], raisedTo exponents: [Scalar]) -> Element {
        Element(point: .product(of: bases.map(\.point), raisedTo: exponents.map(\.words)))
    }

    public func secretPower(_ exponent: Scalar) -> Element {
        // libsodium refuses the exponent 0, whose power needs no secrecy: nobody draws it.
        guard exponent != zero else { return identity }
        return secretElement { crypto_scalarmult_ed25519_base_noclamp($0, exponent.bytes) }
    }

    public func secretPower(_ base: Element, _ exponent: Scalar) -> Element {
        // It refuses the identity, too.
        guard exponent != zero, !base.point.isIdentity else { return identity }
        let words = base.point.words
        let bytes = Scalar(words: SIMD4(words.0, words.1, words.2, words.3)).bytes
        return secretElement { crypto_scalarmult_ed25519_noclamp($0, exponent.bytes, bytes) }
    }

    private func secretElement(_ body: (UnsafeMutablePointer<UInt8>) -> Int32) -> Element {
        var bytes = [UInt8](repeating: 0, count: 32)
        let isDone = body(&bytes) == 0
        let words = Scalar(bytes: bytes).words
        let point = EdwardsPoint((words[0], words[1], words[2], words[3]))
        precondition(isDone && point != nil, "the base of a secret power is no member")
        return Element(point: point ?? .identity)
    }
}

extension ModularGroup {
    public func independentGenerator(_ index: Int) -> Element {
        let seed = Limbs.number(bigEndian: Digest.sha256("ggen|\(index)"), count: field.count)
        return Element(limbs: field.power(seed, cofactor))
    }

    public func encode(_ numbers: [Int]) -> Element? {
        guard let padding, numbers.allSatisfy({ (0...255).contains($0) }),
            numbers.count * 8 + padding < field.bitCount
        else { return nil }
        var bytes = numbers.map { UInt8($0) } + Array(repeating: 0, count: padding / 8)
        // The last byte is free: about every second value of it gives an element.
        for ending in 0...UInt8.max {
            bytes[bytes.count - 1] = ending
            let candidate = Element(limbs: Limbs.number(bigEndian: bytes, count: field.count))
            if isMember(candidate) { return candidate }
        }
        return nil
    }

    public func decode(_ element: Element, count: Int) -> [Int]? {
        guard let padding, count >= 0, count * 8 + padding < field.bitCount else { return nil }
        return (0..<count).map { index in
            Limbs.digit(element.limbs, from: padding + 8 * (count - 1 - index), width: 8)
        }
    }
}

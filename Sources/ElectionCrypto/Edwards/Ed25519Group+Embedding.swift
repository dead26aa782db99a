extension Ed25519Group {
    /// The low bits that an embedded number leaves free for the search of an element.
    private static let padding = 14

    public func independentGenerator(_ index: Int) -> Element {
        var words = littleEndianWords(Digest.sha256("ggen|\(index)"))
        // The number shifted right by 2, and counted up until it is a point; times 8 it is a member.
        words = words &>> 2 | SIMD4(words[1], words[2], words[3], 0) &<< 62
        while true {
            if let point = EdwardsPoint((words[0], words[1], words[2], words[3])) {
                return Element(point: point.doubled(times: 3))
            }
            words = successor(words)
        }
    }

    public func encode(_ numbers: [Int]) -> Element? {
        guard numbers.count <= 30, numbers.allSatisfy({ (0...255).contains($0) }) else { return nil }
        let bytes = Array(repeating: 0, count: 32 - numbers.count) + numbers.map { UInt8($0) }
        var words = littleEndianWords(bytes)
        let shift = UInt64(Ed25519Group.padding)
        words = words &<< shift | SIMD4(0, words[0], words[1], words[2]) &>> (64 - shift)
        for ending in 0..<UInt64(1) << shift {
            words[0] = (words[0] >> shift) << shift | ending
            guard let point = EdwardsPoint((words[0], words[1], words[2], words[3])) else { continue }
            let candidate = Element(point: point)
            if isMember(candidate) { return candidate }
        }
        return nil
    }

    public func decode(_ element: Element, count: Int) -> [Int]? {
        guard (0...30).contains(count) else { return nil }
        let words = element.point.words
        let limbs = [UInt(words.0), UInt(words.1), UInt(words.2), UInt(words.3)]
        return (0..<count).map { index in
            Limbs.digit(limbs, from: Ed25519Group.padding + 8 * (count - 1 - index), width: 8)
        }
    }

    private func littleEndianWords(_ bigEndian: [UInt8]) -> SIMD4<UInt64> {
        Scalar(bytes: bigEndian.reversed()).words
    }

    private func successor(_ words: SIMD4<UInt64>) -> SIMD4<UInt64> {
        var result = words
        for index in 0..<4 {
            result[index] &+= 1
            if result[index] != 0 { break }
        }
        return result
    }
}

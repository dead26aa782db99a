/// The subgroup of prime order of edwards25519, q = 2^252 + 27742317777372353535851937790883648493.
///
/// S(x) is the 32 bytes of RFC 8032 in reverse order, as 64 lower-case hexadecimal digits.
public struct Ed25519Group: Group {
    /// Equal where the points are, whatever computed them. Its hash takes an inversion.
    public struct Element: Hashable, Sendable {
        let point: EdwardsPoint

        public static func == (left: Element, right: Element) -> Bool { left.point.equals(right.point) }

        public func hash(into hasher: inout Hasher) {
            let words = point.words
            hasher.combine(SIMD4(words.0, words.1, words.2, words.3))
        }
    }

    public struct Scalar: Hashable, Sendable {
        /// The lowest first.
        let words: SIMD4<UInt64>
    }

    public typealias Table = Ed25519Table

    public static let shared = Ed25519Group()

    public let name = "Ed25519"
    public let generatorTable = Ed25519Table(.base)

    public var identity: Element { Element(point: .identity) }
    public var generator: Element { Element(point: .base) }

    public func element(_ text: some StringProtocol) -> Element? {
        var words: [UInt64] = []
        var word: UInt64 = 0
        var count = 0
        for digit in text.utf8 {
            switch digit {
            case 0x30...0x39: word = word << 4 | UInt64(digit - 0x30)
            case 0x61...0x66: word = word << 4 | UInt64(digit - 0x57)
            default: return nil
            }
            count += 1
            if count.isMultiple(of: 16) { words.append(word) }
            guard count <= 64 else { return nil }
        }
        guard count == 64 else { return nil }
        return EdwardsPoint((words[3], words[2], words[1], words[0])).map(Element.init)
    }

    public func text(_ element: Element) -> String { text(element.point.words) }

    public func texts(_ elements: [Element]) -> [String] {
        EdwardsPoint.words(elements.map(\.point)).map(text)
    }

    public func precedes(_ left: Element, _ right: Element) -> Bool {
        let (left, right) = (left.point.words, right.point.words)
        for (one, other) in [(left.0, right.0), (left.1, right.1), (left.2, right.2), (left.3, right.3)]
        where one != other {
            return one.byteSwapped < other.byteSwapped
        }
        return false
    }

    public func product(_ left: Element, _ right: Element) -> Element {
        Element(point: left.point + Addend(right.point))
    }

    public func inverse(_ element: Element) -> Element { Element(point: element.point.negated) }

    private func text(_ words: FieldElement.Words) -> String {
        let digits: StaticString = "0123456789abcdef"
        return String(unsafeUninitializedCapacity: 64) { text in
            for (place, word) in [words.3, words.2, words.1, words.0].enumerated() {
                for index in 0..<16 {
                    text[place * 16 + index] = digits.utf8Start[Int(word >> UInt64(60 - 4 * index) & 15)]
                }
            }
            return 64
        }
    }
}

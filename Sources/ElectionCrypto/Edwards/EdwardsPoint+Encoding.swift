/// A point as RFC 8032, section 5.1.2, writes it: 32 bytes, here four words of 64 bits, the lowest first. Bit 255
/// says whether x is odd.
extension EdwardsPoint {
    /// nil unless the words are the one way to write a point of the curve: y < p, and no sign for x = 0.
    init?(_ words: FieldElement.Words) {
        let isOdd = words.3 >> 63 == 1
        let bare = (words.0, words.1, words.2, words.3 & .max >> 1)
        let y = FieldElement(bare)
        guard y.words == bare else { return nil }
        let square = y.squared
        // x² = (y² − 1)/(dy² + 1); the denominator is never 0.
        let numerator = (square - .one).reduced
        guard let root = FieldElement.root(of: numerator, over: (EdwardsPoint.d * square) + .one),
            !(isOdd && root.isZero)
        else { return nil }
        self.init(x: root.isOdd == isOdd ? root : -root, y: y)
    }

    var words: FieldElement.Words { words(inverse: z.words == (1, 0, 0, 0) ? .one : z.inverse) }

    /// Of many points, with one inversion.
    static func words(_ points: [EdwardsPoint]) -> [FieldElement.Words] {
        zip(points, FieldElement.inverses(points.map(\.z))).map { $0.words(inverse: $1) }
    }

    private func words(inverse: FieldElement) -> FieldElement.Words {
        var words = (y * inverse).words
        words.3 |= (x * inverse).words.0 << 63
        return words
    }
}

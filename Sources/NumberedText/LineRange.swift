/// Lines `first` to `last` of a text, counted from 1; both belong to it.
package struct LineRange: Hashable, Sendable, CustomStringConvertible {
    package let first: Int
    package let last: Int

    /// Nil unless 1 ≤ `first` ≤ `last`.
    package init?(_ first: Int, _ last: Int) {
        guard first >= 1, first <= last else { return nil }
        self.first = first
        self.last = last
    }

    /// Reads `4`, `4-6` and `4–6`, also with spaces around the numbers, up to six digits each.
    package init?(_ text: String) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
        let numbers = parts.compactMap(LineRange.number)
        guard numbers.count == parts.count, let first = numbers.first, numbers.count <= 2 else { return nil }
        self.init(first, numbers.last ?? first)
    }

    /// `4` or `4-6`: what `init` reads, fit for an address.
    package var description: String { first == last ? String(first) : "\(first)-\(last)" }

    package func contains(_ line: Int) -> Bool { first <= line && line <= last }

    private static func number(_ text: Substring) -> Int? {
        let digits = text.drop { $0 == " " }.prefix { $0 != " " }
        guard text[digits.endIndex...].allSatisfy({ $0 == " " }), (1...6).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(digits)
    }
}

/// One line of the comparison of two versions of a text.
package enum LineChange: Hashable, Sendable {
    case same(old: NumberedText.Line, new: NumberedText.Line)
    case removed(NumberedText.Line)
    case added(NumberedText.Line)
}

extension NumberedText {
    /// What became of each line since `old`, from top to bottom; removed lines stand before what replaces
    /// them.
    package func changes(since old: NumberedText) -> [LineChange] {
        var changes: [LineChange] = []
        var (x, y) = (0, 0)
        func skip(to pair: (old: Int, new: Int)) {
            changes += old.lines[x..<pair.old].map(LineChange.removed)
            changes += lines[y..<pair.new].map(LineChange.added)
        }
        for pair in CommonSubsequence(old.lines.map(\.text), lines.map(\.text)).pairs {
            skip(to: pair)
            changes.append(.same(old: old.lines[pair.old], new: lines[pair.new]))
            (x, y) = (pair.old + 1, pair.new + 1)
        }
        skip(to: (old.lines.count, lines.count))
        return changes
    }
}

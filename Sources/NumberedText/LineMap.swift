/// Where the lines of an old version are in a new one, so that a comment on them stays beside its words.
///
/// Unchanged lines are paired first; between them words are, because one new word early in a paragraph moves
/// the ends of all its further lines.
package struct LineMap: Sendable {
    /// For each old line its number of words and the new lines, rising, that its surviving words are in.
    /// `kept`: the new line that is the same as the old.
    private var lines: [(words: Int, found: [Int], kept: Int?)]

    /// Between two unchanged lines words are compared up to this many pairs; beyond it the lines count as
    /// new.
    private static let mostPairs = 4_000_000

    package init(from old: NumberedText, to new: NumberedText) {
        let (oldWords, newWords) = (old.lines.map(LineMap.words), new.lines.map(LineMap.words))
        lines = oldWords.map { ($0.count, [], nil) }
        var (x, y) = (0, 0)
        let pairs = CommonSubsequence(old.lines.map(\.text), new.lines.map(\.text)).pairs
        for pair in pairs + [(old.lines.count, new.lines.count)] {
            pairWords(oldWords, x..<pair.old, newWords, y..<pair.new)
            if pair.old < lines.count {
                lines[pair.old].found = Array(repeating: pair.new + 1, count: lines[pair.old].words)
                lines[pair.old].kept = pair.new + 1
            }
            (x, y) = (pair.old + 1, pair.new + 1)
        }
    }

    /// The new lines that hold the words of the old ones; nil when less than half of the words are left, or
    /// when the old text had no such lines.
    package subscript(_ range: LineRange) -> LineRange? {
        guard range.last <= lines.count else { return nil }
        let asked = lines[(range.first - 1)..<range.last]
        let found = asked.flatMap(\.found)
        guard found.count * 2 >= asked.reduce(0, { $0 + $1.words }) else { return nil }
        var words: [Int: Int] = [:]
        for line in found { words[line, default: 0] += 1 }
        // A word or two that strayed to a further line do not stretch the range.
        let most = words.values.max() ?? 0
        let kept = found.filter { (words[$0] ?? 0) * 4 >= most }
        guard let first = kept.first, let last = kept.last else { return nil }
        return LineRange(first, last)
    }

    /// Where lines of the old text stand unchanged, one below the other, in the new one; nil where a word of them changed.
    package func unchanged(_ range: LineRange) -> LineRange? {
        guard range.last <= lines.count else { return nil }
        let asked = lines[(range.first - 1)..<range.last]
        let places = asked.compactMap(\.kept)
        guard places.count == asked.count, let first = places.first, let last = places.last,
            last - first == asked.count - 1
        else { return nil }
        return LineRange(first, last)
    }

    private mutating func pairWords(
        _ oldWords: [[Substring]], _ oldLines: Range<Int>, _ newWords: [[Substring]], _ newLines: Range<Int>
    ) {
        let old = oldLines.flatMap { line in oldWords[line].map { (line: line, word: $0) } }
        let new = newLines.flatMap { line in newWords[line].map { (line: line, word: $0) } }
        guard old.count * new.count <= LineMap.mostPairs else { return }
        for pair in CommonSubsequence(old.map(\.word), new.map(\.word)).pairs {
            lines[old[pair.old].line].found.append(new[pair.new].line + 1)
        }
    }

    private static func words(_ line: NumberedText.Line) -> [Substring] { line.text.split(separator: " ") }
}

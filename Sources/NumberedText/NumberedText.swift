/// A text in canonical lines, which comments, amendments and prints refer to by number.
///
/// A line has at most 72 graphemes. It ends where the person ended it, else at the last space that fits; a
/// word that is longer is cut. The same text always has the same lines, and so has `wrapped`.
package struct NumberedText: Hashable, Sendable {
    package struct Line: Hashable, Sendable {
        /// Counted from 1; blank lines have no number.
        package let number: Int
        package let text: String
        /// Whether a blank line, or nothing, stands before it.
        package let startsParagraph: Bool
    }

    /// The most graphemes of a line.
    package static let width = 72

    package let lines: [Line]

    /// The cleaned text with the person's own line breaks only, for storing and editing.
    package let text: String

    package init(_ source: String) {
        var lines: [Line] = []
        var text = ""
        var startsParagraph = true
        for words in CleanText(source).lines {
            if words.isEmpty {
                startsParagraph = true
                continue
            }
            if !text.isEmpty { text += startsParagraph ? "\n\n" : "\n" }
            text += words.joined(separator: " ")
            for line in NumberedText.wrap(words) {
                lines.append(Line(number: lines.count + 1, text: line, startsParagraph: startsParagraph))
                startsParagraph = false
            }
        }
        self.lines = lines
        self.text = text
    }

    /// The canonical lines as text, paragraphs parted by a blank line.
    package var wrapped: String {
        var out = ""
        for line in lines {
            if line.number > 1 { out += line.startsParagraph ? "\n\n" : "\n" }
            out += line.text
        }
        return out
    }

    /// The lines of the range; nil when it goes beyond the last.
    package subscript(_ range: LineRange) -> ArraySlice<Line>? {
        range.last <= lines.count ? lines[(range.first - 1)..<range.last] : nil
    }

    private static func wrap(_ words: [Substring]) -> [String] {
        var lines: [String] = []
        var line = ""
        var length = 0
        func add(_ word: Substring, _ count: Int) {
            if length > 0, length + 1 + count <= width {
                line += " "
                line += word
                length += 1 + count
            } else {
                if length > 0 { lines.append(line) }
                line = String(word)
                length = count
            }
        }
        for word in words {
            let count = graphemes(word)
            if count <= width {
                add(word, count)
            } else {
                for piece in pieces(word) { add(piece, piece.count) }
            }
        }
        if length > 0 { lines.append(line) }
        return lines
    }

    /// A word too long for a line, cut at its no-break spaces, and where that is not enough, anywhere.
    private static func pieces(_ word: Substring) -> [Substring] {
        word.unicodeScalars.split(whereSeparator: CleanText.isNoBreakSpace).flatMap { part in
            var pieces: [Substring] = []
            var rest = Substring(part)
            while !rest.isEmpty {
                let piece = rest.prefix(width)
                pieces.append(piece)
                rest = rest[piece.endIndex...]
            }
            return pieces
        }
    }

    /// Below U+0300, where the combining marks begin, every scalar is a grapheme.
    private static func graphemes(_ word: Substring) -> Int {
        var count = 0
        for scalar in word.unicodeScalars {
            guard scalar.value < 0x300 else { return word.count }
            count += 1
        }
        return count
    }
}

import Foundation

/// A text as lines of words: what is typed or pasted, with everything invisible made plain.
///
/// Line ends of every system become one kind, control and invisible formatting characters vanish, spaces of
/// every width become one space between words, and the rest is in Unicode's form NFC.
struct CleanText {
    /// The person's own lines, each as its words; a blank line has none.
    let lines: [[Substring]]

    init(_ text: String) {
        var scalars = String.UnicodeScalarView()
        scalars.reserveCapacity(text.utf8.count)
        var previous: Unicode.Scalar = " "
        var highest: UInt32 = 0
        for scalar in text.unicodeScalars {
            highest = max(highest, scalar.value)
            switch scalar {
            case " "..."~", "\u{AE}"..."\u{2FF}": scalars.append(scalar)
            case "\n" where previous == "\r": break
            case "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}": scalars.append("\n")
            case "\u{2029}": scalars.append(contentsOf: "\n\n".unicodeScalars)
            case _ where CleanText.isInvisible(scalar): break
            case _ where CleanText.isBreakingSpace(scalar): scalars.append(" ")
            default: scalars.append(scalar)
            }
            previous = scalar
        }
        // Below U+0300, where the combining marks begin, every text is in NFC.
        if highest >= 0x300 {
            scalars = String(scalars).precomposedStringWithCanonicalMapping.unicodeScalars
        }
        lines = scalars.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.split(separator: " ").map(CleanText.trimmed).filter { !$0.isEmpty }.map(Substring.init)
        }
    }

    /// Spaces that keep two words together.
    static func isNoBreakSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\u{A0}" || scalar == "\u{202F}" || scalar == "\u{2007}"
    }

    private static func isBreakingSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "\t" || scalar.properties.generalCategory == .spaceSeparator && !isNoBreakSpace(scalar)
    }

    /// Control characters, soft hyphens, zero-width spaces, byte order marks, and the marks that make a text
    /// read otherwise than it is written. Joiners stay: emoji and Persian need them.
    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\t": false
        case "\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}": true
        case "\u{202A}"..."\u{202E}", "\u{2066}"..."\u{2069}": true
        default: scalar.properties.generalCategory == .control
        }
    }

    private static func trimmed(_ word: Substring.UnicodeScalarView) -> Substring.UnicodeScalarView {
        var word = word.drop(while: isNoBreakSpace)
        while let last = word.last, isNoBreakSpace(last) { word.removeLast() }
        return word
    }
}

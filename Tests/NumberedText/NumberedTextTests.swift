import Chance
import Foundation
import NumberedText
import Testing

@Suite("A numbered text")
struct NumberedTextTests {
    @Test("breaks at the last space that fits into 72 graphemes")
    func wraps() {
        let words = Array(repeating: "neun Buch", count: 16).joined(separator: " ")
        let lines = NumberedText(words).lines
        #expect(lines.map(\.text.count) == [69, 69, 19])
        #expect(lines.map(\.number) == [1, 2, 3])
        #expect(lines.map(\.startsParagraph) == [true, false, false])
    }

    @Test(
        "fills a line to exactly 72 graphemes, and not one further",
        arguments: [
            (last: 36, lines: [72]),
            (last: 37, lines: [35, 37]),
        ])
    func boundary(last: Int, lines: [Int]) {
        let text = String(repeating: "ä", count: 35) + " " + String(repeating: "👩‍👩‍👧", count: last)
        #expect(NumberedText(text).lines.map(\.text.count) == lines)
    }

    @Test("cuts a word that is longer than a line, and begins it on a line of its own")
    func longWord() {
        let text = NumberedText("Siehe " + String(repeating: "x", count: 150) + " dort")
        #expect(text.lines.map(\.text.count) == [5, 72, 72, 11])
        #expect(text.text.hasSuffix("x dort"))
    }

    @Test("keeps the person's lines and paragraphs, and counts no blank line")
    func paragraphs() {
        let text = NumberedText("\n\nEins\r\n- zwei\r\rDrei\n \t \n\n\nVier  \n")
        #expect(text.lines.map(\.text) == ["Eins", "- zwei", "Drei", "Vier"])
        #expect(text.lines.map(\.startsParagraph) == [true, false, true, true])
        #expect(text.text == "Eins\n- zwei\n\nDrei\n\nVier")
        #expect(text.wrapped == text.text)
    }

    @Test(
        "is cleaned of what cannot be seen",
        arguments: [
            (source: "a\tb   c\u{3000}d ", text: "a b c d"),
            ("a\u{0}b\u{7}c", "abc"),
            ("u\u{308}ber", "\u{FC}ber"),
            ("u\u{0}\u{308}ber", "\u{FC}ber"),
            ("Bür\u{AD}ger\u{200B}in\u{FEFF}", "Bürgerin"),
            ("harm\u{202E}sol\u{202C}", "harmsol"),
            ("10\u{A0}€ \u{A0}", "10\u{A0}€"),
            (" \u{A0} \n", ""),
            ("", ""),
        ])
    func cleaned(source: String, text: String) {
        #expect(Array(NumberedText(source).text.unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test("gives its lines by range, and none beyond the last")
    func ranges() throws {
        let text = NumberedText("a\nb\nc")
        #expect(text[try #require(LineRange(2, 3))]?.map(\.text) == ["b", "c"])
        #expect(text[try #require(LineRange(3, 4))] == nil)
    }

    @Test("keeps its lines when they are read again, whatever the text", arguments: 0..<20)
    func laws(seed: UInt64) {
        var random = SeededRandom(seed)
        for _ in 0..<50 {
            let source = random.text(pieces: 80)
            let text = NumberedText(source)
            #expect(NumberedText(text.wrapped).lines == text.lines, "\(source.debugDescription)")
            #expect(NumberedText(text.text) == text, "\(source.debugDescription)")
            #expect(text.lines.allSatisfy { (1...NumberedText.width).contains($0.text.count) })
            #expect(
                text.lines.allSatisfy {
                    $0.text.precomposedStringWithCanonicalMapping.unicodeScalars
                        .elementsEqual($0.text.unicodeScalars)
                })
            #expect(text.lines.map(\.number) == Array(text.lines.indices.map { $0 + 1 }))
            #expect(visible(text.wrapped) == visible(text.text))
            #expect(visible(text.text) == visible(source), "\(source.debugDescription)")
        }
    }

    @Test("comes of any bytes, and nothing traps")
    func anyBytes() {
        var random = SeededRandom(7)
        for _ in 0..<Tier.current.mutations {
            let text = NumberedText(String(decoding: random.bytes(upTo: 200), as: UTF8.self))
            #expect(text.lines.allSatisfy { !$0.text.isEmpty })
        }
    }

    /// Every scalar but spaces, controls and invisible formatting characters, in NFC.
    private func visible(_ text: String) -> [Unicode.Scalar] {
        let kept = text.unicodeScalars.filter { scalar in
            let isHidden =
                ["\u{AD}", "\u{200B}", "\u{2060}", "\u{FEFF}"].contains(scalar)
                || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            return !isHidden && !scalar.properties.isWhitespace
                && scalar.properties.generalCategory != .control
        }
        return Array(
            String(String.UnicodeScalarView(kept)).precomposedStringWithCanonicalMapping.unicodeScalars)
    }
}

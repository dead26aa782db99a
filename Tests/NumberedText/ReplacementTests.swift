import Testing

@testable import NumberedText

@Suite("Other lines in a text")
struct ReplacementTests {
    private static let text = "Eins.\nZwei.\n\nDrei.\nVier."

    @Test(
        "stand where the old ones stood, and all further lines stay as they are",
        arguments: [
            ("2", "Zwo.", "Eins.\nZwo.\n\nDrei.\nVier."),
            ("1-2", "Alles.", "Alles.\n\nDrei.\nVier."),
            ("3", "Drei.\n\nDreieinhalb.", "Eins.\nZwei.\n\nDrei.\n\nDreieinhalb.\nVier."),
            ("2-3", "Mitte.", "Eins.\nMitte.\nVier."),
            ("4", "", "Eins.\nZwei.\n\nDrei."),
            ("3", "", "Eins.\nZwei.\n\nVier."),
            ("1", "", "Zwei.\n\nDrei.\nVier."),
            ("1-4", "", ""),
            ("4", "Vier.\n\nFünf.", "Eins.\nZwei.\n\nDrei.\nVier.\n\nFünf."),
        ])
    func replaced(lines: String, words: String, result: String) throws {
        let changed = NumberedText(ReplacementTests.text).replacing(
            try #require(LineRange(lines)), with: words)
        #expect(changed?.text == result)
    }

    @Test("are refused beyond the last line")
    func beyond() throws {
        let text = NumberedText(ReplacementTests.text)
        #expect(text.replacing(try #require(LineRange("4-5")), with: "X") == nil)
        #expect(NumberedText("").replacing(try #require(LineRange("1")), with: "X") == nil)
    }

    @Test("leave long lines around them where they are")
    func long() throws {
        let words = (1...60).map { "Wort\($0)" }.joined(separator: " ")
        let old = NumberedText(words)
        let range = try #require(LineRange("2"))
        let changed = try #require(old.replacing(range, with: "Kurz."))
        #expect(
            changed.lines.map(\.text) == [old.lines[0].text, "Kurz."] + old.lines.dropFirst(2).map(\.text))
    }

    @Test("are found again by others as long as no word of them changed")
    func unchanged() throws {
        let old = NumberedText("Eins.\nZwei.\nDrei.\nVier.")
        let new = NumberedText("Null.\nEins.\nZwei.\nDrei anders.\nVier.")
        let map = LineMap(from: old, to: new)
        #expect(map.unchanged(try #require(LineRange("1-2"))) == LineRange("2-3"))
        #expect(map.unchanged(try #require(LineRange("4"))) == LineRange("5"))
        #expect(map.unchanged(try #require(LineRange("3"))) == nil)
        #expect(map.unchanged(try #require(LineRange("2-3"))) == nil)
        #expect(map.unchanged(try #require(LineRange("4-5"))) == nil)
        let parted = LineMap(from: NumberedText("A.\nB."), to: NumberedText("A.\nX.\nB."))
        #expect(parted.unchanged(try #require(LineRange("1-2"))) == nil, "something stands between them now")
    }
}

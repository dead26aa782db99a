import Chance
import NumberedText
import Testing

@Suite("A comment's lines in a new version")
struct LineMapTests {
    private static let old = """
        Bänke stehen künftig in jedem Stadtteil, auf Plätzen und an Wegen, damit alle \
        unterwegs ausruhen können.

        Jede Bank hat eine Lehne und Armstützen, von denen man leicht aufstehen kann, und daneben Platz für \
        einen Rollstuhl oder einen Kinderwagen. Die Bezirke wählen die Orte aus.

        Die Kosten trägt die Stadt.
        """

    @Test("are the same in the same text")
    func identity() throws {
        let text = NumberedText(LineMapTests.old)
        let map = LineMap(from: text, to: text)
        for first in 1...text.lines.count {
            for last in first...text.lines.count {
                let range = try #require(LineRange(first, last))
                #expect(map[range] == range)
            }
        }
    }

    @Test(
        "move with their words",
        arguments: [
            (
                words: "Die Kosten", newWords: "Die Kosten",
                change: ("Bänke stehen", "Viele gute Bänke stehen")
            ),
            ("Armstützen", "Armstützen", ("Jede Bank", "Jede einzelne dieser Bänke")),
            (
                "Kosten", "Kosten",
                ("unterwegs ausruhen können.", "ausruhen.\n\nNeu ist das nicht.\n\nAber gut.")
            ),
            ("Kosten", "Auslagen", ("Die Kosten trägt", "Die Auslagen trägt")),
        ])
    func moved(words: String, newWords: String, change: (String, String)) throws {
        let old = NumberedText(LineMapTests.old)
        let new = NumberedText(LineMapTests.old.replacing(change.0, with: change.1))
        let line = try #require(old.lines.first { $0.text.contains(words) }).number
        let range = try #require(LineRange(line, line))
        let found = try #require(LineMap(from: old, to: new)[range])
        #expect(found.last - found.first <= 1)
        #expect(try #require(new[found]).contains { $0.text.contains(newWords) })
    }

    @Test("are nowhere when they were removed, written anew, or never there")
    func gone() throws {
        let old = NumberedText(LineMapTests.old)
        let shorter = NumberedText(LineMapTests.old.replacing("\n\nDie Kosten trägt die Stadt.", with: ""))
        let other = NumberedText(
            LineMapTests.old.replacing("Die Kosten trägt die Stadt.", with: "Wer zahlt, ist offen."))
        let last = try #require(LineRange(old.lines.count, old.lines.count))
        #expect(LineMap(from: old, to: shorter)[last] == nil)
        #expect(LineMap(from: old, to: other)[last] == nil)
        #expect(LineMap(from: old, to: NumberedText(""))[last] == nil)
        #expect(LineMap(from: old, to: old)[try #require(LineRange(1, 99))] == nil)
        #expect(LineMap(from: NumberedText(""), to: old)[try #require(LineRange("1"))] == nil)
    }

    @Test("lie within the new version, whatever the texts", arguments: 0..<5)
    func laws(seed: UInt64) throws {
        var random = SeededRandom(seed)
        for _ in 0..<30 {
            let source = random.text(pieces: 60)
            let (old, new) = (
                NumberedText(source), NumberedText(source.shuffled(using: &random).prefix(200) + source)
            )
            let map = LineMap(from: old, to: new)
            for line in old.lines {
                let found = map[try #require(LineRange(line.number, line.number))]
                #expect(found.map { $0.last <= new.lines.count } ?? true)
            }
        }
    }
}

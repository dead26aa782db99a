import Phrases
import Testing

@Suite("Numbers in words")
struct NumberTests {
    @Test(
        "are grouped by three digits",
        arguments: [
            (number: 0, german: "0", english: "0"),
            (999, "999", "999"),
            (1204, "1_204", "1,204"),
            (-1204, "-1_204", "-1,204"),
            (100_000, "100_000", "100,000"),
            (Int.max, "9_223_372_036_854_775_807", "9,223,372,036,854,775,807"),
            (Int.min, "-9_223_372_036_854_775_808", "-9,223,372,036,854,775,808"),
        ])
    func grouped(number: Int, german: String, english: String) throws {
        #expect(try house()[.german].number(number) == narrow(german))
        #expect(try house()[.english].number(number) == english)
    }

    @Test(
        "of a share are rounded half up to one decimal",
        arguments: [
            (part: 88, whole: 1000, german: "8,8_%", english: "8.8%"),
            (1, 3, "33,3_%", "33.3%"),
            (2, 3, "66,7_%", "66.7%"),
            (1, 2000, "0,1_%", "0.1%"),
            (1, 2001, "0,0_%", "0.0%"),
            (1999, 2000, "100,0_%", "100.0%"),
            (1, 1, "100,0_%", "100.0%"),
            (25, 2, "1_250,0_%", "1,250.0%"),
            (Int.max, Int.max, "100,0_%", "100.0%"),
            (0, 7, "0,0_%", "0.0%"),
            (0, 0, "–", "–"),
        ])
    func percent(part: Int, whole: Int, german: String, english: String) throws {
        #expect(try house()[.german].percent(part, of: whole) == narrow(german))
        #expect(try house()[.english].percent(part, of: whole) == english)
    }

    @Test("never trap, however large the share")
    func hugeShare() throws {
        #expect(try house()[.english].percent(Int.max, of: 1).hasSuffix("%"))
    }

    private func narrow(_ text: String) -> String {
        String(text.map { $0 == "_" ? "\u{202F}" : $0 })
    }
}

@Suite("A list in words")
struct ListTests {
    @Test(
        "joins its last part with the word for and",
        arguments: [
            (parts: [], german: "", english: ""),
            (["a"], "a", "a"),
            (["a", "b"], "a und b", "a and b"),
            (["a", "b", "c"], "a, b und c", "a, b and c"),
        ])
    func joined(parts: [String], german: String, english: String) throws {
        #expect(try house()[.german].list(parts) == german)
        #expect(try house()[.english].list(parts) == english)
        #expect(try house()[.simple].list(parts) == german)
    }
}

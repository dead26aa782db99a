import NumberedText
import Testing

@Suite("A range of lines")
struct LineRangeTests {
    @Test(
        "is read from one number or two",
        arguments: [
            (text: "4", first: 4, last: 4),
            ("4-6", 4, 6),
            ("4–6", 4, 6),
            (" 4 – 6 ", 4, 6),
            ("999999", 999_999, 999_999),
        ])
    func read(text: String, first: Int, last: Int) throws {
        let range = try #require(LineRange(text))
        #expect(range == LineRange(first, last))
        #expect(LineRange(range.description) == range)
        #expect(range.contains(first) && range.contains(last) && !range.contains(last + 1))
    }

    @Test(
        "is nothing else",
        arguments: [
            "", " ", "0", "-4", "4-", "6-4", "4-6-8", "4 6", "٤", "+4", "4.5", "1000000",
            "99999999999999999999", "a",
        ])
    func refused(text: String) {
        #expect(LineRange(text) == nil)
    }
}

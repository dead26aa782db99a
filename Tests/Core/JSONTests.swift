import Core
import Testing

@Suite("Canonical JSON")
struct JSONTests {
    @Test("sorts keys by UTF-16, escapes as RFC 8785 asks and writes no spaces")
    func canonical() {
        let value: JSON = [
            "\u{20AC}": "Euro", "\r": "cr", "\u{1F600}": "smile", "1": [1, true, nil], "ö": "\u{7}\"\\",
        ]
        #expect(value.text == #"{"\r":"cr","1":[1,true,null],"ö":"\u0007\"\\","€":"Euro","😀":"smile"}"#)
    }

    @Test("writes integers beyond 2^53 as decimal strings and reads them back")
    func largeIntegers() throws {
        #expect(JSON.int(9_007_199_254_740_991).text == "9007199254740991")
        #expect(JSON.int(9_007_199_254_740_992).text == "\"9007199254740992\"")
        #expect(try JSON(parsing: Array("\"-9007199254740993\"".utf8)).int == -9_007_199_254_740_993)
    }

    @Test(
        "reads what it wrote, whatever the text",
        arguments: ["", "a\u{0}b", "😀\u{2028}", "\\u0041", "\t\n\u{1F}"])
    func roundTrip(text: String) throws {
        let value: JSON = ["k": .string(text), "n": -5, "a": [[], [:]]]
        #expect(try JSON(parsing: value.canonical) == value)
    }

    @Test(
        "refuses what is not JSON",
        arguments: [
            "", "{", "[1,]", "{\"a\":1,\"a\":2}", "01", "1.5", "1e3", "+1", "\"\u{1}\"", "\"\\ud800\"", "nul",
            "1 2", "[\"a\" 1]", "9007199254740992",
        ])
    func refuses(text: String) {
        #expect(throws: JSONError.self) { try JSON(parsing: Array(text.utf8)) }
    }

    @Test("refuses nesting that would exhaust the stack")
    func deep() {
        #expect(throws: JSONError.self) {
            try JSON(parsing: Array(String(repeating: "[", count: 100_000).utf8))
        }
    }
}

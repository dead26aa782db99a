import Testing

@Suite("The reader of sources")
struct LexerTests {
    @Test(
        "finds every literal, also inside interpolations, and nothing in comments",
        arguments: [
            (#"let a = "x" // "no""#, ["x"]),
            (##"f(#"<p class="a">\#(g("in"))</p>"#)"##, ["in", "<p class=\"a\">\u{FFFC}</p>"]),
            ("\"\"\"\n  a \\(b ? \"c\" : \"\") \\\n  d\n  \"\"\"", ["c", "", "\n  a \u{FFFC}   d\n  "]),
            (#"words("k", ["n": "\(x(")"))"])"#, ["k", "n", ")", "\u{FFFC}"]),
        ])
    func literals(code: String, expected: [String]) {
        #expect(SourceFile(path: "Sources/A/B.swift", text: code).literals.map(\.text) == expected)
    }

    @Test("blanks literals and comments and keeps the lines")
    func code() {
        let file = SourceFile(path: "Sources/A/B.swift", text: "a(\"x\") // c\nb(\"\"\"\n  y\n  \"\"\")\nc")
        #expect(file.code == "a(\"\") \nb(\"\"\"\n\n\"\"\")\nc")
        #expect(file.literals.map(\.line) == [1, 2])
    }
}

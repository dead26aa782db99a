import Testing

@Suite("The scripts that pages bring")
struct ScriptTests {
    private static let all = files(below: "Resources/public", ending: ".js")

    @Test("are the ballot's alone, at most 5 kB")
    func light() {
        #expect(ScriptTests.all.map(\.path) == ["Resources/public/ballot.js"])
        #expect(ScriptTests.all.allSatisfy { $0.text.utf8.count <= 5_000 })
    }

    @Test("write no markup and no style, run no text, keep nothing and ask nobody")
    func strict() {
        let unwanted =
            #/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|\.style\b|["']style["']|Storage|cookie|fetch\(|XMLHttpRequest|import\b/#
        let found = ScriptTests.all.flatMap { file in
            file.lines.enumerated().compactMap { number, line in
                line.firstMatch(of: unwanted).map { "\(file.place(number + 1)): \($0.0)" }
            }
        }
        #expect(found == [])
    }
}

import Testing

@Suite("The scripts that pages bring")
struct ScriptTests {
    private static let all = files(below: "Resources/public", ending: ".js")

    /// The largest size of each. The receipt's is a verifier of its own, which people save with their receipts.
    private static let largest = [
        "ballot.js": 5_000, "receipt.js": 15_000, "verify.js": 3_000,
        "booth/audit.js": 6_000, "booth/ballot.js": 11_000, "booth/group.js": 6_000, "booth/worker.js": 5_000,
        "booth/page.js": 15_000, "booth/credential.js": 3_000,
    ]

    @Test("are known, and small")
    func light() {
        let sizes = ScriptTests.all.map { ($0.path.dropFirst("Resources/public/".count), $0.text.utf8.count) }
        #expect(sizes.map { String($0.0) }.sorted() == ScriptTests.largest.keys.sorted())
        for (name, size) in sizes { #expect(size <= ScriptTests.largest[String(name)] ?? 0, "\(name)") }
    }

    @Test("write no markup and no style, run no text, keep nothing and ask nobody")
    func strict() {
        let unwanted =
            #/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|Function\(|\.style\b|["']style["']|Storage|cookie|fetch\(|XMLHttpRequest|import\b/#
        let found = ScriptTests.all.flatMap { file in
            file.lines.enumerated().compactMap { number, line -> String? in
                guard let match = line.firstMatch(of: unwanted)?.0 else { return nil }
                // The page for checking asks our own log, the booth sends to our own server: their policies allow no
                // other host.
                if file.path.hasSuffix("/verify.js") || file.path.hasSuffix("/booth/page.js"),
                    match == "fetch("
                {
                    return nil
                }
                return "\(file.place(number + 1)): \(match)"
            }
        }
        #expect(found == [])
    }
}

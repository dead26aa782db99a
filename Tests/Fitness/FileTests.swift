import Testing

@Suite("Every Swift file")
struct FileTests {
    private static let all = sources + files(below: "Tests")

    @Test("has at most 300 lines")
    func short() {
        let long = FileTests.all.filter { $0.lines.count > 301 }.map {
            "\($0.path) has \($0.lines.count - 1) lines"
        }
        #expect(long == [])
    }

    @Test("leaves nothing for later, hides no fault, and wears no ornaments")
    func words() {
        #expect(FileTests.all.flatMap(unwanted) == [])
    }

    @Test("is read by a check that finds what it looks for")
    func planted() {
        let text = ["// TO", "DO: later\nlet a = try", "! b()\n// MA", "RK: - C"].joined()
        #expect(unwanted(SourceFile(path: "Sources/A/B.swift", text: text)).count == 3)
    }

    private static let traces: [String] = [
        "TO DO", "FIX ME", "XX X", "MARK:", "try !", "fatal Error(", "as !", "@ unchecked",
    ]
    .map { $0.split(separator: " ").joined() }

    private func unwanted(_ file: SourceFile) -> [String] {
        // A regular expression is slow, and nearly every file has none of these words.
        guard FileTests.traces.contains(where: { file.text.contains($0) }) else { return [] }
        let isSource = file.path.hasPrefix("Sources/")
        let later = #/\b(?:TO[D]O|FIX[M]E|XX[X])\b|// MAR[K]:/#
        let hidden = #/\btry[!]|\bfatal[E]rror\(|\bas[!] |@unchecked/#
        return file.lines.enumerated().compactMap { number, line -> String? in
            let found = line.firstMatch(of: later) ?? (isSource ? line.firstMatch(of: hidden) : nil)
            return found.map { "\(file.place(number + 1)): \($0.0)" }
        }
    }
}

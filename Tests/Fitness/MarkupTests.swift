import Testing

@Suite("The markup of the house")
struct MarkupTests {
    @Test("has no inline style, script or handler, no bare attribute and no foreign host")
    func clean() {
        let pages = sources.filter { ["HTML", "Web", "Publication", "Witness"].contains($0.module) }
        #expect(pages.flatMap(faults) == [])
        #expect(pages.flatMap(\.literals).contains { $0.text.contains("<h1>") }, "The check sees no markup.")
    }

    @Test(
        "is found at fault",
        arguments: [
            ##""<p style=\"color:red\">""##, ##""<script>x</script>""##, ##"#"<a href=/x>"#"##,
            ##"#"<a href=\#(link)>"#"##, ##"#"<img src="https://example.org/a.png">"#"##,
            ##"#"<script src="\#(link)"></script>"#"##, ##"#"<b onclick="x()">"#"##,
            ##"#"<a href="//example.org">"#"##, ##"#"<a href='/x'>"#"##,
        ])
    func planted(literal: String) {
        #expect(
            faults(in: SourceFile(path: "Sources/Web/X.swift", text: "let a: HTML = " + literal)).count == 1)
    }

    @Test(
        "is not at fault for what is right",
        arguments: [
            ##"#"<a href="\#(link)" hidden>"#"##, ##"" checked""##,
            ##"#"<script src="\#(link)" defer></script>"#"##,
        ])
    func right(literal: String) {
        #expect(faults(in: SourceFile(path: "Sources/Web/X.swift", text: "let a: HTML = " + literal)) == [])
    }

    private func faults(in file: SourceFile) -> [String] {
        let (markup, kinds) = (#/<[a-z!\/]|[a-z]="/#, kinds)
        return file.literals.filter { $0.text.contains(markup) }.flatMap { literal in
            kinds.compactMap { name, pattern in
                literal.text.contains(pattern) ? "\(file.place(literal.line)): \(name)" : nil
            }.prefix(1)
        }
    }

    private var kinds: [(String, Regex<Substring>)] {
        [
            ("style attribute", #/\sstyle=|<style/#),
            ("script", #/<script(?! src="\uFFFC" defer><\/script>)|javascript:/#),
            ("event handler", #/\son[a-z]+=/#),
            ("foreign host", #/(?:href|src|action|srcset|data|poster)="(?:[a-z]+:)?\/\//#),
            (
                "attribute without double quotes",
                #/<[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"]*")?|\uFFFC)*\s+[a-z-]+=(?!")/#
            ),
        ]
    }
}

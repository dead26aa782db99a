import Foundation
import HTML
import Testing

@Suite("A person's Markdown")
struct MarkdownTests {
    @Test(
        "becomes plain markup",
        arguments: [
            ("Hallo **Welt**", "<p>Hallo <strong>Welt</strong></p>\n"),
            ("# Titel", "<p><strong>Titel</strong></p>\n"),
            ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
            ("3. a\n4. b", "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n"),
            ("> `a<b`", "<blockquote>\n<p><code>a&lt;b</code></p>\n</blockquote>\n"),
            ("a & b < c", "<p>a &amp; b &lt; c</p>\n"),
            ("", ""),
            (
                "[da](https://a.example/?b=1&c=\"2\")",
                "<p><a href=\"https://a.example/?b=1&amp;c=%222%22\" rel=\"nofollow ugc noopener\">da</a></p>\n"
            ),
            ("![Bild](https://a.example/x.png)", "<p>Bild</p>\n"),
        ])
    func renders(source: String, markup: String) {
        #expect(Markdown.render(source).text == markup)
    }

    @Test(
        "cannot run or load anything",
        arguments: [
            "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "a <b onclick=alert(1)>b</b>",
            "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](&#106;avascript:alert(1))",
            "[x](java\nscript:alert(1))", "[x](data:text/html,<script>)", "[x](vbscript:x)",
            "<javascript:alert(1)>",
            "![x](javascript:alert(1))", "[x][y]\n\n[y]: javascript:alert(1)",
            "[x](\u{1}javascript:alert(1))",
            "[x](//evil.example)", "[x](/logout)", "<svg/onload=alert(1)>", "<!--><script>-->",
            "<style>*{}</style>",
            "[x](https://a.example/\"onmouseover=\"alert(1))", "<iframe src=https://evil.example></iframe>",
        ])
    func harmless(source: String) {
        let html = Markdown.render(source).text
        let allowed = ["p", "/p", "strong", "/strong", "em", "/em", "/a"]
        for piece in html.split(separator: "<").dropFirst(html.hasPrefix("<") ? 0 : 1) {
            let tag = String(piece.prefix { $0 != ">" })
            let isLink =
                tag.hasPrefix("a href=\"https://a.example/") && tag.hasSuffix("rel=\"nofollow ugc noopener\"")
                && tag.filter { $0 == "\"" }.count == 4
            #expect(allowed.contains(tag) || isLink, "\(tag)")
        }
    }

    @Test("is cut at the limit and stays balanced however deep it nests")
    func limited() {
        let deep = Markdown.render(String(repeating: "> ", count: 10_000) + "tief").text
        #expect(deep.components(separatedBy: "<blockquote>").count == 7)
        #expect(deep.components(separatedBy: "</blockquote>").count == 7)
        #expect(deep.contains("tief"))
        let long = Markdown.render(String(repeating: "ä", count: Markdown.limit)).text
        #expect(long.utf8.count < Markdown.limit + 20)
    }
}

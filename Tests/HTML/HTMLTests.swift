import HTML
import Testing

@Suite("Markup")
struct HTMLTests {
    @Test(
        "escapes an interpolated text, wherever it stands",
        arguments: [
            ("<script>", "&lt;script&gt;"), ("a & b", "a &amp; b"),
            (#"" onclick="x"#, "&quot; onclick=&quot;x"),
            ("it's", "it&#39;s"), ("Ärger 🙂", "Ärger 🙂"), ("", ""), ("&amp;", "&amp;amp;"),
        ])
    func escapes(text: String, escaped: String) {
        let html: HTML = #"<p title="\#(text)">\#(text)</p>"#
        #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
        #expect(HTML(text: text).text == escaped)
    }

    @Test("takes markup as it is, numbers in digits, and nothing for nothing")
    func types() {
        let bold: HTML = "<b>1</b>"
        let none: HTML? = nil
        let word = "x<y".suffix(2)
        let html: HTML = "\(bold)\(none)\([bold, bold])\(-1_234)\(word)\(Link("/a", "b").query("q", "1&2"))"
        #expect(html.text == "<b>1</b><b>1</b><b>1</b>-1234&lt;y/a/b?q=1%262")
    }

    @Test("shows a conditional part only where its condition holds")
    func conditional() {
        let open: HTML = "\(if: true, "<i>ja</i>")\(if: false, "<i>nein</i>")\(if: false, "a", else: "b")"
        #expect(open.text == "<i>ja</i>b")
    }

    @Test("writes attributes quoted and escaped, or not at all")
    func attributes() {
        let none: String? = nil
        let html: HTML = "<a\(attribute: "title", "a\"b")\(attribute: "lang", none)\(flag: "hidden", true)>"
        #expect(html.text == "<a title=\"a&quot;b\" hidden>")
    }

    @Test("joins parts with a separator between them")
    func joins() {
        #expect((["a", "b", "c"] as [HTML]).joined(separator: " · ").text == "a · b · c")
        #expect(([] as [HTML]).joined(separator: ", ").isEmpty)
    }
}

@Suite("A link")
struct LinkTests {
    @Test("encodes each part as one segment of the path")
    func parts() {
        #expect(Link("/p", "a/b", "ü?", 7).address == "/p/a%2Fb/%C3%BC%3F/7")
        #expect(Link("/", "x").address == "/x")
        #expect(
            Link("/p").query("a b", "c&d").query("e", 1).fragment("z4").address == "/p?a%20b=c%26d&e=1#z4")
    }

    @Test(
        "to a path known at run time stays on this site",
        arguments: ["//evil.example", "/\\evil.example", "evil.example"])
    func stays(path: String) {
        #expect(Link(path: path).address == "/evil.example")
    }

    @Test(
        "elsewhere needs a scheme we know",
        arguments: [
            ("https://a.example/b?c=d", true), ("HTTP://a.example", true), ("mailto:a@b.example", true),
            ("javascript:alert(1)", false), ("data:text/html,x", false), (" https://a.example", false),
            ("//a", false),
        ])
    func schemes(address: String, taken: Bool) {
        #expect((Link(elsewhere: address) != nil) == taken)
    }
}

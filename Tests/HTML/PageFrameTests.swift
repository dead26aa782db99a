import Foundation
import HTML
import Testing

private let words = FrameWords(
    skip: "Zum Inhalt", menu: "Menü", navigation: "Hauptnavigation", language: "Sprache",
    footer: "Über diese Seite",
    address: "Diese Seite im Netz", checkpoint: "Stand")

private func page(title: String, main: HTML) -> String {
    PageFrame(
        language: "de", title: title, town: "Mitstimme", home: Link("/"), stylesheet: Link("/style.css"),
        icon: Link("/icon.svg"), words: words,
        navigation: NavigationItem.list([
            .init("Vorschläge", Link("/proposals"), isCurrent: true), .init("Termine", Link("/meetings")),
        ]),
        languages: LanguageSwitch(
            action: Link("/language"), path: "/proposals?x=\"1", token: "t", current: "de",
            [.init("de", "Deutsch"), .init("en", "English")]),
        search: SearchSlot(action: Link("/search"), label: "Suche", button: "Suchen"),
        visitor: .person(
            name: "Alice", menu: [.init("Nachrichten", Link("/inbox"))],
            signOut: FormButton("Abmelden", action: Link("/sign-out"), token: "t")),
        banner: "<p>Vorführung</p>",
        breadcrumb: Breadcrumb("Sie sind hier", [("Start", Link("/"))], current: title),
        footer: NavigationItem.list([.init("Impressum", Link("/imprint"))]), log: "Eintrag 7",
        address: "https://a.example/proposals", code: QRCode("https://a.example/proposals"),
        main: main
    ).html(weight: "14 kB").text
}

@Suite("A page")
struct PageFrameTests {
    static let whole = page(
        title: "Vorschläge <neu>",
        main: """
            <h1>Vorschläge</h1>
            \(Form(action: Link("/a"), token: "t", submit: "Senden", fields: [
                Field("title", "Titel", hint: "Hinweis", error: "Fehlt"), Field("text", "Text", .textarea()),
                Field("vote", "Ja?", .radios([Choice("a", "Ja")])), Field("ok", "Gut", .checkbox),
            ]))
            \(Confirmation("Getan", receipt: ("Beleg", "7"), "<p>Ja.</p>", undo: "<p>Zurück</p>"))
            \(Panel("Achtung", tone: .warning, "<p>x</p>"))\(Seal("Im Protokoll", proof: ("Beweis", "<p>y</p>")))
            \(CardList([Card("Karte", to: Link("/c"), tag: Tag("Offen", .info), notes: ["1"])]))
            \(Pager("Seiten", previous: ("Zurück", Link("/p")), next: nil))\(EmptyState("Noch nichts"))
            \(DefinitionRows([.init("Ort", text: "Ruhrort", change: ("ändern", Link("/o")))]))
            \(PhaseBar("Ablauf", done: "fertig", [.init("A", when: "1", .done), .init("B", when: "2", .current)]))
            """)

    @Test("has one title, one skip link, one list of navigation and one heading per landmark")
    func structure() {
        let html = Self.whole
        #expect(html.hasPrefix("<!doctype html>\n<html lang=\"de\">"))
        #expect(html.contains("<title>Vorschläge &lt;neu&gt; – Mitstimme</title>"))
        #expect(html.components(separatedBy: "aria-label=\"Hauptnavigation\"").count == 2)
        #expect(html.components(separatedBy: "<main id=\"main\"").count == 2)
        #expect(html.contains(##"<body><a class="skip" href="#main">Zum Inhalt</a>"##))
        #expect(html.contains(#"<a href="/proposals" aria-current="page">Vorschläge</a>"#))
    }

    @Test("switches the language by one form that knows the way back")
    func languages() {
        #expect(Self.whole.contains(#"<input type="hidden" name="path" value="/proposals?x=&quot;1">"#))
        #expect(
            Self.whole.contains(
                #"<button type="submit" name="language" value="de" lang="de" aria-current="true">Deutsch</button>"#
            ))
    }

    @Test("carries no style, no script and only quoted attributes")
    func strict() {
        let html = Self.whole
        for forbidden in [" style=", "<script", "<style", "javascript:", " onclick"] {
            #expect(!html.contains(forbidden), "\(forbidden)")
        }
        let tags = html.matches(of: #/<[a-z][a-z0-9]*([^<>]*)>/#)
        #expect(tags.count > 80)
        for tag in tags {
            let rest = String(tag.1).replacing(#/ [a-zA-Z-]+(="[^"]*")?/#, with: "").replacing("/", with: "")
            #expect(rest.isEmpty, "\(tag.0)")
        }
    }

    @Test("uses every id once")
    func ids() {
        let ids = Self.whole.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
    }

    @Test("fits twenty rows into well under a millisecond")
    func fast() {
        func rows() -> HTML {
            let rows = (1...20).map { number in
                """
                <li class="card"><h2><a href="\(Link("/proposals", number))">Trinkbrunnen & mehr</a></h2>
                <p>\("88 von 400 Unterstützungen")</p>\(if: number.isMultiple(of: 2), "<b>neu</b>")</li>
                """ as HTML
            }
            return "<ul>\(rows)</ul>"
        }
        let clock = ContinuousClock()
        let best = (0..<200).map { _ in clock.measure { _ = rows() } }.min() ?? .seconds(1)
        #expect(best < .milliseconds(2), "\(best)")
    }
}

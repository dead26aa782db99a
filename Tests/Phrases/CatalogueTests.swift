import Foundation
import Phrases
import Testing

@Suite("A catalogue of phrases")
struct CatalogueTests {
    @Test("passes over comments and blank lines, and keeps an equals sign in the text")
    func reads() throws {
        let german = try Catalogue(texts: [.german: "# words\r\n\r\n  sum = a = b  \r\n"])[.german]
        #expect(german("sum") == "a = b")
        #expect(!german.has("# words"))
    }

    @Test("fills named places, also twice, and takes what is filled in as it is")
    func places() throws {
        let german = try Catalogue(texts: [.german: "hi = {name}, {name} aus {town-2}!"])[.german]
        #expect(
            german("hi", ["name": "{town-2}", "town-2": "Duisburg"]) == "{town-2}, {town-2} aus Duisburg!")
        #expect(german("hi", ["name": "Alice"]) == "Alice, Alice aus {town-2}!")
    }

    @Test("turns backslash and n into a line break, and keeps escaped braces and backslashes")
    func escapes() throws {
        let german = try Catalogue(texts: [.german: #"lines = eins\nzwei \{x} \\n"#])[.german]
        #expect(german("lines") == "eins\nzwei {x} \\n")
    }

    @Test(
        "chooses the branch of the count",
        arguments: [
            (count: 0, words: "0 Stimmen"), (1, "1 Stimme"), (-1, "-1 Stimme"), (2, "2 Stimmen"),
            (1_000_001, "1\u{202F}000\u{202F}001 Stimmen"),
        ])
    func plurals(count: Int, words: String) throws {
        let texts = [Language.german: "votes.one = {count} Stimme\nvotes.other = {count} Stimmen"]
        #expect(try Catalogue(texts: texts)[.german].plural("votes", count) == words)
    }

    @Test("uses the other branch where there is no branch for one, and fills further places")
    func pluralPlaces() throws {
        let german = try Catalogue(texts: [.german: "of.other = {count} von {all}"])[.german]
        #expect(german.plural("of", 1, ["all": "9"]) == "1 von 9")
        #expect(german.has("of") && german.has("of.other") && !german.has("of.one"))
    }

    @Test("shows an unknown key instead of words, in every language", arguments: Language.allCases)
    func unknown(language: Language) throws {
        let phrases = try Catalogue(texts: [:])[language]
        #expect(phrases("no.such-key") == "⟦no.such-key⟧")
        #expect(phrases.plural("no.such-key", 2) == "⟦no.such-key⟧")
        #expect(!phrases.has("no.such-key"))
    }

    @Test("says in German what has no words in Leichte Sprache, but never in English")
    func fallback() throws {
        let catalogue = try Catalogue(texts: [
            .german: "a = Anfang\nb = Berechtigung\nc.one = {count} Fall\nc.other = {count} Fälle",
            .simple: "b = Sie dürfen das",
        ])
        #expect(catalogue[.simple]("a") == "Anfang")
        #expect(catalogue[.simple]("b") == "Sie dürfen das")
        #expect(catalogue[.simple].plural("c", 3) == "3 Fälle")
        #expect(catalogue[.english]("a") == "⟦a⟧")
        #expect(catalogue.keys(of: .simple) == ["b"])
        #expect(catalogue.places(of: "c.one", in: .german) == ["count"])
        #expect(catalogue.places(of: "c.one", in: .simple) == nil)
    }

    @Test(
        "names file, line and reason of a mistake",
        arguments: [
            (text: "a = b\n\nc", line: 3, reason: CatalogueError.Reason.noEqualsSign),
            ("a = b\n# a\na = c", 3, .duplicate(key: "a")),
            ("a =   ", 1, .emptyText),
            ("\r\n = b", 2, .emptyKey),
            ("a = {count", 1, .brokenPlace),
            ("a = {Two words}", 1, .brokenPlace),
            ("a = {}", 1, .brokenPlace),
            ("a = \\t", 1, .strayBackslash),
            ("a = b\\", 1, .strayBackslash),
        ])
    func mistakes(text: String, line: Int, reason: CatalogueError.Reason) {
        let expected = CatalogueError(file: "en.txt", line: line, reason: reason)
        #expect(throws: expected) { try Catalogue(texts: [.english: text]) }
        #expect(expected.description.hasPrefix("en.txt:\(line): "))
    }

    @Test("that is not there names the path")
    func absent() {
        let expected = CatalogueError(file: "/no/such/folder/de.txt", line: 0, reason: .unreadable)
        #expect(throws: expected) { try Catalogue(directory: "/no/such/folder") }
        #expect(expected.description == "/no/such/folder/de.txt: cannot be read as UTF-8 text")
    }
}

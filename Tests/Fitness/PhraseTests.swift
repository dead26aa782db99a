import Phrases
import Support
import Testing

@Suite("The phrases that the sources use")
struct PhraseTests {
    /// Keys that are put together at run time, and where.
    static let computed: [(prefix: String, reason: String)] = [
        ("month.", "Phrases, dates"), ("month-short.", "Phrases, dates"), ("weekday.", "Phrases, dates"),
        ("rule.", "PublicRecord, sentences of an outcome; Web, the rules' own words"),
        ("remaining.", "Phrases, time left"),
    ]

    private static let catalogue = Result { try Catalogue(directory: checkout + "/Resources/phrases") }

    @Test("exist in German and in English", arguments: [Language.german, .english])
    func exist(language: Language) throws {
        let phrases = try PhraseTests.catalogue.get()[language]
        let keys = try PhraseTests.catalogue.get().keys(of: language)
        let own = keys.union(keys.map(base))
        let missing = Set(
            PhraseTests.used.filter { use in
                use.pattern.map { pattern in !own.contains { $0.wholeMatch(of: pattern) != nil } }
                    ?? !phrases.has(use.key)
            }.map { "\($0.key) (\($0.place))" })
        #expect(missing.sorted() == [])
    }

    @Test("are all there are: nobody translates what nobody reads")
    func unused() throws {
        let plain = Set(PhraseTests.used.filter { $0.pattern == nil }.map(\.key))
        let patterns = PhraseTests.used.compactMap(\.pattern)
        let keys = try PhraseTests.catalogue.get().keys(of: .german)
        let unused = keys.filter { key in
            !plain.contains(key) && !plain.contains(base(key))
                && !PhraseTests.computed.contains { key.hasPrefix($0.prefix) }
                && !patterns.contains { key.wholeMatch(of: $0) != nil || base(key).wholeMatch(of: $0) != nil }
        }
        #expect(unused.sorted() == [])
    }

    @Test("are found in every way they are written")
    func planted() {
        let text = #"""
            words("a.b"); words.plural("a.c", 2); problems.add("title", "form.gone"); case x = "refused.x"
            Event("proposal.published", object: nil); open("style.css"); words("mail.\(kind).subject"); "e.g. this"
            """#
        let found = PhraseTests.uses(
            in: SourceFile(path: "Sources/Web/X.swift", text: text), namespaces: ["form", "refused", "style"])
        #expect(
            found.map(\.key) == ["a.b", "a.c", "form.gone", "refused.x", "mail.\(SwiftLiteral.hole).subject"])
    }

    /// The key without its plural branch.
    private func base(_ key: String) -> String {
        for branch in [".one", ".other"] where key.hasSuffix(branch) {
            return String(key.dropLast(branch.count))
        }
        return key
    }

    private struct Use: Sendable {
        let key: String
        let place: String
        /// What a key with places put in at run time can look like.
        var pattern: Regex<Substring>? {
            guard key.contains(SwiftLiteral.hole) else { return nil }
            let parts = key.split(separator: SwiftLiteral.hole, omittingEmptySubsequences: false)
            return try? Regex(
                parts.map { $0.replacing(".", with: "\\.") }.joined(separator: "[a-z0-9.-]+"),
                as: Substring.self)
        }
    }

    private static let used: [Use] = {
        let keys = (try? catalogue.get().keys(of: .german)) ?? []
        let namespaces = Set(keys.compactMap { $0.split(separator: ".").first.map(String.init) })
        return sources.flatMap { uses(in: $0, namespaces: namespaces) }
    }()

    /// Literals of a key's shape: surely where they are asked for, else where they begin as keys do.
    private static func uses(in file: SourceFile, namespaces: Set<String>) -> [Use] {
        let hole = SwiftLiteral.hole
        let asking = #/\b(?:words|phrases|phrase|sentence)(?:\.plural|\.has)?\(\s*$/#
        let event = #/\bEvent\(\s*$|\bact = $/#
        return file.literals.compactMap { literal in
            // "recount.check." + name
            let text = literal.text.hasSuffix(".") ? literal.text + String(hole) : literal.text
            let parts = text.split(separator: ".", omittingEmptySubsequences: false)
            let isShaped =
                parts.count > 1
                && text.allSatisfy { $0 == "." || $0 == "-" || $0 == hole || $0.isNumber || $0.isLowercase }
            guard isShaped, parts.allSatisfy({ !$0.isEmpty }), parts[0] != String(hole) else { return nil }
            let isAsked = literal.before.contains(asking)
            let isOther =
                literal.before.contains(event)
                || endings.contains(String(parts[parts.count - 1]))
            guard isAsked || !isOther && namespaces.contains(String(parts[0])) else { return nil }
            return Use(key: text, place: file.place(literal.line))
        }
    }

    private static let endings: Set = [
        "css", "svg", "js", "json", "jsonl", "txt", "csv", "sql", "tar", "conf", "seed", "eml", "atom",
        "tlog-proof",
    ]
}

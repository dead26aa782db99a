import Foundation

/// All phrases of all languages, read once at the start.
///
///     # supports of a proposal
///     proposal.supports.one = {count} Unterstützung
///     proposal.supports.other = {count} Unterstützungen
///
/// UTF-8, one `key = text` per line; lines that begin with `#` and blank lines mean nothing.
package struct Catalogue: Sendable {
    private let own: [Language: [String: Template]]
    private let phrases: [Language: Phrases]

    /// Reads `de.txt`, `en.txt` and `de-simple.txt` in `directory`.
    package init(directory: String) throws(CatalogueError) {
        var texts: [Language: String] = [:]
        for language in Language.allCases {
            let path = "\(directory)/\(language.rawValue).txt"
            guard let data = FileManager.default.contents(atPath: path),
                let text = String(validating: data, as: UTF8.self)
            else { throw CatalogueError(file: path, line: 0, reason: .unreadable) }
            texts[language] = text
        }
        try self.init(texts: texts)
    }

    /// Takes the text of each language's file; a language left out has no phrases of its own.
    package init(texts: [Language: String]) throws(CatalogueError) {
        var own: [Language: [String: Template]] = [:]
        for language in Language.allCases {
            own[language] = try Catalogue.templates(texts[language] ?? "", file: "\(language.rawValue).txt")
        }
        var phrases: [Language: Phrases] = [:]
        for language in Language.allCases {
            let inherited = language.fallback.flatMap { own[$0] } ?? [:]
            let templates = inherited.merging(own[language] ?? [:]) { _, ownWords in ownWords }
            phrases[language] = Phrases(language: language, templates: templates)
        }
        self.own = own
        self.phrases = phrases
    }

    package subscript(_ language: Language) -> Phrases {
        phrases[language] ?? Phrases(language: language, templates: [:])
    }

    /// The keys in the language's own file, plural branches each on their own.
    package func keys(of language: Language) -> Set<String> { Set((own[language] ?? [:]).keys) }

    /// The names of the places in the language's own phrase; nil when its file has no such key.
    package func places(of key: String, in language: Language) -> Set<String>? { own[language]?[key]?.places }

    private static func templates(
        _ text: String, file: String
    ) throws(CatalogueError) -> [String: Template] {
        var templates: [String: Template] = [:]
        // By bytes: a program that says one sentence reads its whole catalogue before it.
        let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            do throws(CatalogueError.Reason) {
                guard let (key, template) = try entry(line) else { continue }
                guard templates.updateValue(template, forKey: key) == nil else { throw .duplicate(key: key) }
            } catch {
                throw CatalogueError(file: file, line: index + 1, reason: error)
            }
        }
        return templates
    }

    private static func entry(
        _ line: Substring.UTF8View
    ) throws(CatalogueError.Reason) -> (String, Template)? {
        let line = trimmed(line)
        guard let first = line.first, first != UInt8(ascii: "#") else { return nil }
        guard let equals = line.firstIndex(of: UInt8(ascii: "=")) else { throw .noEqualsSign }
        let key = trimmed(line[..<equals])
        let words = trimmed(line[line.index(after: equals)...])
        guard !key.isEmpty else { throw .emptyKey }
        guard !words.isEmpty else { throw .emptyText }
        return (String(Substring(key)), try Template(Substring(words)))
    }

    /// Without spaces, tabs and carriage returns at both ends; a no-break space is part of the words.
    private static func trimmed(_ text: Substring.UTF8View) -> Substring.UTF8View {
        let blanks = [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")]
        var rest = text.drop { blanks.contains($0) }
        while let last = rest.last, blanks.contains(last) { rest.removeLast() }
        return rest
    }
}

/// What the platform says in one language: `phrases("refused.not-found")`.
///
/// A key that no file has is shown as `⟦key⟧`, so that it is seen and nothing else breaks.
package struct Phrases: Sendable {
    package let language: Language
    private let templates: [String: Template]
    private let plurals: [String: Plural]

    private struct Plural: Sendable {
        let one: Template
        let other: Template
    }

    init(language: Language, templates: [String: Template]) {
        self.language = language
        self.templates = templates
        var plurals: [String: Plural] = [:]
        for (key, other) in templates where key.hasSuffix(".other") {
            let base = String(key.dropLast(".other".count))
            plurals[base] = Plural(one: templates[base + ".one"] ?? other, other: other)
        }
        self.plurals = plurals
    }

    package func callAsFunction(_ key: String, _ places: [String: String] = [:]) -> String {
        templates[key]?.filled(places) ?? "⟦\(key)⟧"
    }

    /// The branch `key.one` for 1 and -1, `key.other` for all other counts; `{count}` is the number in
    /// digits.
    package func plural(_ key: String, _ count: Int, _ places: [String: String] = [:]) -> String {
        guard let plural = plurals[key] else { return "⟦\(key)⟧" }
        var places = places
        places["count"] = number(count)
        return (count.magnitude == 1 ? plural.one : plural.other).filled(places)
    }

    /// Whether there are words for the key, alone or with plural branches.
    package func has(_ key: String) -> Bool { templates[key] != nil || plurals[key] != nil }

    /// Whether the key has plural branches.
    package func hasPlural(_ key: String) -> Bool { plurals[key] != nil }
}

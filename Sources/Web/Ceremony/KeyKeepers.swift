import Ballots
import HTML
import Phrases

/// Who keeps the key, for everybody: a part of an encrypted election's public page.
struct KeyKeepers: Markup {
    let words: Phrases
    let keeping: KeyKeeping

    var html: HTML {
        """
        <h2>\(words("ceremony.keepers"))</h2>
        <p>\(words("ceremony.keepers-lead", ["threshold": "\(keeping.threshold)", "size": "\(keeping.names.count)"]))</p>
        <ol>\(keeping.names.map { "<li>\($0)</li>\n" as HTML })</ol>
        \(keeping.registrar.map { "<p>\(words("ceremony.keepers-registrar", ["name": $0]))</p>" as HTML })
        <details><summary>\(words("ceremony.fingerprint"))</summary>
        <p>\(words("ceremony.fingerprint-hint"))</p>
        <pre>\(keeping.fingerprint)</pre>
        <p>\(words("ceremony.head-hint"))</p>
        <pre>\(keeping.head)</pre></details>

        """
    }
}

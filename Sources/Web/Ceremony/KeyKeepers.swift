import Ballots
import Core
import HTML
import Phrases

/// Who keeps the key, for everybody: a part of an encrypted election's public page.
struct KeyKeepers: Markup {
    let words: Phrases
    let keeping: KeyKeeping
    let election: ElectionID

    var html: HTML {
        """
        <h2>\(words("ceremony.keepers"))</h2>
        <p>\(words("ceremony.keepers-lead", ["threshold": "\(keeping.threshold)", "size": "\(keeping.names.count)"]))</p>
        <ol>\(keeping.names.map { "<li>\($0)</li>\n" as HTML })</ol>
        \(keeping.registrar.map(registrar))
        <details><summary>\(words("ceremony.fingerprint"))</summary>
        <p>\(words("ceremony.fingerprint-hint"))</p>
        <pre>\(keeping.fingerprint)</pre>
        <p>\(words("ceremony.head-hint"))</p>
        <pre>\(keeping.head)</pre></details>

        """
    }

    /// With what the registrar has signed, so that nobody can exchange the list for one of their own.
    private func registrar(_ name: String) -> HTML {
        """
        <p>\(words("ceremony.keepers-registrar", ["name": name]))</p>
        <ul class="links">\(["registrar.json", "statement.json"].map { file in
            "<li><a href=\"\(Link.electionFile(election, file))\">\(words("election.file.\(file)"))</a></li>" as HTML
        })</ul>
        """
    }
}

import Phrases

/// The letters with the credentials, a page each, German first. They bear no name: any letter can go into any
/// envelope, but for its weight.
struct LettersPage {
    struct Letter {
        let credential: String
        let weight: Int
        /// The public credential, whose beginning the voter finds in the published list.
        let entry: String
    }

    let title: String
    let address: String?
    let catalogue: Catalogue

    func text(_ letters: [Letter]) -> String {
        """
        <!DOCTYPE html>
        <html lang="de"><head><meta charset="utf-8"><title>\(escaped(title))</title>
        <style>
        @page { margin: 0 }
        body { font: 12pt/1.4 sans-serif; margin: 0 }
        section { break-after: page; margin: 2cm }
        .credential { border: 1pt solid; font: 20pt monospace; margin: 1em 0; padding: 0.5em; text-align: center }
        .second { border-top: 1pt solid; font-size: 10pt; margin-top: 2em }
        </style></head><body>
        \(letters.map(section).joined(separator: "\n"))
        </body></html>

        """
    }

    private func section(_ letter: Letter) -> String {
        """
        <section><h1>\(escaped(title))</h1>
        \(part(letter, catalogue[.german], withCredential: true))
        <div class="second" lang="en">
        \(part(letter, catalogue[.english], withCredential: false))
        </div></section>
        """
    }

    private func part(_ letter: Letter, _ words: Phrases, withCredential: Bool) -> String {
        var lines = [words("trustee.letter.lead")]
        if letter.weight > 1 { lines.append(words("trustee.letter.weight", ["weight": "\(letter.weight)"])) }
        let place = address.map { words("trustee.letter.where", ["address": $0]) }
        let after = [
            place ?? words("trustee.letter.anywhere"), words("trustee.letter.revote"),
            words("trustee.letter.check", ["start": String(letter.entry.prefix(12))]),
            words("trustee.letter.secret"),
        ]
        func paragraphs(_ lines: [String]) -> String {
            lines.map { "<p>\(escaped($0))</p>" }.joined(separator: "\n")
        }
        let credential =
            withCredential ? "\n<p class=\"credential\">\(escaped(letter.credential))</p>\n" : "\n"
        return paragraphs(lines) + credential + paragraphs(after)
    }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}

import Core
import Phrases
import TransparencyLog

/// The page at `/`: which logs are watched, and what was seen of them last.
struct StatusPage {
    struct Row {
        let origin: String
        /// Nil before the first cosignature.
        let seen: WatchedLog.Seen?
    }

    let key: VerifierKey
    let rows: [Row]
    let words: Phrases

    var html: String {
        """
        <!DOCTYPE html>
        <html lang="\(words.language.htmlTag)">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(escaped(words("witness.title", ["name": key.name])))</title>
        <link rel="stylesheet" href="style.css">
        </head>
        <body>
        <main>
        <h1>\(escaped(words("witness.title", ["name": key.name])))</h1>
        <p>\(escaped(words("witness.lead")))</p>
        <table>
        <caption>\(escaped(words("witness.logs")))</caption>
        <thead><tr><th scope="col">\(escaped(words("witness.origin")))</th><th scope="col">\(
            escaped(words("witness.size")))</th><th scope="col">\(escaped(words("witness.time")))</th></tr></thead>
        <tbody>
        \(rows.map(row).joined(separator: "\n"))
        </tbody>
        </table>
        <h2>\(escaped(words("witness.key")))</h2>
        <p>\(escaped(words("witness.key-lead")))</p>
        <p><code>\(escaped(key.description))</code></p>
        </main>
        </body>
        </html>

        """
    }

    private func row(_ row: Row) -> String {
        guard let seen = row.seen else {
            return """
                <tr><th scope="row">\(escaped(row.origin))</th><td colspan="2">\(escaped(words("witness.never")))</td></tr>
                """
        }
        let link = "\(WatchedLog.number(of: row.origin))/checkpoint"
        return """
            <tr><th scope="row"><a href="\(link)">\(escaped(row.origin))</a></th><td>\(
                words.number(seen.checkpoint.size))</td><td><time datetime="\(seen.time.iso8601)">\(
                escaped(words.dateTime(seen.time)))</time></td></tr>
            """
    }

    private func escaped(_ text: String) -> String {
        var out = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.unicodeScalars.append(character)
            }
        }
        return out
    }

    static let style = """
        :root { color-scheme: light dark; }
        body { font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1rem; }
        table { border-collapse: collapse; width: 100%; }
        caption { font-weight: bold; padding: .5rem 0; text-align: start; }
        th, td { border-top: 1px solid; padding: .5rem .5rem .5rem 0; text-align: start; vertical-align: top; }
        th, code { overflow-wrap: anywhere; }

        """
}

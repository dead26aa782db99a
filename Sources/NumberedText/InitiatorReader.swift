import Core

/// Cuts the initiators' lines into names and the remarks about decisions beside them.
struct InitiatorReader {
    struct Entry {
        let line: Int
        let name: String
        let remarks: [String]
    }

    private(set) var entries: [Entry] = []
    private var name = ""
    private var remarks: [String] = []
    /// The text of the open bracket, nil outside of brackets.
    private var bracket: String?
    private var line = 0

    init(_ lines: [(line: Int, text: String)]) {
        for (number, text) in lines {
            let isListItem = ["- ", "– ", "• ", "* "].contains(where: text.hasPrefix)
            if bracket == nil, isListItem || !remarks.isEmpty { finish() }
            if name.isEmpty, remarks.isEmpty { line = number }
            read(text)
        }
        if bracket != nil { read(")") }
        finish()
    }

    private mutating func read(_ text: String) {
        let words = text.split(separator: " ")
        for (index, word) in words.enumerated() {
            if bracket == nil, word == "und" || word == "sowie" || word == "&",
                parts(before: words[(index + 1)...])
            {
                finish()
                continue
            }
            for character in word { read(character) }
            if bracket != nil { bracket?.append(" ") } else { name += " " }
        }
    }

    private mutating func read(_ character: Character) {
        switch character {
        case "(" where bracket == nil:
            bracket = ""
        case ")":
            guard let text = bracket else { return }
            bracket = nil
            let words = text.split(separator: " ").joined(separator: " ")
            if InitiatorReader.isRemark(words) {
                remarks.append(words)
            } else if !words.isEmpty {
                name += "(\(words))"
            }
        case ",", ";":
            if bracket == nil { finish() } else { bracket?.append(character) }
        default:
            if bracket == nil { name.append(character) } else { bracket?.append(character) }
        }
    }

    /// Whether "und" here stands between two initiators, rather than inside a name like "AK Umwelt und
    /// Klima".
    private func parts(before next: ArraySlice<Substring>) -> Bool {
        if !remarks.isEmpty || name.allSatisfy({ $0 == " " }) { return true }
        if let first = next.first(where: { !InitiatorReader.articles.contains(String($0)) }),
            Initiator.Kind(guessing: String(first)) != .person
        {
            return true
        }
        return next.count != 1 && Initiator.Kind(guessing: name) == .person
    }

    private mutating func finish() {
        var words = name.split(separator: " ").map(String.init)
        if let decided = words.firstIndex(where: { InitiatorReader.isRemark($0) }) {
            remarks.append(words[decided...].joined(separator: " "))
            words.removeSubrange(decided...)
        }
        while let first = words.first, InitiatorReader.articles.contains(first) { words.removeFirst() }
        while let last = words.last, InitiatorReader.dashes.contains(last) { words.removeLast() }
        let name = words.joined(separator: " ").trimmingMarks
        if !name.isEmpty || !remarks.isEmpty {
            entries.append(Entry(line: line, name: name, remarks: remarks))
        }
        (self.name, remarks) = ("", [])
    }

    private static let dashes: Set = ["-", "–", "•", "*", ":"]
    private static let articles: Set = ["der", "die", "das", "-", "–", "•", "*"]

    private static func isRemark(_ text: String) -> Bool {
        let letters = text.lowercased()
        return letters.hasPrefix("beschlossen") || letters.hasPrefix("beschluss")
            || letters.hasPrefix("beschluß")
            || Day(german: text) != nil
    }
}

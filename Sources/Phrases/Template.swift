/// A phrase cut into fixed words and named places once, when the catalogue is loaded.
///
///     {count} von {threshold} Unterstützungen
///
/// `\n` is a line break, `\{` a brace, `\\` a backslash.
struct Template: Sendable {
    private enum Piece: Sendable {
        case words(String)
        case place(String)
    }

    private let pieces: [Piece]

    /// The names of the places, each once.
    let places: Set<String>

    init(_ text: Substring) throws(CatalogueError.Reason) {
        guard text.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "{") }) else {
            pieces = [.words(String(text))]
            places = []
            return
        }
        var pieces: [Piece] = []
        var words = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                switch rest.popFirst() {
                case "n": words.append("\n")
                case "{": words.append("{")
                case "\\": words.append("\\")
                default: throw .strayBackslash
                }
            case "{":
                guard let end = rest.firstIndex(of: "}"), Template.isName(rest[..<end]) else {
                    throw .brokenPlace
                }
                if !words.isEmpty { pieces.append(.words(words)) }
                words = ""
                pieces.append(.place(String(rest[..<end])))
                rest = rest[rest.index(after: end)...]
            default: words.append(character)
            }
        }
        if !words.isEmpty { pieces.append(.words(words)) }
        self.pieces = pieces
        places = Set(pieces.compactMap { if case .place(let name) = $0 { name } else { nil } })
    }

    /// The words with each place filled; a place without a value stays visible as `{name}`.
    func filled(_ values: [String: String]) -> String {
        if pieces.count == 1, case .words(let words) = pieces[0] { return words }
        var out = ""
        for piece in pieces {
            switch piece {
            case .words(let words): out += words
            case .place(let name): out += values[name] ?? "{\(name)}"
            }
        }
        return out
    }

    private static func isName(_ name: Substring) -> Bool {
        let allowed = "abcdefghijklmnopqrstuvwxyz0123456789-"
        return !name.isEmpty && name.allSatisfy(allowed.contains)
    }
}

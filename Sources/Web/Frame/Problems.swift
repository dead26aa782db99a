import Core
import HTML
import Phrases

/// What is wrong with the fields of a form, in their order.
struct Problems: Sendable {
    private var list: [(field: String, message: String)] = []
    let phrases: Phrases

    init(_ phrases: Phrases) { self.phrases = phrases }

    var isEmpty: Bool { list.isEmpty }

    /// Only the first problem of a field is told.
    mutating func add(_ field: String, _ key: String, _ places: [String: String] = [:]) {
        add(field, said: phrases(key, places))
    }

    /// The same with a whole sentence.
    mutating func add(_ field: String, said sentence: String) {
        if self[field] == nil { list.append((field, sentence)) }
    }

    mutating func add(_ field: String, _ rejection: any Rejection) { add(field, rejection.phrase) }

    subscript(_ field: String) -> String? { list.first { $0.field == field }?.message }

    /// The box at the top of the page; nil where nothing is wrong.
    var summary: ErrorSummary? { list.isEmpty ? nil : ErrorSummary(phrases("form.problem"), list) }

    /// Checks that a text is there and not too long; answers with it.
    mutating func require(_ text: String, _ field: String, upTo longest: Int, missing: String) -> String {
        if text.isEmpty { add(field, missing) }
        limit(text, field, upTo: longest)
        return text
    }

    /// PostgreSQL counts code points, and so does this.
    mutating func limit(_ text: String, _ field: String, upTo longest: Int) {
        let length = text.unicodeScalars.count
        if length > longest {
            add(
                field, "form.too-long",
                ["longest": phrases.number(longest), "length": phrases.number(length)])
        }
    }
}

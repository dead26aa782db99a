import Foundation
import HTML

/// The page that a person saves: it loads nothing and asks nobody.
///
/// `Resources/receipt.html` with places `{{name}}`, and the script that checks it.
struct ReceiptTemplate: Sendable {
    private let text: String
    private let script: String

    init(resources: String) throws {
        text = try String(contentsOfFile: resources + "/receipt.html", encoding: .utf8)
        script = try String(contentsOfFile: resources + "/public/receipt.js", encoding: .utf8)
    }

    /// Puts `words` in their places, escaped, and `parts` as they are.
    func filled(words: [String: String], parts: [String: HTML], receipt: String) -> [UInt8] {
        var whole = parts.mapValues(\.text)
        for (name, word) in words { whole[name] = HTML(text: word).text }
        whole["receipt"] = receipt
        whole["script"] = script
        var filled = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}")
        {
            filled += rest[..<start.lowerBound]
            filled += whole[String(rest[start.upperBound..<end.lowerBound])] ?? ""
            rest = rest[end.upperBound...]
        }
        return Array((filled + rest).utf8)
    }
}

import AuditLog
import Core
import HTML
import Phrases

/// An entry of the log in words, made of its public facts alone.
struct LogSentence {
    let words: Phrases
    let entry: LogEntry

    /// The phrase `log.<type>`, or `log.<type>.<verdict or outcome>` for a decision.
    var text: String {
        let decided = (entry.facts["verdict"] ?? entry.facts["outcome"])?.string
        let special = "log.\(entry.type).\(decided ?? "")"
        let key = words.has(special) ? special : "log.\(entry.type)"
        // Most batches only add: then nothing is said of ballots taken out.
        if entry.facts["removed"]?.array?.isEmpty == true { return words("\(key).added-only", places) }
        return words(words.has(key) ? key : "log.other", places)
    }

    /// Who acted, if somebody did so in an office.
    var actor: String? {
        entry.actor.map { words.has("log.actor.\($0)") ? words("log.actor.\($0)") : $0 }
    }

    /// The page it is about; nil where there is none.
    var link: Link? {
        guard let object = entry.object, let number = path.last, number.allSatisfy(\.isNumber) else {
            return nil
        }
        switch (path.first, path.count) {
        case ("proposals", 2), ("processes", 2), ("elections", 2): return Link(path: object)
        case ("proposals", 4) where path[2] == "amendments": return Link(path: object)
        case ("proposals", 4):
            return Link(path: path.prefix(2).joined(separator: "/")).fragment("comment-\(number)")
        case ("moderation", 3): return Link(path: object)
        default: return nil
        }
    }

    private var path: [String] { (entry.object ?? "").split(separator: "/").map(String.init) }

    private var places: [String: String] {
        var places = entry.facts.reduce(into: [:]) { $0[$1.key] = value($1.key, $1.value) }
        places["type"] = entry.type
        places["number"] = path.last ?? "–"
        places["within"] = path.count > 1 ? path[1] : "–"
        places["rule"] = places["rule"] ?? "–"
        return places
    }

    private func value(_ name: String, _ value: JSON) -> String {
        switch value {
        case .int(let number): return words.number(number)
        case .array(let values): return words.number(values.count)
        case .string(let text):
            if let instant = Instant(iso8601: text) { return words.dateTime(instant) }
            let key = name == "rule" ? "rule-of-talk.\(text)" : "\(name).\(text)"
            return words.has(key) ? words(key) : text
        default: return value.text
        }
    }
}

extension LogEntry {
    /// Leaf hash of the earlier entry that this one amends.
    var previous: [UInt8]? {
        (try? JSON(parsing: entry))?["prev"]?.string.flatMap { [UInt8](base64: $0) }
    }
}

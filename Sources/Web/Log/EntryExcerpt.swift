import AuditLog
import Core

/// As much of an entry's bytes as a page shows: all of a short one, of a long one the beginning of its lists.
struct EntryExcerpt {
    /// Of each list so many values are shown.
    static let values = 100
    /// An entry of more bytes is shown in parts.
    static let longest = 6000

    let text: String
    /// The lists that go on: their names, in order, and how many values they have.
    let lists: [(name: String, count: Int)]
    let isWhole: Bool

    init(_ entry: LogEntry) {
        guard entry.entry.count > EntryExcerpt.longest, let json = try? JSON(parsing: entry.entry),
            var members = json.object
        else {
            text = String(decoding: entry.entry, as: UTF8.self)
            lists = []
            isWhole = true
            return
        }
        lists = entry.facts.sorted { $0.key < $1.key }.compactMap { name, value in
            value.array.flatMap { $0.count > EntryExcerpt.values ? (name: name, count: $0.count) : nil }
        }
        members["body"] = .object(
            entry.facts.mapValues { value in
                value.array.map { .array(Array($0.prefix(EntryExcerpt.values))) } ?? value
            })
        let cut = JSON.object(members).text
        text =
            cut.utf8.count > 2 * EntryExcerpt.longest ? String(cut.prefix(EntryExcerpt.longest)) + "…" : cut
        isWhole = false
    }
}

import Core
import Dispatch
import Synchronization

/// Whether a row of the outbox is what `EventWriter` writes: anybody with the right to insert may have written it, and what
/// is signed once stays for ever.
enum OutboxCheck {
    typealias Row = (entry: [UInt8], opening: [UInt8]?)

    /// The first row that is not, and what is wrong with it. On all cores: the database waits meanwhile.
    static func firstFault(in rows: [Row]) -> (place: Int, fault: String)? {
        let found = Mutex<(place: Int, fault: String)?>(nil)
        let step = 512
        DispatchQueue.concurrentPerform(iterations: (rows.count + step - 1) / step) { part in
            for place in part * step..<min(rows.count, (part + 1) * step) {
                guard let fault = fault(entry: rows[place].entry, opening: rows[place].opening) else {
                    continue
                }
                return found.withLock { if place < $0?.place ?? .max { $0 = (place, fault) } }
            }
        }
        return found.withLock { $0 }
    }

    /// What is wrong with an entry and its opening, in a few words; nil where nothing is.
    ///
    /// An entry is canonical JSON with `act`, `at`, `body` and `v`; an opening is a salt of 32 bytes and the text that the
    /// commitment in `body` stands for. A commitment whose opening was erased while it waited has none.
    static func fault(entry: [UInt8], opening: [UInt8]?) -> String? {
        guard let members = try? JSON(parsing: entry), members.canonical == entry else {
            return "it is not canonical JSON"
        }
        guard let type = members["act"]?.string, members["v"] == 1,
            members["at"]?.string.flatMap({ Instant(iso8601: $0) }) != nil
        else { return "act, at or v is missing" }
        switch (members["body"], opening) {
        case (.object?, nil), (.string?, nil): return nil
        case (.string(let digest)?, let opening?):
            let (salt, content) = (Array(opening.prefix(32)), Array(opening.dropFirst(32)))
            let isSaid = commitment(type: type, salt: salt, content: content) == digest
            guard salt.count == 32, isSaid, String(validating: content, as: UTF8.self) != nil else {
                return "its opening is not what it commits to"
            }
            return nil
        default: return "its body is neither facts nor a commitment with its opening"
        }
    }
}

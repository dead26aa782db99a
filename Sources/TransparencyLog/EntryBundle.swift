/// The entries below one tile of level 0: for each a uint16 length, big-endian, and its bytes.
///
/// Source: c2sp.org/tlog-tiles, "Log entries".
package enum EntryBundle {
    /// The longest entry a log can hold, in bytes.
    package static let longestEntry = 65_535

    /// Nil if an entry is longer than `longestEntry`.
    package static func encode(_ entries: [[UInt8]]) -> [UInt8]? {
        var out: [UInt8] = []
        for entry in entries {
            guard entry.count <= longestEntry else { return nil }
            out.append(UInt8(entry.count >> 8))
            out.append(UInt8(entry.count & 0xFF))
            out += entry
        }
        return out
    }

    /// How many bytes the first `count` entries take up; nil if the bytes end before.
    package static func length(of count: Int, in bytes: [UInt8]) -> Int? {
        var position = 0
        for _ in 0..<count {
            guard position + 2 <= bytes.count else { return nil }
            position += 2 + Int(bytes[position]) * 256 + Int(bytes[position + 1])
            guard position <= bytes.count else { return nil }
        }
        return position
    }

    /// Nil if the bytes end within an entry.
    package static func decode(_ bytes: [UInt8]) -> [[UInt8]]? {
        var entries: [[UInt8]] = []
        var position = 0
        while position < bytes.count {
            guard position + 2 <= bytes.count else { return nil }
            let start = position + 2
            let end = start + Int(bytes[position]) * 256 + Int(bytes[position + 1])
            guard end <= bytes.count else { return nil }
            entries.append(Array(bytes[start..<end]))
            position = end
        }
        return entries
    }
}

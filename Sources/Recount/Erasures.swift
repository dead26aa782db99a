import Core
import Terminal
import TransparencyLog

/// How many entries of a log erase something, by the day (UTC) that they bear.
///
/// These are the entries whose type ends in `.erased`. Entries that are no JSON of ours are passed over.
struct Erasures {
    private(set) var byDay: [Day: Int] = [:]

    mutating func count(_ entries: ArraySlice<[UInt8]>) {
        for entry in entries {
            if let day = Self.day(of: entry) { byDay[day, default: 0] += 1 }
        }
    }

    /// Adds the entries below index `end` that bear one of the days counted so far, from a mirror's own bundles.
    mutating func countBack(from end: Int, in folder: LogFolder) throws(BadInput) {
        guard let first = byDay.keys.min() else { return }
        var end = end
        while end > 0 {
            let index = (end - 1) / Tile.fullWidth
            let start = index * Tile.fullWidth
            guard let bytes = try Self.bundle(index, atLeast: end - start, in: folder),
                let bundle = EntryBundle.decode(bytes)
            else { return }
            let entries = bundle.prefix(end - start)
            for entry in entries {
                guard let day = Self.day(of: entry), day >= first else { continue }
                byDay[day, default: 0] += 1
            }
            // Entries stand in the order of time, but for the minute: one of an earlier day ends the search.
            if let last = entries.first.flatMap(Self.time), last.day < first { return }
            end = start
        }
    }

    private static func bundle(_ index: Int, atLeast width: Int, in folder: LogFolder) throws(BadInput)
        -> [UInt8]?
    {
        guard let tile = Tile(level: 0, index: index, width: width) else { return nil }
        if let full = try folder.contents(tile.full.entriesPath) { return full }
        return try folder.contents(tile.entriesPath)
    }

    /// The day of an entry that erases; nil for all others.
    private static func day(of entry: [UInt8]) -> Day? {
        // Canonical JSON begins with the type, since its keys are sorted.
        guard entry.starts(with: Array(#"{"act":""#.utf8)),
            let type = entry.dropFirst(8).split(separator: UInt8(ascii: "\""), maxSplits: 1).first,
            type.suffix(7).elementsEqual(".erased".utf8)
        else { return nil }
        return time(entry)?.day
    }

    private static func time(_ entry: [UInt8]) -> Instant? {
        guard let json = try? JSON(parsing: entry) else { return nil }
        return json["at"]?.string.flatMap { Instant(iso8601: $0) }
    }
}

import Core
import Postgres

/// Where the days begin and end in a batch of new entries: the table `log_days` is kept by it.
struct LogDays {
    private var times: [ArraySlice<UInt8>: (first: Int, last: Int)] = [:]

    /// `start` is the index of the first entry. One whose time cannot be read belongs to no day.
    init(_ entries: [[UInt8]], from start: Int) {
        for (place, entry) in entries.enumerated() {
            guard let time = LogDays.time(of: entry) else { continue }
            let index = start + place
            times[time] = (times[time]?.first ?? index, index)
        }
    }

    /// The bytes after `"at":"`, which stand behind the type and the office.
    private static func time(of entry: [UInt8]) -> ArraySlice<UInt8>? {
        let mark: StaticString = #""at":""#
        let width = mark.utf8CodeUnitCount
        return mark.withUTF8Buffer { mark in
            let ends = min(entry.count, 200) - width - 20
            guard ends >= 0 else { return nil }
            return entry.withUnsafeBufferPointer { bytes in
                (0...ends).first { place in
                    bytes[place + 1] == mark[1] && bytes[place..<place + width].elementsEqual(mark)
                }
            }.map { entry[($0 + width)..<($0 + width + 20)] }
        }
    }

    /// Text, first index and last index of every time that occurs; a minute has one.
    var rows: [(time: String, first: Int, last: Int)] {
        times.compactMap { bytes, span in
            let text = String(decoding: bytes, as: UTF8.self)
            return Instant(iso8601: text) == nil ? nil : (text, span.first, span.last)
        }
    }
}

extension Connection {
    /// Notes in which days of the town the new entries lie.
    func store(_ days: LogDays) throws {
        let rows = days.rows
        guard !rows.isEmpty else { return }
        try run(
            """
            INSERT INTO log_days (day, first_index, last_index)
            SELECT (at::timestamptz AT TIME ZONE 'Europe/Berlin')::date, min(first), max(last)
            FROM unnest(\(SQLArray(rows.map(\.time))), \(SQLArray(rows.map(\.first))), \(SQLArray(rows.map(\.last))))
                AS new (at, first, last)
            GROUP BY 1
            ON CONFLICT (day) DO UPDATE SET last_index = excluded.last_index
            """)
    }
}

package import Core
import Postgres

/// Which entries of the log somebody wants to see; all of them by default.
package struct LogFilter: Sendable, Hashable {
    /// The first word of their type, such as `proposal`.
    package var noun: String?
    /// What they are about, with everything below it: `proposals/42`. Two parts, no more.
    package var object: String?
    /// The day of the town in which they happened.
    package var day: Day?

    package init(noun: String? = nil, object: String? = nil, day: Day? = nil) {
        self.noun = noun
        self.object = object
        self.day = day
    }

    package var isEmpty: Bool { self == LogFilter() }

    /// Ends in AND; each part has an index that also gives the order.
    var condition: SQL {
        let kind: SQL = noun.map { "noun = \($0) AND" } ?? ""
        let about: SQL = object.map { "object = \($0) AND" } ?? ""
        let within: SQL = day.map { LogFilter.condition(of: $0) } ?? ""
        return "\(kind) \(about) \(within)"
    }

    /// Between the day's first and last entry, without the few between that are of another day.
    private static func condition(of day: Day) -> SQL {
        """
        index >= (SELECT first_index FROM log_days WHERE day = \(day))
        AND index <= (SELECT last_index FROM log_days WHERE day = \(day))
        AND split_part(encode(substring(entry FROM 1 FOR 200), 'escape'), '"at":"', 2) COLLATE "C"
            BETWEEN to_char(\(day)::timestamp AT TIME ZONE 'Europe/Berlin' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
            AND to_char((\(day) + 1)::timestamp AT TIME ZONE 'Europe/Berlin' AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS')
        AND
        """
    }
}

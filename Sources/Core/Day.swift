/// A calendar day in the Gregorian calendar, without a time zone.
package struct Day: Hashable, Comparable, Sendable {
    package let daysSince1970: Int

    package init(daysSince1970: Int) { self.daysSince1970 = daysSince1970 }

    /// Nil for a day that does not exist, such as 31 April, and for years outside 1…9999.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        // Days from civil, counted from 1 March so that the leap day comes last.
        let y = month <= 2 ? year - 1 : year
        let era = y / 400
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        daysSince1970 = era * 146_097 + dayOfEra - 719_468
        guard self.parts == (year, month, day) else { return nil }
    }

    /// Year, month 1…12 and day 1…31.
    package var parts: (year: Int, month: Int, day: Int) {
        let z = daysSince1970 + 719_468
        let era = (z >= 0 ? z : z - 146_096) / 146_097
        let dayOfEra = z - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1)
    }

    /// 0 for Monday to 6 for Sunday.
    package var weekday: Int { ((daysSince1970 + 3) % 7 + 7) % 7 }

    /// `2026-11-23`.
    package var iso8601: String {
        let (year, month, day) = parts
        let digits = String(year)
        return String(repeating: "0", count: 4 - digits.count) + digits
            + "-\(twoDigits(month))-\(twoDigits(day))"
    }

    /// Reads `2026-11-23` and nothing else.
    package init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            let year = decimal(bytes[0..<4]), let month = decimal(bytes[5..<7]),
            let day = decimal(bytes[8..<10])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    package static func < (left: Day, right: Day) -> Bool { left.daysSince1970 < right.daysSince1970 }
}

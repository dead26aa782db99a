/// A moment, in microseconds since 1970-01-01T00:00:00Z, without leap seconds.
package struct Instant: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) { self.microseconds = microseconds }
    package init(seconds: Int64) { microseconds = seconds * 1_000_000 }

    /// Whole seconds since 1970, rounded down.
    package var seconds: Int64 { microseconds.floorDivided(by: 1_000_000) }

    package static func < (left: Instant, right: Instant) -> Bool { left.microseconds < right.microseconds }

    package func adding(seconds: Int64) -> Instant {
        Instant(microseconds: microseconds + seconds * 1_000_000)
    }
    package func adding(minutes: Int64) -> Instant { adding(seconds: minutes * 60) }
    package func adding(hours: Int64) -> Instant { adding(seconds: hours * 3600) }
    package func adding(days: Int64) -> Instant { adding(seconds: days * 86_400) }

    /// The same moment cut to the whole minute: as fine as a log entry may tell time.
    package var toTheMinute: Instant { Instant(seconds: seconds - seconds.floorRemainder(by: 60)) }

    /// The same moment cut to the whole hour: as fine as a log entry about ballots may tell time.
    package var toTheHour: Instant { Instant(seconds: seconds - seconds.floorRemainder(by: 3600)) }

    /// `2026-11-23T06:07:08Z`. Source: RFC 3339.
    package var iso8601: String {
        let day = Day(daysSince1970: Int(seconds.floorDivided(by: 86_400)))
        let rest = Int(seconds.floorRemainder(by: 86_400))
        return
            "\(day.iso8601)T\(twoDigits(rest / 3600)):\(twoDigits(rest / 60 % 60)):\(twoDigits(rest % 60))Z"
    }

    /// The UTC day this moment lies in.
    package var day: Day { Day(daysSince1970: Int(seconds.floorDivided(by: 86_400))) }

    /// Reads what `iso8601` writes; nil for anything else.
    package init?(iso8601 text: String) {
        let bytes = Array(text.utf8)
        guard bytes.count == 20, bytes[10] == UInt8(ascii: "T"), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"), bytes[19] == UInt8(ascii: "Z"),
            let day = Day(iso8601: String(text.prefix(10))),
            let hour = decimal(bytes[11..<13]), let minute = decimal(bytes[14..<16]),
            let second = decimal(bytes[17..<19]), hour < 24, minute < 60, second < 60
        else { return nil }
        self.init(seconds: Int64(day.daysSince1970) * 86_400 + Int64(hour * 3600 + minute * 60 + second))
    }
}

extension Int64 {
    /// Division that rounds towards negative infinity; `divisor` > 0.
    package func floorDivided(by divisor: Int64) -> Int64 {
        (self >= 0 ? self : self - divisor + 1) / divisor
    }

    /// What `floorDivided` leaves, 0 ..< `divisor`.
    package func floorRemainder(by divisor: Int64) -> Int64 {
        self - floorDivided(by: divisor) * divisor
    }
}

func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

func decimal(_ bytes: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for byte in bytes {
        guard (48...57).contains(byte) else { return nil }
        number = number * 10 + Int(byte - 48)
    }
    return number
}

package import Core
import Foundation

/// What the clocks of the town show: German legal time, summer and winter.
package enum TownTime {
    private static let zone = TimeZone(identifier: "Europe/Berlin") ?? .gmt

    /// How far the town's clocks are ahead of UTC, in seconds.
    package static func offset(at instant: Instant) -> Int {
        zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(instant.seconds)))
    }

    /// The town's day and the minute of it, 0…1439.
    package static func local(_ instant: Instant) -> (day: Day, minute: Int) {
        let shown = instant.adding(seconds: Int64(offset(at: instant)))
        return (shown.day, Int(shown.seconds.floorRemainder(by: 86_400)) / 60)
    }

    /// The moment the town's clocks show `minute` (0…1439) of `day`.
    ///
    /// Of a time that comes twice in autumn it is the first; 02:30 of the night that has none means 03:30.
    package static func instant(on day: Day, minute: Int = 0) -> Instant {
        let shown = Instant(seconds: Int64(day.daysSince1970) * 86_400 + Int64(minute) * 60)
        let before = offset(at: shown.adding(days: -1))
        let after = offset(at: shown.adding(days: 1))
        let first = shown.adding(seconds: -Int64(before))
        let second = shown.adding(seconds: -Int64(after))
        return offset(at: first) != before && offset(at: second) == after ? second : first
    }
}

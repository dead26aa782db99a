package import Core

extension Phrases {
    /// `17. Dezember 2025`.
    package func date(_ day: Day) -> String { self("format.date", places(day)) }

    /// `17.12.2025`, in English `17 Dec 2025`.
    package func shortDate(_ day: Day) -> String { self("format.date-short", places(day)) }

    /// `Mittwoch`.
    package func weekday(_ day: Day) -> String { self("weekday.\(day.weekday + 1)") }

    /// `23. November 2026, 14:02 Uhr`, by the town's clocks.
    package func dateTime(_ instant: Instant) -> String {
        let (day, minute) = TownTime.local(instant)
        return self("format.date-time", ["date": date(day), "time": time(minute)])
    }

    /// `14:02 Uhr`, by the town's clocks.
    package func time(_ instant: Instant) -> String { time(TownTime.local(instant).minute) }

    /// The day it is in the town.
    package func day(of instant: Instant) -> Day { TownTime.local(instant).day }

    /// `noch 12 Tage`, `noch 3 Stunden`: whole days, hours or minutes, never more than there are left.
    package func remaining(until end: Instant, now: Instant) -> String {
        let seconds = Int(end.seconds - now.seconds)
        switch seconds {
        case ...0: return self("remaining.over")
        case ..<60: return self("remaining.moment")
        case ..<3600: return plural("remaining.minutes", seconds / 60)
        case ..<86_400: return plural("remaining.hours", seconds / 3600)
        default: return plural("remaining.days", seconds / 86_400)
        }
    }

    private func time(_ minute: Int) -> String {
        self("format.time", ["hour": twoDigits(minute / 60), "minute": twoDigits(minute % 60)])
    }

    private func places(_ date: Day) -> [String: String] {
        let (year, month, day) = date.parts
        return [
            "day": String(day), "day-2": twoDigits(day), "month": self("month.\(month)"),
            "month-2": twoDigits(month), "month-short": self("month-short.\(month)"), "year": String(year),
        ]
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}

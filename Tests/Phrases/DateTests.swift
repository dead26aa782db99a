import Core
import Phrases
import Testing

@Suite("Dates in words")
struct DateTests {
    @Test(
        "are written out, and short",
        arguments: [
            (
                day: "2025-12-17", german: "17. Dezember 2025", short: "17.12.2025",
                english: "17 December 2025"
            ),
            ("2026-03-01", "1. März 2026", "01.03.2026", "1 March 2026"),
        ])
    func dates(day: String, german: String, short: String, english: String) throws {
        let day = try #require(Day(iso8601: day))
        #expect(try house()[.german].date(day) == german)
        #expect(try house()[.german].shortDate(day) == short)
        #expect(try house()[.english].date(day) == english)
    }

    @Test("have short English forms and weekdays")
    func further() throws {
        let day = try #require(Day(iso8601: "2025-12-17"))
        #expect(try house()[.english].shortDate(day) == "17 Dec 2025")
        #expect(try house()[.german].weekday(day) == "Mittwoch")
        #expect(try house()[.english].weekday(day) == "Wednesday")
    }

    @Test(
        "with a time follow the town's clocks through both changes",
        arguments: [
            (
                utc: "2026-11-23T13:02:59Z", german: "23. November 2026, 14:02 Uhr",
                english: "23 November 2026, 14:02"
            ),
            ("2026-03-29T00:59:59Z", "29. März 2026, 01:59 Uhr", "29 March 2026, 01:59"),
            ("2026-03-29T01:00:00Z", "29. März 2026, 03:00 Uhr", "29 March 2026, 03:00"),
            ("2026-10-25T00:30:00Z", "25. Oktober 2026, 02:30 Uhr", "25 October 2026, 02:30"),
            ("2026-10-25T01:30:00Z", "25. Oktober 2026, 02:30 Uhr", "25 October 2026, 02:30"),
            ("2026-06-30T22:00:00Z", "1. Juli 2026, 00:00 Uhr", "1 July 2026, 00:00"),
            ("2026-12-31T22:59:59Z", "31. Dezember 2026, 23:59 Uhr", "31 December 2026, 23:59"),
        ])
    func times(utc: String, german: String, english: String) throws {
        let instant = try #require(Instant(iso8601: utc))
        #expect(try house()[.german].dateTime(instant) == german)
        #expect(try house()[.english].dateTime(instant) == english)
        #expect(
            try house()[.german].date(house()[.german].day(of: instant))
                == String(german.split(separator: ",")[0]))
    }

    @Test(
        "say how long is left, and never more",
        arguments: [
            (seconds: 12 * 86_400 + 86_399, german: "noch 12 Tage", english: "12 days left"),
            (86_400, "noch 1 Tag", "1 day left"),
            (86_399, "noch 23 Stunden", "23 hours left"),
            (3 * 3600, "noch 3 Stunden", "3 hours left"),
            (3600, "noch 1 Stunde", "1 hour left"),
            (3599, "noch 59 Minuten", "59 minutes left"),
            (59, "noch weniger als eine Minute", "less than a minute left"),
            (0, "beendet", "ended"),
            (-5, "beendet", "ended"),
        ])
    func remaining(seconds: Int, german: String, english: String) throws {
        let now = Instant(seconds: 1_800_000_000)
        let end = now.adding(seconds: Int64(seconds))
        #expect(try house()[.german].remaining(until: end, now: now) == german)
        #expect(try house()[.english].remaining(until: end, now: now) == english)
    }
}

@Suite("The town's time")
struct TownTimeTests {
    @Test(
        "becomes the moment its clocks show it",
        arguments: [
            (day: "2026-01-15", minute: 0, utc: "2026-01-14T23:00:00Z"),
            ("2026-07-15", 0, "2026-07-14T22:00:00Z"),
            ("2026-03-29", 119, "2026-03-29T00:59:00Z"),
            ("2026-03-29", 150, "2026-03-29T01:30:00Z"),
            ("2026-03-29", 180, "2026-03-29T01:00:00Z"),
            ("2026-10-25", 119, "2026-10-24T23:59:00Z"),
            ("2026-10-25", 150, "2026-10-25T00:30:00Z"),
            ("2026-10-25", 180, "2026-10-25T02:00:00Z"),
        ])
    func instants(day: String, minute: Int, utc: String) throws {
        let day = try #require(Day(iso8601: day))
        #expect(TownTime.instant(on: day, minute: minute).iso8601 == utc)
    }

    @Test("comes back as the same day and minute, every half hour of two years")
    func roundTrip() throws {
        let first = try #require(Day(iso8601: "2026-01-01"))
        for offset in 0..<730 {
            let day = Day(daysSince1970: first.daysSince1970 + offset)
            for minute in stride(from: 0, to: 1440, by: 30) {
                let isSkipped =
                    ["2026-03-29", "2027-03-28"].contains(day.iso8601) && (120..<180).contains(minute)
                let shown = TownTime.local(TownTime.instant(on: day, minute: minute))
                #expect(shown == (day, isSkipped ? minute + 60 : minute))
            }
        }
    }
}

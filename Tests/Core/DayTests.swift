import Core
import Testing

@Suite("A day")
struct DayTests {
    @Test(
        "counts from 1970 and back",
        arguments: [
            (text: "1970-01-01", number: 0), (text: "2000-02-29", number: 11_016),
            (text: "2026-11-23", number: 20_780),
            (text: "1969-12-31", number: -1),
        ])
    func counts(text: String, number: Int) {
        #expect(Day(iso8601: text)?.daysSince1970 == number)
        #expect(Day(daysSince1970: number).iso8601 == text)
    }

    @Test(
        "does not exist",
        arguments: [
            "2023-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "26-01-01", "2026-1-01", "2026-01-0x",
        ])
    func missing(text: String) { #expect(Day(iso8601: text) == nil) }

    @Test("knows its weekday") func weekday() { #expect(Day(iso8601: "2026-11-23")?.weekday == 0) }
}

@Suite("An instant")
struct InstantTests {
    @Test("prints and reads itself", arguments: [0, 1_777_888_800, -1])
    func iso(seconds: Int64) {
        let instant = Instant(seconds: seconds)
        #expect(Instant(iso8601: instant.iso8601) == instant)
    }

    @Test("is cut to the minute and the hour") func cut() {
        let instant = Instant(microseconds: 1_777_892_399_999_999)
        #expect(instant.toTheMinute.iso8601 == "2026-05-04T10:59:00Z")
        #expect(instant.toTheHour.iso8601 == "2026-05-04T10:00:00Z")
    }
}

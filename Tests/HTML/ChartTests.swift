import Foundation
import HTML
import Testing

private let table = Table(
    "Stimmen", columns: [.init("Name"), .number("Stimmen")], texts: [["Ada", "1.200"]])

@Suite("A chart")
struct ChartTests {
    @Test("draws bars from zero in proportion and marks the chosen one in words, above its table")
    func bars() {
        let chart = BarChart(
            id: "v", title: "Stimmen", description: "Ada gewinnt",
            [
                .init("Ada", 300, label: "300", note: "gewählt"), .init("Ben", 100, label: "100"),
                .init("Cleo", 0, label: "0"),
            ],
            summary: "Als Tabelle", table: table)
        let html = chart.html.text
        #expect(html.contains(#"<rect class="chosen" y="26" width="64.0%""#))
        #expect(html.contains(#"width="21.3%""#))
        #expect(html.contains(#"width="0.0%""#))
        #expect(html.contains("Ada – gewählt"))
        #expect(html.contains(#"aria-labelledby="v-title v-desc"><title id="v-title">Stimmen</title>"#))
        #expect(html.contains(#"<desc id="v-desc">Ada gewinnt</desc>"#))
        #expect(html.contains("<details open><summary>Als Tabelle</summary>\n<table>"))
    }

    @Test("of grades divides each bar by how often each was given, the best strongest, and marks the middle")
    func grades() {
        let chart = GradeBars(
            id: "g", title: "Noten", description: "Ada gewinnt",
            [
                .init("Ada", label: "gut", counts: [1, 3, 0], isChosen: true),
                .init("Ben", label: "–", counts: [0, 0, 0], isChosen: false),
            ], summary: "Als Tabelle", table: table)
        let html = chart.html.text
        #expect(html.contains(#"fill-opacity="100%" x="0.0%" y="26" width="25.0%""#))
        #expect(html.contains(#"fill-opacity="58%" x="25.0%" y="26" width="75.0%""#))
        #expect(html.components(separatedBy: #"class="middle""#).count == 3)
        #expect(html.contains("Ada – gut") && html.contains("<details open><summary>Als Tabelle</summary>"))
    }

    @Test("without any votes divides by nothing")
    func empty() {
        let chart = BarChart(
            id: "v", title: "", description: "", [.init("Ada", 0, label: "0")], summary: "", table: table)
        #expect(chart.html.text.contains(#"width="0.0%""#))
    }

    @Test(
        "of progress never runs over its end",
        arguments: [
            (312, 400, #"<rect width="78.0%""#), (412, 400, #"<rect width="100.0%""#),
            (1, 3, #"<rect width="33.3%""#),
        ])
    func progress(count: Int, total: Int, bar: String) {
        let html = ProgressBar(count, of: total, label: "\(count) von \(total)").html.text
        #expect(html.contains(bar))
        #expect(html.contains("<p>\(count) von \(total)</p>"))
    }

    @Test("of progress towards nothing shows no bar")
    func noProgress() {
        #expect(!ProgressBar(3, of: 0, label: "3").html.text.contains("<rect width=\"0"))
    }

    @Test(
        "of a turnout sets the mark where the quorum lies",
        arguments: [
            (turnout: 50, quorum: 100, mark: "80.0%", bar: "40.0%", met: false),
            (turnout: 100, quorum: 100, mark: "80.0%", bar: "80.0%", met: true),
            (turnout: 900, quorum: 100, mark: "10.0%", bar: "90.0%", met: true),
        ])
    func quorum(turnout: Int, quorum: Int, mark: String, bar: String, met: Bool) {
        let html = QuorumBar(
            id: "q", title: "Beteiligung", description: "", turnout: (turnout, "a"), quorum: (quorum, "b"),
            eligible: 1000, summary: "Als Tabelle", table: table
        ).html.text
        #expect(html.contains("<line x1=\"\(mark)\" x2=\"\(mark)\""))
        #expect(html.contains("y=\"32\" width=\"\(bar)\""))
        #expect(html.contains("class=\"chosen\"") == met)
        #expect(html.contains("<table>"))
    }

    @Test("of districts keeps the shape and drops the points nobody would see")
    func map() {
        let side = Array(stride(from: 0, through: 100_000, by: 100))
        let ring =
            side.map { GeoPoint(longitude: 6_700_000 + $0, latitude: 51_000_000) }
            + side.map { GeoPoint(longitude: 6_800_000, latitude: 51_000_000 + $0) }
            + side.reversed().map { GeoPoint(longitude: 6_700_000 + $0, latitude: 51_100_000) }
            + side.reversed().map { GeoPoint(longitude: 6_700_000, latitude: 51_000_000 + $0) }
        let map = DistrictMap(
            id: "m", title: "Bezirke", description: "", MapGround([[ring]]),
            [.init("Ruhrort", label: "3", shade: 9)],
            scale: ["keine"], credit: "© Ada", summary: "Als Tabelle", table: table)
        let html = map.html.text
        #expect(html.contains(#"viewBox="0 0 628 1000""#))
        #expect(
            html.contains(#"<path class="shade-4" d="M0 1000l628 0 0-1000-628 0z"><title>Ruhrort: 3</title>"#)
        )
        #expect(html.contains("© Ada"))
    }
}

@Suite("A table")
struct TableTests {
    @Test("names its columns and rows and repeats the column's name for phones")
    func heads() {
        let html = table.html.text
        #expect(html.contains("<caption>Stimmen</caption>"))
        #expect(html.contains(#"<th scope="col" class="number">Stimmen</th>"#))
        #expect(html.contains(#"<th scope="row">Ada</th><td data-label="Stimmen" class="number">1.200</td>"#))
    }
}

@Suite("A QR code")
struct QRCodeTests {
    @Test("is one path with a quiet zone of four modules")
    func path() throws {
        let html = try #require(QRCode("https://a.example/1")).svg(label: "Diese <Seite>").text
        #expect(html.contains(#"viewBox="0 0 33 33""#))
        #expect(html.components(separatedBy: "<path").count == 2)
        #expect(html.contains(#"d="M4 4.5h7m"#))
        #expect(html.contains(#"aria-label="Diese &lt;Seite&gt;""#))
    }

    @Test("of too long a text is left out")
    func tooLong() {
        #expect(QRCode(String(repeating: "x", count: 3000)) == nil)
    }
}

@Suite("Numbered lines")
struct NumberedLinesTests {
    @Test("are anchors, and say who refers to them")
    func anchors() {
        let lines = NumberedLines(
            ["eins", "zwei <b>", "drei"], word: "Zeile", first: 4,
            marks: [.init(5...6, note: "Änderung 2", link: Link("/a"))])
        let html = lines.html.text
        #expect(
            html.contains(##"<li id="z4"><a href="#z4" aria-label="Zeile 4">4</a><span>eins</span></li>"##))
        #expect(
            html.contains(
                ##"<li id="z5" class="marked"><a href="#z5" aria-label="Zeile 5">5</a><span>zwei &lt;b&gt;</span></li>"##
            ))
        #expect(html.contains(#"<span>drei</span><small><a href="/a">Änderung 2</a></small></li>"#))
    }
}

import Chance
import Core
import Foundation
import NumberedText
import Testing

@Suite("A proposal's file")
struct ProposalDocumentTests {
    /// Line 5 lacks its number, 7 and 8 ran together, 12 is glued to its word, 10 and 20 begin sentences with
    /// numbers.
    private static let benches = """

        Projekt

        Initiator*innen: AK Pausen (beschlossen am: 17.12.2019), Sitzplatz Musterstadt e. V.

        Titel: **Bänke - sitzen, ruhen, reden**

        Projektbeschreibung (Welche Maßnahmen stecken im Projekt?)

        1 In jedem Stadtteil werden Bänke aufgestellt, und zwar dort, wo Menschen
        2 unterwegs sind: auf Plätzen, an Haltestellen und an längeren Wegen. Keine
        3 zwei Bänke stehen weiter als 300 Meter auseinander. Die Bänke haben eine
        4 Lehne und Armstützen, und neben ihnen ist Platz für einen Rollstuhl oder
        einen Kinderwagen. Im ersten Jahr werden mit dem Geld der Stadt zunächst
        6 20 Bänke aufgestellt, im zweiten folgen weitere. Wer eine Bank stiften
        7 will, bekommt auf Wunsch ein kleines Schild mit dem Namen und8 eine Einladung zum Sitzen.

        9 Die Orte wählen die Bezirke aus, nachdem sie die Menschen im Stadtteil
        10 gefragt haben. Um 8 Uhr morgens scheint dort die Sonne, abends ist der Ort

        11 Gegenstand einer Begehung: Seniorinnen und Senioren, Kinder und Men-
        12schen mit Behinderung prüfen ihn.

        Welche Synergie-Effekte gibt es? An welche Projekte könnte
        dieses Projekt angedockt werden?

        13 Das Projekt passt zu "Schatten für die Stadt" und zu den Trinkbrunnen.

        14 Der AK Pausen möchte es NICHT als eigenes Projekt im Wahlprogramm sehen.
        """

    @Test("gives its title, initiators and decisions")
    func head() throws {
        let document = try ProposalDocument(ProposalDocumentTests.benches)
        #expect(document.title == "Bänke - sitzen, ruhen, reden")
        #expect(
            document.initiators == [
                Initiator(name: "AK Pausen", kind: .group, decidedOn: Day(iso8601: "2019-12-17")),
                Initiator(name: "Sitzplatz Musterstadt e. V.", kind: .body, decidedOn: nil),
            ])
        #expect(document.unplaced.map(\.line) == [2])
        #expect(document.unplaced.map(\.text) == ["Projekt"])
    }

    @Test("gives its text without line numbers, but with the numbers of its sentences")
    func description() throws {
        let paragraphs = try ProposalDocument(ProposalDocumentTests.benches).description.components(
            separatedBy: "\n\n")
        try #require(paragraphs.count == 2)
        #expect(
            paragraphs[0] == """
                In jedem Stadtteil werden Bänke aufgestellt, und zwar dort, wo Menschen unterwegs sind: auf \
                Plätzen, an Haltestellen und an längeren Wegen. Keine zwei Bänke stehen weiter als 300 Meter \
                auseinander. Die Bänke haben eine Lehne und Armstützen, und neben ihnen ist Platz für einen \
                Rollstuhl oder einen Kinderwagen. Im ersten Jahr werden mit dem Geld der Stadt zunächst 20 \
                Bänke aufgestellt, im zweiten folgen weitere. Wer eine Bank stiften will, bekommt auf Wunsch \
                ein kleines Schild mit dem Namen und eine Einladung zum Sitzen.
                """)
        #expect(
            paragraphs[1] == """
                Die Orte wählen die Bezirke aus, nachdem sie die Menschen im Stadtteil gefragt haben. Um 8 \
                Uhr morgens scheint dort die Sonne, abends ist der Ort Gegenstand einer Begehung: \
                Seniorinnen und Senioren, Kinder und Men- schen mit Behinderung prüfen ihn.
                """)
    }

    @Test("parts what it says on other projects from how it wants to be treated")
    func closing() throws {
        let document = try ProposalDocument(ProposalDocumentTests.benches)
        #expect(
            document.synergies == "Das Projekt passt zu \"Schatten für die Stadt\" und zu den Trinkbrunnen.")
        #expect(document.note == "Der AK Pausen möchte es NICHT als eigenes Projekt im Wahlprogramm sehen.")
    }

    @Test(
        "reads the same with other line ends, marks and headings",
        arguments: [
            "Titel: X\r\nProjektbeschreibung\r\n1 Ein Satz.\r\n",
            "\u{FEFF}**Titel:** X\n\n## Projektbeschreibung:\n\nEin Satz.",
            "TITEL : **X**\nProjektbeschreibung (Welche Maßnahmen\nstecken im Projekt?)\n1Ein\n2Satz.",
            "**Titel**:\nX\n**Projektbeschreibung:** Ein Satz.",
            "Titel: **X\n**\nProjektbeschreibung (was?): Ein\nSatz.",
        ])
    func variants(text: String) throws {
        let document = try ProposalDocument(text)
        #expect(document.title == "X")
        #expect(document.description == "Ein Satz.")
        #expect(document.unplaced == [])
    }

    @Test(
        "keeps numbers that do not count its lines",
        arguments: [
            "2030 ist die Stadt klimaneutral.\nBis dahin ist viel zu tun.\nWir beginnen.",
            "Drei Dinge sind zu tun, und zwar\n1. Bänke aufstellen,\nsie pflegen und\nsie benutzen.",
            "17.12.2019 war der Tag des Beschlusses.",
            "Es werden\n20 Bänke und\n3 Brunnen gebaut.",
        ])
    func unnumbered(text: String) throws {
        let document = try ProposalDocument("Titel: X\nProjektbeschreibung\n" + text)
        #expect(document.description == text.replacing("\n", with: " "))
    }

    @Test("may number every fifth line only, and keeps the items of a list apart")
    func everyFifth() throws {
        let lines = (1...15).map { ($0.isMultiple(of: 5) ? "\($0) " : "") + ($0 == 7 ? "- Wort" : "Wort") }
        let document = try ProposalDocument("Titel: X\nProjektbeschreibung\n" + lines.joined(separator: "\n"))
        let words = Array(repeating: "Wort", count: 6).joined(separator: " ")
        #expect(document.description == words + "\n- Wort " + words + " Wort Wort")
    }

    @Test(
        "may have its questions on lines of their own, with or without an answer beside them",
        arguments: [
            (
                heading: "Welche Synergie-Effekte gibt es?\nAn welche Projekte passt es?\nBrunnen.",
                synergies: "Brunnen."
            ),
            ("**Welche Synergie-Effekte gibt es? An welche Projekte passt es?** Brunnen.", "Brunnen."),
            ("Welche Synergie-Effekte\ngibt es? Brunnen.", "Brunnen."),
            ("Synergien: Brunnen.", "Brunnen."),
            ("Synergieeffekte\n\n2 Brunnen.", "Brunnen."),
            ("Welche Synergie-Effekte gibt es\n2 Brunnen.", "Brunnen."),
            ("Welche Synergie-Effekte gibt es? Brunnen.\nAnmerkung: Danke.", "Brunnen."),
        ])
    func questions(heading: String, synergies: String) throws {
        let document = try ProposalDocument("Titel: X\nProjektbeschreibung\n1 Ein Satz.\n" + heading)
        #expect(document.description == "Ein Satz.")
        #expect(document.synergies == synergies)
        #expect(document.note == (heading.hasSuffix("Danke.") ? "Danke." : ""))
        #expect(document.unplaced == [])
    }

    @Test("whose heading never ends loses no line")
    func endlessHeading() throws {
        let document = try ProposalDocument("Titel: X\nProjektbeschreibung (was\nist das\n\n1 Ein Satz.")
        #expect(document.description == "Ein Satz.")
        #expect(document.unplaced.map(\.text) == ["ist das"])
    }

    @Test(
        "without a title or a text is refused",
        arguments: [
            (text: "", error: ProposalDocumentError.noTitle),
            ("Projektbeschreibung\n1 Ein Satz.", .noTitle),
            ("Titel: ** **\nProjektbeschreibung\n1 Ein Satz.", .noTitle),
            ("Titel: X", .noDescription),
            (
                "Titel: X\nProjektbeschreibung\n1\n2\nWelche Synergie-Effekte gibt es?\n3 Viele.",
                .noDescription
            ),
        ])
    func refused(text: String, error: ProposalDocumentError) {
        #expect(throws: error) { try ProposalDocument(text) }
        #expect(error.kind == .invalid)
    }

    @Test("says which lines fit no field")
    func unplaced() throws {
        let document = try ProposalDocument(
            """
            Kreisverband
            Initiatorinnen: Alice Beispiel (beschlossen am: 31.02.2020)
            Titel: X
            Stand: gestern
            Projektbeschreibung
            1 Ein Satz.
            """)
        #expect(document.unplaced.map(\.line) == [1, 2, 4])
        #expect(
            document.unplaced.map(\.text) == ["Kreisverband", "beschlossen am: 31.02.2020", "Stand: gestern"])
        #expect(document.initiators == [Initiator(name: "Alice Beispiel", kind: .person, decidedOn: nil)])
    }

    @Test("of any bytes, whole or cut and shuffled, is read or refused, and nothing traps")
    func anyBytes() {
        var random = SeededRandom(11)
        let pieces = ProposalDocumentTests.benches.split(separator: " ", omittingEmptySubsequences: false)
        var read = 0
        for round in 0..<Tier.current.mutations {
            let text =
                round.isMultiple(of: 4)
                ? pieces.shuffled(using: &random).prefix(40).joined(separator: "\n")
                : String(decoding: random.bytes(upTo: 120), as: UTF8.self)
            read += (try? ProposalDocument("Titel: X\nProjektbeschreibung\n" + text)) == nil ? 0 : 1
        }
        #expect(read > Tier.current.mutations / 2)
    }
}

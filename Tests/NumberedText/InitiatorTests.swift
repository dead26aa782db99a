import Core
import NumberedText
import Testing

@Suite("The initiators of a proposal")
struct InitiatorTests {
    @Test(
        "are read from lists of every kind",
        arguments: [
            (
                line: "Initiator*innen: AK Pausen (beschlossen am: 17.12.2019)",
                read: "AK Pausen=group@2019-12-17"
            ),
            ("Initiator:innen: Alice Beispiel, Bob Muster", "Alice Beispiel=person Bob Muster=person"),
            ("InitiatorInnen: Alice Beispiel; Bob Muster", "Alice Beispiel=person Bob Muster=person"),
            ("Initiator/-innen: Alice Beispiel und Bob Muster", "Alice Beispiel=person Bob Muster=person"),
            ("Antragsteller: der Seniorenrat", "Seniorenrat=body"),
            ("Antragstellerinnen und Antragsteller: AK Umwelt und Klima", "AK Umwelt und Klima=group"),
            ("Antragsteller*in: Ingrid Innig", "Ingrid Innig=person"),
            ("Eingereicht von: AG Rad und Fraktion Blau", "AG Rad=group Fraktion Blau=body"),
            (
                "Initiatoren: AK Soziales (Beschluss vom 3. Februar 2020) und Charlie Nachbar",
                "AK Soziales=group@2020-02-03 Charlie Nachbar=person"
            ),
            (
                "Initiator: Vorstand, beschlossen am 1.2.2020, Bob Muster",
                "Vorstand=body@2020-02-01 Bob Muster=person"
            ),
            ("Initiator: Vorstand beschlossen am 2020-02-01", "Vorstand=body@2020-02-01"),
            (
                "**Initiator*innen:** Bürgerinitiative Nord (BIN) e.V.",
                "Bürgerinitiative Nord (BIN) e.V.=body"
            ),
            (
                "Initiatoren:\n- AK Eins (beschlossen 1.1.2020)\n- Bündnis Zwei",
                "AK Eins=group@2020-01-01 Bündnis Zwei=group"
            ),
            (
                "Initiatoren: AK Eins (beschlossen\nam 1.1.2020)\nAlice Beispiel",
                "AK Eins=group@2020-01-01 Alice Beispiel=person"
            ),
            ("Initiatoren: AK Eins (beschlossen am 1.1.2020", "AK Eins=group@2020-01-01"),
            ("Initiatoren: Alice Beispiel und\nBob Muster und", "Alice Beispiel=person Bob Muster=person"),
            ("Initiatoren: AK Umwelt und\nKlima", "AK Umwelt und Klima=group"),
            ("Initiatoren: , ;; und ()", ""),
        ])
    func lists(line: String, read: String) throws {
        let document = try ProposalDocument(line + "\n\nTitel: X\n\nProjektbeschreibung\n1 Ein Satz.")
        let found = document.initiators.map { initiator in
            "\(initiator.name)=\(initiator.kind)" + (initiator.decidedOn.map { "@" + $0.iso8601 } ?? "")
        }
        #expect(found.joined(separator: " ") == read)
    }

    @Test("in the middle of the text are part of it")
    func inText() throws {
        let document = try ProposalDocument(
            """
            Initiator: Alice Beispiel
            Titel: X
            Projektbeschreibung
            Der Initiator sagt:
            Antragsteller: Titel: Bob
            """)
        #expect(document.initiators.map(\.name) == ["Alice Beispiel"])
        #expect(document.description == "Der Initiator sagt: Antragsteller: Titel: Bob")
    }
}

/// Who answers for this installation: named in the imprint, the privacy page and `security.txt`.
package struct ResponsibleBody: Sendable {
    package var name: String
    package var street: String
    /// Postal code and town.
    package var town: String
    package var representative: String
    package var email: String
    package var telephone: String
    /// Where the data protection officer reads mail.
    package var privacyEmail: String
    /// Where weaknesses of the software are told.
    package var securityEmail: String
    /// Made up for a demo; the pages then say so.
    package var isInvented: Bool

    package init(
        name: String, street: String, town: String, representative: String, email: String, telephone: String,
        privacyEmail: String, securityEmail: String, isInvented: Bool = false
    ) {
        self.name = name
        self.street = street
        self.town = town
        self.representative = representative
        self.email = email
        self.telephone = telephone
        self.privacyEmail = privacyEmail
        self.securityEmail = securityEmail
        self.isInvented = isInvented
    }

    /// The demo's. Its addresses end in `.invalid`, so that no mail can ever arrive anywhere.
    package static let invented = ResponsibleBody(
        name: "Beispielamt für Beteiligung", street: "Musterufer 1", town: "47000 Duisburg",
        representative: "Erika Beispiel", email: "hallo@mitstimme.invalid", telephone: "0203 000 000",
        privacyEmail: "datenschutz@mitstimme.invalid", securityEmail: "sicherheit@mitstimme.invalid", isInvented: true)

    /// What the fixed texts may name.
    var places: [String: String] {
        [
            "name": name, "street": street, "town": town, "representative": representative, "email": email,
            "telephone": telephone, "privacy-email": privacyEmail,
        ]
    }
}

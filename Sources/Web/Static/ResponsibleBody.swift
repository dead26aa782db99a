/// Who answers for this installation: named in the imprint, the privacy page and `security.txt`.
package struct ResponsibleBody: Sendable {
    package var name: String
    /// Street, postal code and town.
    package var address: String
    package var email: String
    /// Who may speak for it.
    package var representative: String?
    package var telephone: String?
    /// Made up for a demo; the pages then say so.
    package var isInvented: Bool

    package init(
        name: String, address: String, email: String, representative: String? = nil, telephone: String? = nil,
        isInvented: Bool = false
    ) {
        self.name = name
        self.address = address
        self.email = email
        self.representative = representative
        self.telephone = telephone
        self.isInvented = isInvented
    }

    /// The demo's. Its e-mail address ends in `.invalid`, so that no mail can ever arrive anywhere.
    package static let invented = ResponsibleBody(
        name: "Beispielamt für Beteiligung", address: "Musterufer 1, 47000 Duisburg",
        email: "hallo@mitstimme.invalid",
        representative: "Erika Beispiel", telephone: "0203 000 000", isInvented: true)

    /// Whether something the law wants to be named is not set.
    var isIncomplete: Bool { name.isEmpty || address.isEmpty || email.isEmpty }

    /// What the fixed texts may name.
    var places: [String: String] { ["name": name, "address": address, "email": email] }
}

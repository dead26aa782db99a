package import Core

/// A proposal as parties and working groups pass it around: a text file with headings and numbered lines.
///
///     Initiator*innen: AK Beispiel (beschlossen am: 17.12.2019)
///     Titel: **Bänke für alle**
///     Projektbeschreibung (Welche Maßnahmen stecken im Projekt?)
///     1 In jedem Stadtteil stehen Bänke, auf denen man
///     2 sich ausruhen kann.
///     Welche Synergie-Effekte gibt es? An welche Projekte könnte dieses Projekt angedockt werden?
///     3 Das passt zum Projekt Schattenplätze.
package struct ProposalDocument: Hashable, Sendable {
    package let title: String
    package let initiators: [Initiator]
    /// Paragraphs parted by a blank line, without line numbers.
    package let description: String
    /// What the initiators wrote about other projects.
    package let synergies: String
    /// How the initiators want the proposal to be treated.
    package let note: String
    /// What fits no field, with its line in the file.
    package let unplaced: [Unplaced]

    package struct Unplaced: Hashable, Sendable {
        /// Counted from 1 in the file, blank lines too.
        package let line: Int
        package let text: String
    }

    package init(_ text: String) throws(ProposalDocumentError) {
        var sections = ProposalSections()
        for (index, words) in CleanText(text).lines.enumerated() {
            sections.add(words.joined(separator: " "), line: index + 1)
        }
        title = sections.title.joined(separator: " ").trimmingMarks
        guard !title.isEmpty else { throw .noTitle }

        let initiators = Initiator.list(sections.initiators)
        let paragraphs = BodyParagraph.joined(sections.body)
        let body = { (section: ProposalSection) in
            paragraphs.filter { $0.section == section }.map(\.text).joined(separator: "\n\n")
        }
        description = body(.description)
        guard !description.isEmpty else { throw .noDescription }
        synergies = body(.synergies)
        note = body(.note)
        self.initiators = initiators.placed
        unplaced = (sections.unplaced + initiators.unplaced).sorted { $0.line < $1.line }
    }
}

/// Why a text cannot become the draft of a proposal.
package enum ProposalDocumentError: String, Rejection {
    case noTitle = "import.proposal.no-title"
    case noDescription = "import.proposal.no-description"

    package var kind: RejectionKind { .invalid }
}

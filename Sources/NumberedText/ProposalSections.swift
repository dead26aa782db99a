enum ProposalSection: Hashable {
    case preamble, initiators, title, description, synergies, note
}

/// A line of the proposal's own text, with its section.
struct BodyLine {
    let line: Int
    let section: ProposalSection
    let text: String
    /// Whether a blank line or a heading stands before it.
    let startsBlock: Bool
}

/// Sorts the lines of a proposal's file by the headings above them.
struct ProposalSections {
    private(set) var title: [String] = []
    private(set) var initiators: [(line: Int, text: String)] = []
    private(set) var body: [BodyLine] = []
    private(set) var unplaced: [ProposalDocument.Unplaced] = []

    private var section = ProposalSection.preamble
    private var startsBlock = true
    /// The end that a heading over several lines still lacks.
    private var awaitedEnd: Character?
    private var headingLine = 0

    mutating func add(_ text: String, line: Int) {
        if text.isEmpty {
            blankLine()
        } else if let end = awaitedEnd, text.first?.isNumber != true, ProposalHeading(text) == nil {
            goOn(withHeading: text, line: line, until: end)
        } else if let heading = ProposalHeading(text), accepts(heading.section) {
            section = heading.section
            startsBlock = true
            awaitedEnd = heading.awaitedEnd
            headingLine = line
            if !heading.rest.isEmpty { place(heading.rest, line: line) }
        } else {
            awaitedEnd = nil
            place(text, line: line)
        }
    }

    /// A further line of a heading; it counts as not placed until the heading's end is found.
    private mutating func goOn(withHeading text: String, line: Int, until end: Character) {
        guard let found = text.firstIndex(of: end) else {
            unplaced.append(ProposalDocument.Unplaced(line: line, text: text))
            return
        }
        awaitedEnd = nil
        unplaced.removeAll { $0.line > headingLine }
        let rest = text[text.index(after: found)...].drop { "*: ".contains($0) }
        if !rest.isEmpty { place(String(rest), line: line) }
    }

    private mutating func blankLine() {
        startsBlock = true
        awaitedEnd = nil
        if section == .title && !title.isEmpty || section == .initiators && !initiators.isEmpty {
            section = .preamble
        }
    }

    private mutating func place(_ text: String, line: Int) {
        switch section {
        case .preamble:
            unplaced.append(ProposalDocument.Unplaced(line: line, text: text))
        case .initiators:
            initiators.append((line, text))
        case .title:
            title.append(text)
            // Only bold type that is still open shows that a title goes on in the next line.
            if title.joined().split(separator: "**", omittingEmptySubsequences: false).count != 2 {
                section = .preamble
            }
        case .description, .synergies, .note:
            body.append(BodyLine(line: line, section: section, text: text, startsBlock: startsBlock))
        }
        startsBlock = false
    }

    /// A second title, or initiators within the text, are words of the text.
    private func accepts(_ section: ProposalSection) -> Bool {
        switch section {
        case .title: title.isEmpty
        case .initiators: initiators.isEmpty || body.isEmpty
        case .note: !body.isEmpty
        case .preamble, .description, .synergies: true
        }
    }
}

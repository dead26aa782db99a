/// A paragraph of a proposal's text, its printed lines joined.
struct BodyParagraph {
    let section: ProposalSection
    private(set) var text: String

    /// Joins the lines to paragraphs. A word parted at a line's end stays as it is: nobody can tell whether
    /// its hyphen belongs to it.
    static func joined(_ source: [BodyLine]) -> [BodyParagraph] {
        var paragraphs: [BodyParagraph] = []
        var section: ProposalSection?
        var lastLine = ""
        for line in LineNumbers(source).lines where !line.text.isEmpty {
            let isNew = section != line.body.section || line.startsBlock && !goesOn(lastLine, with: line)
            if isNew {
                paragraphs.append(BodyParagraph(section: line.body.section, text: line.text))
            } else {
                paragraphs[paragraphs.count - 1].text += (isListItem(line.text) ? "\n" : " ") + line.text
            }
            section = line.body.section
            lastLine = line.text
        }
        return paragraphs.map(sorted)
    }

    /// Whether a sentence goes on over a blank line: the next line is numbered, and the last one is long and
    /// has no end, or the next word begins small.
    private static func goesOn(_ last: String, with next: LineNumbers.Line) -> Bool {
        guard next.number != nil, !isListItem(next.text), let end = last.last,
            !".!?:…\"“”»«)".contains(end)
        else { return false }
        return next.text.first?.isLowercase == true || last.count >= 40
    }

    private static func isListItem(_ text: String) -> Bool {
        ["- ", "– ", "• ", "* "].contains { text.hasPrefix($0) }
    }

    /// A paragraph under the synergies question that only says where the proposal is to stand is a note.
    private static func sorted(_ paragraph: BodyParagraph) -> BodyParagraph {
        guard paragraph.section == .synergies else { return paragraph }
        let letters = paragraph.text.lowercased().filter { $0.isLetter || $0 == " " }
        let treatment = [
            "eigenes projekt", "eigenständiges projekt", "wahlprogramm", "rahmentext", "präambel",
        ]
        guard treatment.contains(where: letters.contains) else { return paragraph }
        return BodyParagraph(section: .note, text: paragraph.text)
    }
}

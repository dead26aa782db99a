import Core

extension Initiator {
    /// Reads `AK Beispiel (beschlossen am: 17.12.2019), Verein Muster e. V. und Alice Beispiel`.
    ///
    /// Names are parted by commas, semicolons, line ends after a decision, and by "und" where it cannot be
    /// part of a name. A decision whose day cannot be read is handed back as not placed.
    static func list(
        _ lines: [(line: Int, text: String)]
    ) -> (placed: [Initiator], unplaced: [ProposalDocument.Unplaced]) {
        var placed: [Initiator] = []
        var unplaced: [ProposalDocument.Unplaced] = []
        for entry in InitiatorReader(lines).entries {
            let day = entry.remarks.lazy.compactMap(Day.init(german:)).first
            if !entry.name.isEmpty {
                placed.append(Initiator(name: entry.name, kind: Kind(guessing: entry.name), decidedOn: day))
            } else if let day, let last = placed.last, last.decidedOn == nil {
                // "AK Beispiel, beschlossen am 17.12.2019": the remark belongs to the name before it.
                placed[placed.count - 1] = Initiator(name: last.name, kind: last.kind, decidedOn: day)
                continue
            }
            if day == nil || entry.name.isEmpty {
                unplaced += entry.remarks.map { ProposalDocument.Unplaced(line: entry.line, text: $0) }
            }
        }
        return (placed, unplaced)
    }
}

import Ballots
import PublicRecord
import Tally

/// What stands in the form for equal sheets, right or wrong.
struct PileEntry: Sendable {
    /// What the sheets are; a key of `paper.what.`.
    enum What: String, CaseIterable {
        case filled, blank, invalid
    }

    var what = What.filled
    var ballot: BallotEntry
    var count = ""

    init(_ election: Election) { ballot = BallotEntry(election) }

    init(_ form: FormData, of election: Election) {
        what = What(rawValue: form.text("what")) ?? .filled
        ballot = BallotEntry(form, of: election)
        count = form.text("count")
    }

    /// The pile, if everything is in order. Sheets with nothing on them are blank, however that was entered.
    func checked(_ election: Election, _ problems: inout Problems) -> PaperBatch.Pile? {
        let number = Int(count)
        if number.map({ !(1...PaperBatch.sizes.upperBound).contains($0) }) ?? true {
            problems.add("count", "paper.count-wrong", ["most": String(PaperBatch.sizes.upperBound)])
        }
        let ballot: Ballot? =
            switch what {
            case .blank: .blank
            case .invalid: .invalid
            case .filled where isEmpty && election.rule.ballot != .choice: .blank
            case .filled: self.ballot.checked(election, &problems)
            }
        guard problems.isEmpty, let ballot, let number else { return nil }
        return PaperBatch.Pile(ballot, number)
    }

    private var isEmpty: Bool {
        ballot.choice.isEmpty && ballot.marked.isEmpty && (ballot.scores + ballot.ranks).allSatisfy(\.isEmpty)
    }
}

package import Core

/// What can be refused about voting on paper.
package enum PaperRejection: String, Rejection {
    /// Who is marked online has voted: no sheet for them.
    case votedOnline = "paper.voted-online"
    case markedBefore = "paper.marked-before"
    case notMarked = "paper.not-marked"
    /// Batches are counted after the vote has ended.
    case tooEarly = "paper.too-early"
    /// Everything is sealed.
    case complete = "paper.already-complete"
    case sealedBefore = "paper.sealed-before"
    /// A number that would leave a gap.
    case wrongNumber = "paper.wrong-number"
    /// More sheets than persons who were marked for paper.
    case tooManySheets = "paper.too-many-sheets"
    /// A batch beside others with fewer than ten sheets.
    case smallBatch = "paper.small-batch"
    case badBatch = "paper.bad-batch"
    /// The piles do not come to the number of sheets that was said.
    case otherSum = "paper.other-sum"
    /// Somebody has begun to count a batch that is not sealed.
    case unsealed = "paper.unsealed"

    package var kind: RejectionKind {
        switch self {
        case .votedOnline, .markedBefore, .notMarked, .tooEarly, .complete, .sealedBefore, .unsealed:
            .conflict
        case .wrongNumber, .tooManySheets, .smallBatch, .badBatch, .otherSum: .invalid
        }
    }
}

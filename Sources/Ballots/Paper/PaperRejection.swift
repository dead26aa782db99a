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
    /// Nobody has begun, or sealed, a batch of this number.
    case wrongNumber = "paper.wrong-number"
    /// More sheets than persons who were marked for paper.
    case tooManySheets = "paper.too-many-sheets"
    /// Fewer than ten sheets.
    case smallBatch = "paper.small-batch"
    /// Fewer than ten sheets are left for the next batch.
    case smallRest = "paper.small-rest"
    case badBatch = "paper.bad-batch"
    /// The piles do not come to the number of sheets that was said.
    case otherSum = "paper.other-sum"
    /// The sealed batches do not come to the number of sheets that was said.
    case otherTotal = "paper.other-total"
    /// Somebody has begun to count a batch that is not sealed.
    case unsealed = "paper.unsealed"

    package var kind: RejectionKind {
        switch self {
        case .votedOnline, .markedBefore, .notMarked, .tooEarly, .complete, .sealedBefore, .unsealed:
            .conflict
        case .wrongNumber, .tooManySheets, .smallBatch, .smallRest, .badBatch, .otherSum, .otherTotal:
            .invalid
        }
    }
}

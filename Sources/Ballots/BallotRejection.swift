package import Core

/// What can be refused about elections and ballots.
package enum BallotRejection: String, Rejection {
    case alreadyVoted = "election.already-voted"
    case notOnRoll = "election.not-on-roll"
    case notOpen = "election.not-open"
    case wrongCode = "election.wrong-code"
    /// The drawn number or code is in use: the review page draws again.
    case numberTaken = "election.number-taken"
    /// Nothing chosen, or not as the rule asks.
    case ballotInvalid = "election.ballot-invalid"
    case createdBefore = "election.created-before"
    case notADraft = "election.not-a-draft"
    case fewOptions = "election.few-options"
    case sameOptions = "election.same-options"
    case badParameters = "election.bad-parameters"
    case badSeats = "election.bad-seats"
    /// Money is voted on and the budget or a cost is missing, or the other way round.
    case badBudget = "election.bad-budget"
    case tooLarge = "election.too-large"

    package var kind: RejectionKind {
        switch self {
        case .notOnRoll: .forbidden
        case .alreadyVoted, .notOpen, .numberTaken, .createdBefore, .notADraft: .conflict
        case .wrongCode, .ballotInvalid, .fewOptions, .sameOptions, .badParameters, .badSeats, .badBudget,
            .tooLarge:
            .invalid
        }
    }
}

/// What must not happen in the house itself. The count stops until somebody looked.
package enum BallotFault: Error, Equatable, Sendable {
    case unknownRule(String)
    /// The box holds another number of ballots than the roll has marks.
    case boxDoesNotFitRoll(box: Int, roll: Int)
}

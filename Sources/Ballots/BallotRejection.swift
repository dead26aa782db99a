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
    /// Too many options or steps for numbers that are encrypted.
    case notEncryptable = "election.not-encryptable"
    /// The archive has not begun: trustees or registrar are missing.
    case setupMissing = "election.setup-missing"
    case setupBefore = "election.setup-before"
    /// The parts do not make an archive that holds, or not this election's.
    case setupWrong = "election.setup-wrong"
    /// More voters than mixers' files have room for.
    case rollTooLarge = "election.roll-too-large"
    case rollFrozenBefore = "election.roll-frozen-before"
    /// The credential has voted: only its owner's next ballot may follow.
    case credentialUsed = "election.credential-used"
    /// Somebody who is marked already, with a credential that has not voted.
    case credentialUnused = "election.credential-unused"
    case credentialUnknown = "election.credential-unknown"
    /// The encrypted ballot is not in its form, or a proof in it does not hold.
    case ballotUnproven = "election.ballot-unproven"
    case ballotElsewhere = "election.ballot-elsewhere"
    case tooManyWaiting = "election.too-many-waiting"
    /// A trustee's file that is not in its form or does not hold.
    case actUnproven = "election.act-unproven"
    case actNotNow = "election.act-not-now"
    case actBefore = "election.act-before"
    case actStranger = "election.act-stranger"
    /// A shuffle of an older state of the archive.
    case actOutdated = "election.act-outdated"

    package var kind: RejectionKind {
        switch self {
        case .notOnRoll: .forbidden
        case .alreadyVoted, .notOpen, .numberTaken, .createdBefore, .notADraft, .setupMissing, .setupBefore,
            .rollFrozenBefore, .credentialUsed, .credentialUnused, .actNotNow, .actBefore,
            .actOutdated:
            .conflict
        case .tooManyWaiting: .tooMany
        case .wrongCode, .ballotInvalid, .fewOptions, .sameOptions, .badParameters, .badSeats, .badBudget,
            .tooLarge, .notEncryptable, .rollTooLarge, .setupWrong, .credentialUnknown, .ballotUnproven,
            .ballotElsewhere,
            .actUnproven, .actStranger:
            .invalid
        }
    }
}

/// What must not happen in the house itself. The count stops until somebody looked.
package enum BallotFault: Error, Equatable, Sendable {
    case unknownRule(String)
    /// The box holds another number of ballots than the roll has marks.
    case boxDoesNotFitRoll(box: Int, roll: Int)
    /// The batch of paper with this number is another than its seal in the log says.
    case batchNotAsSealed(Int)
    /// The archive does not hold, or is another than the rows say.
    case archiveDamaged(String)
}

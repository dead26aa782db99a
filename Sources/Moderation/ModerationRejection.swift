package import Core

/// What can be refused about reports and cases.
package enum ModerationRejection: String, Rejection {
    case alreadyReported = "moderation.already-reported"
    case alreadyDecided = "moderation.already-decided"
    case alreadyComplained = "moderation.already-complained"
    case complaintTooLate = "moderation.complaint-too-late"
    case ownDecision = "moderation.own-decision"
    case ownText = "moderation.own-text"
    case reasonMissing = "moderation.reason-missing"
    case ruleMissing = "moderation.rule-missing"
    case wordsTooLong = "moderation.words-too-long"

    package var kind: RejectionKind {
        switch self {
        case .alreadyReported, .alreadyDecided, .alreadyComplained, .complaintTooLate: .conflict
        case .ownText, .ownDecision: .forbidden
        case .reasonMissing, .ruleMissing, .wordsTooLong: .invalid
        }
    }
}

package import Core

/// What can be refused about proposals.
package enum ProposalRejection: String, Rejection {
    case alreadySupported = "proposal.already-supported"
    case notSupported = "proposal.not-supported"
    case notADraft = "proposal.not-a-draft"
    case notPublished = "proposal.not-published"
    case noSuchDistrict = "proposal.no-such-district"
    case noSuchDock = "proposal.no-such-dock"
    case docksOntoItself = "proposal.docks-onto-itself"
    case textTooLong = "proposal.text-too-long"
    case textChanged = "amendment.text-changed"
    case noSuchLines = "amendment.no-such-lines"
    case nothingChanges = "amendment.nothing-changes"
    case nothingIsLeft = "amendment.nothing-is-left"
    case linesChanged = "amendment.lines-changed"
    case amendmentEnded = "amendment.ended"
    case beforeElection = "amendment.before-election"
    case reasonMissing = "amendment.answer-missing"

    package var kind: RejectionKind {
        switch self {
        case .noSuchDistrict, .noSuchDock, .docksOntoItself, .textTooLong, .noSuchLines, .nothingChanges,
            .nothingIsLeft, .reasonMissing:
            .invalid
        default: .conflict
        }
    }
}

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

    package var kind: RejectionKind {
        switch self {
        case .noSuchDistrict, .noSuchDock, .docksOntoItself: .invalid
        default: .conflict
        }
    }
}

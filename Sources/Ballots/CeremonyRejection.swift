package import Core
import ElectionCrypto

/// What can be refused about preparing an encrypted election.
package enum CeremonyRejection: String, Rejection {
    case badSize = "ceremony.bad-size"
    case badThreshold = "ceremony.bad-threshold"
    case badName = "ceremony.bad-name"
    case sameNames = "ceremony.same-names"
    case fewMixers = "ceremony.few-mixers"
    case noMixersNeeded = "ceremony.no-mixers-needed"
    /// Fewer than two mixers would be needed, or more than are named.
    case badShuffles = "ceremony.bad-shuffles"
    /// A shuffle that came after the mixing had ended.
    case mixedEnough = "ceremony.mixed-enough"
    case namedBefore = "ceremony.named-before"
    /// The election is no draft of the encrypted manner, or its archive has begun.
    case notNow = "ceremony.not-now"
    /// The archive was begun by another way than these pages.
    case preparedElsewhere = "ceremony.prepared-elsewhere"
    case remindedBefore = "ceremony.reminded-before"
    case noAddress = "ceremony.no-address"
    /// No file came.
    case noFile = "ceremony.no-file"
    case unreadable = "ceremony.unreadable"
    case tooLarge = "ceremony.too-large"
    case otherCeremony = "ceremony.other-ceremony"
    case otherNumber = "ceremony.other-number"
    case stranger = "ceremony.stranger"
    case sameKey = "ceremony.same-key"
    case notAsPromised = "ceremony.not-as-promised"
    case otherName = "ceremony.other-name"
    case doesNotFit = "ceremony.does-not-fit"
    case tooEarly = "ceremony.too-early"
    case handedInBefore = "ceremony.handed-in-before"
    /// The registrar's statement is not signed with the registrar's key.
    case notSigned = "ceremony.not-signed"
    case otherList = "ceremony.other-list"
    case otherCount = "ceremony.other-count"
    case weights = "ceremony.weights"
    case rollMissing = "ceremony.roll-missing"
    /// A draft whose roll is frozen is not discarded.
    case rollFrozen = "ceremony.roll-is-frozen"

    package var kind: RejectionKind {
        switch self {
        case .namedBefore, .notNow, .preparedElsewhere, .tooEarly, .handedInBefore, .rollMissing, .rollFrozen,
            .mixedEnough:
            .conflict
        case .remindedBefore: .tooMany
        default: .invalid
        }
    }

    init(_ fault: CeremonyFault) {
        self =
            switch fault {
            case .unreadable: .unreadable
            case .otherCeremony: .otherCeremony
            case .otherNumber: .otherNumber
            case .stranger: .stranger
            case .sameKey: .sameKey
            case .notAsPromised: .notAsPromised
            case .otherName: .otherName
            case .doesNotFit: .doesNotFit
            case .tooEarly: .tooEarly
            case .handedInBefore: .handedInBefore
            }
    }
}

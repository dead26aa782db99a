/// A refusal the person can understand and act on. Everything else that is thrown is a fault.
package protocol Rejection: Error, Equatable, Sendable {
    /// The key of the sentence in `Resources/phrases/`.
    var phrase: String { get }

    /// How the web answers.
    var kind: RejectionKind { get }
}

extension Rejection where Self: RawRepresentable<String> {
    package var phrase: String { rawValue }
}

extension Rejection {
    package var kind: RejectionKind { .conflict }
}

/// Why an act was refused, in the words of HTTP.
package enum RejectionKind: Int, Sendable {
    /// The person may not do this.
    case forbidden = 403
    /// There is no such thing, or none this person may know of.
    case notFound = 404
    /// It was done before, or the time for it has passed.
    case conflict = 409
    /// What was entered cannot be taken as it is.
    case invalid = 422
    /// Too many acts in a short time.
    case tooMany = 429
}

/// The refusals that every slice shares.
package enum GeneralRejection: String, Rejection {
    case notFound = "refused.not-found"
    case notAllowed = "refused.not-allowed"
    case notNow = "refused.not-now"
    case signInFirst = "refused.sign-in-first"
    case tooMany = "refused.too-many"

    package var kind: RejectionKind {
        switch self {
        case .notFound: .notFound
        case .notAllowed, .signInFirst: .forbidden
        case .notNow: .conflict
        case .tooMany: .tooMany
        }
    }
}

package import Core
import Postgres

/// What a case is about.
package enum CaseSubject: Sendable, Hashable {
    case proposal(ProposalID)
    case comment(CommentID)
    case amendment(AmendmentID)

    /// As the database and the phrases name it.
    package var kind: String {
        switch self {
        case .proposal: "proposal"
        case .comment: "comment"
        case .amendment: "amendment"
        }
    }

    var number: Int64 {
        switch self {
        case .proposal(let id): id.rawValue
        case .comment(let id): id.rawValue
        case .amendment(let id): id.rawValue
        }
    }

    init(row: Row) throws {
        let number: Int64 = try row["subject"]
        switch try row["kind"] as String {
        case "proposal": self = .proposal(ProposalID(number))
        case "amendment": self = .amendment(AmendmentID(number))
        default: self = .comment(CommentID(number))
        }
    }
}

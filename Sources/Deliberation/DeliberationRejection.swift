package import Core

/// What can be refused about comments.
package enum DeliberationRejection: String, Rejection {
    case noSuchLines = "comment.no-such-lines"
    case textChanged = "comment.text-changed"
    case wrongLength = "comment.wrong-length"

    package var kind: RejectionKind { self == .textChanged ? .conflict : .invalid }
}

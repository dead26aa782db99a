/// What went wrong between us and PostgreSQL. Prints no statement and no value: `detail` may hold people's words.
package struct DatabaseError: Error, Sendable, CustomStringConvertible {
    package enum Kind: Sendable, Equatable {
        /// No connection, or it broke. Whether a running transaction was kept is not known.
        case unavailable
        /// The server refused the statement.
        case refused
        /// A row did not have the column or type that the code asked for.
        case decoding
    }

    package let kind: Kind
    /// SQLSTATE, five characters; empty if the server did not answer.
    package let state: String
    /// The constraint that refused, if one did.
    package let constraint: String?
    /// The server's own message; for the operator's log only.
    package let detail: String

    package init(kind: Kind, state: String = "", constraint: String? = nil, detail: String) {
        self.kind = kind
        self.state = state
        self.constraint = constraint
        self.detail = detail
    }

    package var description: String {
        "database \(kind)\(state.isEmpty ? "" : " " + state)\(constraint.map { " by " + $0 } ?? "")"
    }
}

/// Why a transfer failed. Prints no address and no content: both may belong to a person.
package struct TransferError: Error, Hashable, Sendable, CustomStringConvertible {
    /// libcurl's number for the failure, such as 7 (no connection) or 28 (too slow).
    package let code: Int
    /// libcurl's fixed words for that number.
    package let reason: String
    /// The last answer of the server, such as 550; nil if there was none.
    package let status: Int?

    package var description: String { "\(reason)\(status.map { " (\($0))" } ?? "")" }
}

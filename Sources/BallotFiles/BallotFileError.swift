/// Why a file of ballots cannot be read, in one English sentence without a full stop.
package struct BallotFileError: Error, Hashable, Sendable {
    /// Counted from 1; nil when the trouble is not in one line.
    package let line: Int?
    package let reason: String

    package init(line: Int? = nil, reason: String) {
        self.line = line
        self.reason = reason
    }

    /// The same trouble found in this line of a file.
    package func at(line: Int) -> BallotFileError { BallotFileError(line: line, reason: reason) }
}

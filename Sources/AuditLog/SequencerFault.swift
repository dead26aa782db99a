/// Why the log was not extended. Nothing is signed over any of these.
package enum SequencerFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// What is stored does not fit together; the text names the place.
    case broken(String)
    /// The database, or the tidemark, belongs to a log of another name.
    case foreignOrigin(String)
    /// Another server moved the head at the same time.
    case overtaken
    /// The database ends before what was signed: an older backup was brought back.
    case behind(signed: Int, stored: Int)
    /// The database has other entries than those that were signed at this size.
    case rewritten(size: Int)
    /// The tidemark is no signed checkpoint; the text is its path.
    case unreadableTidemark(String)
    /// A witness of the policy saw a larger tree than ours.
    case witnessAhead(String, saw: Int, stored: Int)
    /// The scrub found a place that does not hash to what was signed.
    case damaged(String)

    package var description: String {
        switch self {
        case .broken(let place): "nothing is signed: \(place)"
        case .foreignOrigin(let origin): "nothing is signed: this is another log than \(origin)"
        case .overtaken: "another server moved the head of the log at the same time"
        case .behind(let signed, let stored):
            "nothing is signed: the database has \(stored) entries, but \(signed) were signed, so an older backup was brought back; mitstimme log-recover mends that, see \"After an older backup\" in docs/operating.md"
        case .rewritten(let size):
            "nothing is signed: the first \(size) entries of the database are not those that were signed; bring back the right database"
        case .unreadableTidemark(let path):
            "nothing is signed: \(path) is not a signed checkpoint; put its copy back"
        case .witnessAhead(let name, let saw, let stored):
            "nothing is signed: witness \(name) saw \(saw) entries, the database has \(stored), so an older backup was brought back or the witness errs; see \"After an older backup\" in docs/operating.md"
        case .damaged(let place):
            "nothing is signed: \(place) does not hash to what was signed; see \"A damaged log\" in docs/operating.md"
        }
    }
}

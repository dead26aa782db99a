/// The order of events: `Setup Ballot* EndBallots EncryptedTally (Shuffle+ EndShuffles)? PartialDecryption+ Result`.
///
/// The part in parentheses is there exactly where a question is ranked.
package struct ArchiveGrammar: Hashable, Sendable {
    /// What the last event was; nil before the first.
    package private(set) var last: ArchiveEvent.Kind?

    /// Goes on after an event of this kind; nil before the first.
    package init(after last: ArchiveEvent.Kind? = nil) { self.last = last }

    package var isComplete: Bool { last == .result }

    /// Whether an event of this kind may come now; if so, it has come.
    package mutating func accepts(_ kind: ArchiveEvent.Kind, hasRanked: Bool) -> Bool {
        let follows: [ArchiveEvent.Kind]
        switch last {
        case nil: follows = [.setup]
        case .setup, .ballot: follows = [.ballot, .endBallots]
        case .endBallots: follows = [.encryptedTally]
        case .encryptedTally: follows = [hasRanked ? .shuffle : .partialDecryption]
        case .shuffle: follows = [.shuffle, .endShuffles]
        case .endShuffles: follows = [.partialDecryption]
        case .partialDecryption: follows = [.partialDecryption, .result]
        case .result: follows = []
        }
        guard follows.contains(kind) else { return false }
        last = kind
        return true
    }
}

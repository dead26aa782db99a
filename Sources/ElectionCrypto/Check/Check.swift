/// What is checked of an election's archive. The numbers in parentheses are those of our protocol's checklist.
package enum Check: String, Hashable, Sendable, CaseIterable {
    /// Every byte, name and hash, and the chain of events.
    case archive
    /// The order of events (1).
    case events
    /// The election's file: limits and sizes of its questions (6).
    case questions
    /// Each trustee's proof, the signatures of the ceremony, and the election's key as their product.
    case trustees
    /// The list of credentials: distinct, with weights.
    case credentials
    /// Each ballot: form, credential, signature, proofs.
    case ballots
    /// No ballot stands in the archive twice (2).
    case replays
    /// The encrypted tally, its number of ballots and its weight follow from the ballots (3).
    case tally
    /// The proof of each shuffle.
    case shuffles
    /// Each partial decryption's proof.
    case decryptions
    /// The result follows from the decryptions.
    case result
    /// Every element anywhere is a member of the group (4).
    case membership
    /// Of the trustees whom the terms name, as many have mixed as they ask for (5).
    case mixing
    /// As many credentials and as much weight as the electoral roll has (7).
    case roll
    /// The witnessed heads are in the chain, the last at its end (8).
    case head
    /// Earlier states are the archive's beginnings (9).
    case snapshots
}

/// What a check has found.
package enum Verdict: Hashable, Sendable {
    case passed
    /// Why, in one English sentence without a full stop.
    case failed(String)
    /// Why: an input is absent, there is nothing of the kind, or an earlier check has failed.
    case notChecked(String)

    package var isFailure: Bool { if case .failed = self { true } else { false } }
    package var isPass: Bool { self == .passed }
}

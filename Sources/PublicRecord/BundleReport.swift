/// What checking a bundle came to.
package enum BundleVerdict: Sendable, Hashable {
    /// Everything fits, and a log that the given policy trusts holds the record.
    case holds
    /// Everything fits together, but whose key signed the log was not checked.
    case holdsTogetherLogKeyNotChecked
    case doesNotHold(BundleFault)

    /// The key of the sentence in `Resources/phrases/`.
    package var phrase: String {
        switch self {
        case .holds: "recount.holds"
        case .holdsTogetherLogKeyNotChecked: "recount.holds-together"
        case .doesNotHold: "recount.does-not-hold"
        }
    }
}

/// The first check that failed, and what exactly it found, in English.
package struct BundleFault: Sendable, Hashable {
    package let check: BundleCheck
    package let detail: String

    /// The key of the sentence in `Resources/phrases/`.
    package var phrase: String { check.phrase + ".failed" }
}

/// What is checked, in this order.
package enum BundleCheck: String, Sendable, CaseIterable {
    /// The archive has exactly the bytes that its members and the manifest give.
    case archive
    /// The record is canonical and can be true.
    case record
    /// The record's digests are those of the ballots and the outcome.
    case digests
    /// Each ballot is canonical, sorted by commitment, and there only once.
    case ballots
    /// The batches of paper are among the ballots. Only where people could vote on paper.
    case paper
    /// The archive of encrypted ballots holds, and its result and the batches of paper give exactly these ballots. Of
    /// encrypted elections alone.
    case encrypted
    /// A new count gives the published outcome, byte by byte.
    case count
    /// The checker accepts the outcome by its certificate.
    case certificate
    /// The log holds the record.
    case log

    /// The key of the sentence in `Resources/phrases/`.
    package var phrase: String { "recount.check." + rawValue }
}

package struct BundleReport: Sendable {
    package let verdict: BundleVerdict
    /// The checks that passed, in order.
    package let passed: [BundleCheck]
    /// Nil when it could not be read.
    package let record: ElectionRecord?
    /// The outcome of the new count; nil when it did not come so far.
    package let outcome: OutcomeRecord?
    /// Where the log holds the record; nil unless everything fits.
    package let logged: (size: Int, index: Int, witnesses: Int)?
}

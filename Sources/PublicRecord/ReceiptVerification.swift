package import Core
package import TransparencyLog

/// What checking a receipt came to.
package enum ReceiptVerdict: Hashable, Sendable {
    case holds(Place)
    /// Everything fits, but the trust file came with the receipt itself.
    case holdsTogetherLogKeyNotChecked(Place)
    /// In the log and signed by it, but too few observers had confirmed that state when the receipt was saved.
    case recordedNotConfirmed(Place)
    case doesNotHold(ReceiptFault)

    /// Where the entry stands.
    package struct Place: Hashable, Sendable {
        package let origin: String
        package let size: Int
        /// Counted from 0.
        package let index: Int
        /// Who of the policy confirmed the checkpoint, and when.
        package let witnesses: [PolicyWord: Instant]
    }
}

package enum ReceiptFault: Hashable, Sendable {
    /// The entry is not what such a log holds.
    case entry
    /// The entry commits to something else than the receipt shows.
    case opening
    /// The entry did not put this ballot into the box.
    case ballot
    case log(LogFault)
    /// There is neither a policy in the receipt nor one from elsewhere.
    case noPolicy

    /// The key of the sentence in `Resources/phrases/`.
    package var phrase: String {
        switch self {
        case .entry: "recount.receipt.entry.failed"
        case .opening: "recount.receipt.opening.failed"
        case .ballot: "recount.receipt.ballot.failed"
        case .noPolicy: "recount.receipt.no-policy"
        case .log(let fault): fault.rawValue
        }
    }
}

extension Receipt {
    /// Checks all of a receipt: that the entry commits to the opening or has the ballot's commitment, the log's signature, the quorum of
    /// witnesses, and that the entry is where it says.
    ///
    /// With `policy` the keys come from elsewhere; without it, from the receipt.
    package func verify(policy given: LogPolicy?) -> ReceiptVerdict {
        if let opening {
            guard let entry = try? canonicalJSON(leaf), let type = entry["act"]?.string,
                let body = entry["body"]?.string
            else { return .doesNotHold(.entry) }
            guard opening.commitment(type: type) == body else { return .doesNotHold(.opening) }
        }
        if let commitment {
            guard let entry = try? canonicalJSON(leaf), entry["act"]?.string == "ballots.boxed",
                let added = entry["body"]?["added"]?.array
            else { return .doesNotHold(.entry) }
            guard added.contains(.string(commitment.base64)) else { return .doesNotHold(.ballot) }
        }
        guard let policy = given ?? policy else { return .doesNotHold(.noPolicy) }
        switch place(by: policy) {
        case .success(let place): return given == nil ? .holdsTogetherLogKeyNotChecked(place) : .holds(place)
        case .failure(.tooFewWitnesses):
            switch place(by: policy.withoutQuorum) {
            case .success(let place): return .recordedNotConfirmed(place)
            case .failure(let fault): return .doesNotHold(.log(fault))
            }
        case .failure(let fault): return .doesNotHold(.log(fault))
        }
    }

    private func place(by policy: LogPolicy) -> Result<ReceiptVerdict.Place, LogFault> {
        switch TransparencyLog.verify(proof: proof, leaf: leaf, policy: policy) {
        case .invalid(let fault): .failure(fault)
        case .valid(let origin, let size, let index, let witnesses):
            .success(ReceiptVerdict.Place(origin: origin, size: size, index: index, witnesses: witnesses))
        }
    }
}

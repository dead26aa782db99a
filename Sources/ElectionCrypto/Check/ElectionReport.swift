/// What the check of an archive has found.
package struct ElectionReport: Hashable, Sendable {
    /// Of whom decrypting needs somebody. Numbers count from 1.
    package enum Holder: Hashable, Sendable {
        case single(Int)
        /// `needed` of these trustees.
        case threshold(ClosedRange<Int>, needed: Int)
    }

    package internal(set) var verdicts: [Check: Verdict] = [:]

    package internal(set) var parameters: ElectionParameters?
    /// The last event's hash.
    package internal(set) var head: Digest?
    /// Bytes of the archive.
    package internal(set) var length = 0
    /// How far the election has come.
    package internal(set) var stage = ArchiveGrammar()
    package internal(set) var credentials = 0
    /// The weight of all credentials.
    package internal(set) var totalWeight = 0
    /// Ballots in the archive, revotes too.
    package internal(set) var ballotsCast = 0
    /// Ballots that are the last of their credential.
    package internal(set) var ballotsCounted = 0
    /// Ballots that do not hold; an election with one does not hold.
    package internal(set) var ballotsRefused = 0
    /// The weight of the ballots counted.
    package internal(set) var weightCounted = 0
    /// The names of the trustees in the order of their numbers; nil for one without a name.
    package internal(set) var trustees: [String?] = []
    /// Who of them is needed to decrypt.
    package internal(set) var holders: [Holder] = []
    /// What the threshold keys lack, so that the trustees must have compared their certificates themselves.
    package internal(set) var lacks: Set<CeremonyLack> = []
    /// The numbers of the trustees who are said to have mixed, in order. A shuffle's proof does not say by whom it is.
    package internal(set) var mixers: [Int] = []
    /// The numbers of the trustees who have decrypted, in order.
    package internal(set) var decrypters: [Int] = []
    package internal(set) var result: ElectionResult?

    /// No check has failed. Those without their input change nothing.
    package var holds: Bool { !verdicts.values.contains(where: \.isFailure) }

    /// The verdict of a check; one that was never reached is not checked.
    package subscript(_ check: Check) -> Verdict {
        verdicts[check] ?? .notChecked("an earlier check has failed")
    }

    mutating func pass(_ check: Check) { if verdicts[check] == nil { verdicts[check] = .passed } }

    /// The first failure of a check stands; a pass gives way to it.
    mutating func fail(_ check: Check, _ reason: String) {
        if verdicts[check]?.isFailure != true { verdicts[check] = .failed(reason) }
    }

    mutating func fail(_ check: Check, _ error: ElectionError) {
        fail(check, error.reason)
        if error.kind == .membership { fail(.membership, error.reason) }
    }

    mutating func skip(_ check: Check, _ reason: String) {
        if verdicts[check] == nil { verdicts[check] = .notChecked(reason) }
    }
}

extension Trustees {
    var reportedHolders: [ElectionReport.Holder] {
        var first = 1
        return holders.map { holder in
            switch holder {
            case .single:
                defer { first += 1 }
                return .single(first)
            case .threshold(let keys):
                defer { first += keys.size }
                return .threshold(first...first + keys.size - 1, needed: keys.threshold)
            }
        }
    }
}

import ElectionCrypto

extension SampleElection {
    /// The archive after a change, with names, hashes, chain and records made right again.
    func archive(_ change: (inout [Entry]) throws -> Void) rethrows -> [UInt8] {
        var changed = entries
        try change(&changed)
        return SampleElection.archive(changed.map(SampleElection.recorded))
    }

    /// The report on the archive after a change.
    func report(
        terms: ElectionTerms? = nil, heads: [WitnessedHead]? = nil,
        after change: (inout [Entry]) throws -> Void
    ) rethrows -> ElectionReport {
        report(
            try archive(change), ElectionCheck(terms: terms, heads: heads, concurrency: .serial))
    }

    /// The entry with the hashes in its record as its files have them.
    static func recorded(_ entry: Entry) -> Entry {
        var files = entry.files
        switch entry.kind {
        case .setup where files.count == 4:
            let record = SetupRecord(
                election: Digest(of: files[0]), trustees: Digest(of: files[1]),
                credentials: Digest(of: files[2]))
            files[3] = Array(record.text.utf8)
        case .encryptedTally where files.count == 2:
            if let record = try? TallyRecord(parsing: files[1]) {
                let right = TallyRecord(
                    ballots: record.ballots, weight: record.weight, tally: Digest(of: files[0]))
                files[1] = Array(right.text.utf8)
            }
        case .shuffle, .partialDecryption:
            if files.count == 2, let record = try? OwnedRecord(parsing: files[1]) {
                let right = OwnedRecord(owner: record.owner, payload: Digest(of: files[0]))
                files[1] = Array(right.text.utf8)
            }
        default: break
        }
        return (entry.kind, files)
    }
}

extension [UInt8] {
    var text: String { String(decoding: self, as: UTF8.self) }

    /// The bytes with one text for another; the same bytes where it does not occur.
    func replacing(_ old: String, _ new: String) -> [UInt8] {
        let parts = text.split(separator: old, maxSplits: 1, omittingEmptySubsequences: false)
        return Array(parts.joined(separator: new).utf8)
    }
}

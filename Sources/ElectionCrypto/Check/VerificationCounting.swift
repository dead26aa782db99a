extension ElectionVerification {
    /// How many ballots are read before they are checked together, and how many bytes of them.
    private static var mostBallots: Int { 512 }
    private static var mostBytes: Int { 1 << 24 }

    /// The second reading: everything that needs computing.
    mutating func countAll(
        _ chance: inout some RandomNumberGenerator, _ progress: (ElectionCheck.Progress) -> Void
    ) throws(ElectionError) {
        guard let election, let credentials else { return }
        var entries = try ArchiveEntries(source)
        var counting = TallyInProgress(election)
        var batch: [[UInt8]] = []
        var bytes = 0
        var done = 0
        // A file may have grown since; what was read the first time is what is checked.
        while entries.offset < report.length, let entry = try entries.next() {
            if entry.event.kind == .ballot {
                batch.append(entry.files[0].content)
                bytes += entry.files[0].content.count
            }
            let isFull =
                batch.count == ElectionVerification.mostBallots || bytes > ElectionVerification.mostBytes
            if isFull || entry.event.kind != .ballot, !batch.isEmpty {
                count(batch, from: done, election, credentials, &counting, &chance)
                done += batch.count
                batch = []
                bytes = 0
                progress(.ballots(done, of: report.ballotsCast))
            }
            if entry.event.kind != .setup, entry.event.kind != .ballot {
                close(entry, election, counting, &chance, progress)
            }
        }
        if !batch.isEmpty { count(batch, from: done, election, credentials, &counting, &chance) }
        guard entries.head == report.head else {
            throw ElectionError("the archive has changed while it was read")
        }
        report.ballotsCounted = counting.ballots
        report.weightCounted = counting.weight
        report.pass(.ballots)
        finish(election)
    }

    private mutating func count(
        _ batch: [[UInt8]], from first: Int, _ election: EncryptedElection<G>,
        _ credentials: PublicCredentials<G>, _ counting: inout TallyInProgress<G>,
        _ chance: inout some RandomNumberGenerator
    ) {
        let verdicts = election.checked(
            batch, among: credentials, concurrently: options.concurrency, using: &chance)
        // A weight is a power: these are taken where the ballots are checked, on all cores.
        let numbered = Array(verdicts.enumerated())
        let weighted = options.concurrency.map(numbered) { [group, lastBallots] offset, verdict in
            let ballot = try? verdict.get()
            let isLast = ballot.map { lastBallots[$0.entry.number] == first + offset } ?? false
            return isLast ? ballot?.weighted(in: group) : nil
        }
        for ballot in weighted { if let ballot { counting.add(ballot) } }
        for (offset, verdict) in numbered {
            guard case .failure(let refusal) = verdict else { continue }
            report.ballotsRefused += 1
            report.fail(.ballots, "ballot \(first + offset + 1): \(refusal)")
            if case .notMember = refusal {
                report.fail(.membership, "ballot \(first + offset + 1): \(refusal)")
            }
        }
    }

    /// What follows the voting.
    private mutating func close(
        _ entry: ArchiveEntry, _ election: EncryptedElection<G>, _ counting: TallyInProgress<G>,
        _ chance: inout some RandomNumberGenerator, _ progress: (ElectionCheck.Progress) -> Void
    ) {
        switch entry.event.kind {
        case .setup, .ballot: break
        case .endBallots: computedTally = counting.encryptedTally
        case .encryptedTally:
            attempt(.tally) { verification throws(ElectionError) in
                try verification.compareTally(entry, counting)
            }
        case .shuffle:
            progress(.shuffle(report.mixers.count + 1))
            attempt(.shuffles) { verification throws(ElectionError) in
                try verification.checkShuffle(entry, election, &chance)
            }
        case .endShuffles: break
        case .partialDecryption:
            progress(.decryption(report.decrypters.count + 1))
            attempt(.decryptions) { verification throws(ElectionError) in
                try verification.checkDecryption(entry, election)
            }
        case .result:
            attempt(.result) { verification throws(ElectionError) in
                try verification.checkResult(entry, election, weight: counting.weight)
            }
        }
    }

    private mutating func attempt(
        _ check: Check, _ body: (inout ElectionVerification) throws(ElectionError) -> Void
    ) {
        do throws(ElectionError) {
            try body(&self)
            report.pass(check)
        } catch {
            report.fail(check, error)
        }
    }
}

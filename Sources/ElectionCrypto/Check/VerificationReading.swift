extension ElectionVerification {
    /// The first reading: the archive's form, the chain, the order of events, replays, and each credential's last
    /// ballot. Whether to read on.
    mutating func readEvents(_ progress: (ElectionCheck.Progress) -> Void) throws(ElectionError) -> Bool {
        guard let election, let credentials else { return false }
        let hasRanked = election.questions.contains(where: \.isRanked)
        var entries = try ArchiveEntries(source, snapshots: options.snapshots ?? [])
        var heads = WitnessedHeads(options.heads ?? [])
        var seen: Set<SIMD2<UInt64>> = []
        var isInOrder = true
        lastBallots = [Int](repeating: -1, count: credentials.count)
        while let entry = try entries.next() {
            guard report.stage.accepts(entry.event.kind, hasRanked: hasRanked) else {
                report.fail(.events, misplaced(entry.event))
                isInOrder = false
                break
            }
            heads.meet(entry.digest, height: entries.height, length: entries.offset)
            if entry.event.kind == .ballot {
                if !seen.insert(entry.files[0].digest.half).inserted {
                    report.fail(.replays, "ballot \(report.ballotsCast + 1) was cast before")
                }
                if let credential = try? EncryptedBallot<G>.credential(of: entry.files[0].content),
                    let number = credentials.entry(of: credential)?.number
                {
                    lastBallots[number] = report.ballotsCast
                }
                report.ballotsCast += 1
            }
            if entry.event.height.isMultiple(of: 256) { progress(.reading(entries.offset)) }
        }
        // Also what follows a misplaced event is to be in its form.
        while try entries.next() != nil {}
        report.head = entries.head
        report.length = entries.offset
        report.pass(.archive)
        report.pass(.replays)
        if !report.stage.isComplete, options.mustBeComplete {
            report.fail(.events, "the archive ends before the result")
        }
        report.pass(.events)
        var snapshots = entries.snapshots
        snapshots.end()
        judge(heads, snapshots)
        return isInOrder
    }

    private func misplaced(_ event: ArchiveEvent) -> String {
        let before = report.stage.last.map { "after \($0.rawValue)" } ?? "at the beginning"
        return "event \(event.height), \(event.kind.rawValue), may not stand \(before)"
    }

    private mutating func judge(_ heads: WitnessedHeads, _ snapshots: SnapshotCheck) {
        if let witnessed = options.heads {
            if witnessed.isEmpty {
                report.fail(.head, "no head of this election has been witnessed")
            } else if let missing = heads.waiting.first {
                report.fail(.head, "the witnessed head \(missing.digest) is not in the chain")
            } else if witnessed.last?.digest != report.head {
                report.fail(.head, "the archive's last event is not the witnessed head")
            }
            report.pass(.head)
        } else {
            report.skip(.head, "no witnessed head is at hand")
        }
        // A head with its number of bytes is a state, too: the chain commits to all that stands before it. The last of them
        // is no earlier one.
        if options.snapshots?.isEmpty ?? true, heads.states < 2, heads.mismatch == nil {
            report.skip(.snapshots, "no earlier state is at hand")
        } else if let other = snapshots.mismatch {
            report.fail(.snapshots, "the state of \(other.length) bytes is not the archive's beginning")
        } else if let other = heads.mismatch {
            report.fail(.snapshots, "the archive was not as long at \(other.digest) as the log says")
        }
        report.pass(.snapshots)
    }
}

extension ElectionVerification {
    mutating func compareTally(
        _ entry: ArchiveEntry, _ counting: TallyInProgress<G>
    ) throws(ElectionError) {
        let record = try TallyRecord(parsing: entry.files[1].content)
        let stated = try EncryptedTally(parsing: entry.files[0].content, in: group)
        tally = stated
        guard record.tally == entry.files[0].digest else {
            throw ElectionError("the EncryptedTally event does not name its file")
        }
        guard stated == computedTally else {
            throw ElectionError("the encrypted tally does not follow from the ballots")
        }
        guard record.ballots == counting.ballots else {
            throw ElectionError("\(record.ballots) ballots are said to count, and \(counting.ballots) do")
        }
        guard record.weight == counting.weight else {
            throw ElectionError(
                "the ballots are said to weigh \(record.weight), and weigh \(counting.weight)")
        }
    }

    mutating func checkShuffle(
        _ entry: ArchiveEntry, _ election: EncryptedElection<G>,
        _ chance: inout some RandomNumberGenerator
    ) throws(ElectionError) {
        let owner = try owner(entry)
        guard let tally else { throw ElectionError("there is no tally to mix") }
        let shuffle = try naming("the shuffle by trustee \(owner)") { () throws(ElectionError) in
            try ElectionShuffle(parsing: entry.files[0].content, in: group)
        }
        let verdict = shuffle.verdict(on: tally, in: election, using: &chance)
        if case .invalid(let flaw) = verdict {
            throw ElectionError("the shuffle by trustee \(owner) does not hold: \(flaw)", kind: flaw.kind)
        }
        report.mixers.append(owner)
        self.tally = tally.replacing(ranked: shuffle.shuffles.map(\.output), election.questions)
    }

    /// Who made a shuffle or a partial decryption.
    func owner(_ entry: ArchiveEntry) throws(ElectionError) -> Int {
        let record = try OwnedRecord(parsing: entry.files[1].content)
        guard record.payload == entry.files[0].digest else {
            throw ElectionError("the \(entry.event.kind.rawValue) event does not name its file")
        }
        guard record.owner <= report.trustees.count else {
            throw ElectionError("there is no trustee \(record.owner)")
        }
        return record.owner
    }

    mutating func checkDecryption(
        _ entry: ArchiveEntry, _ election: EncryptedElection<G>
    ) throws(ElectionError) {
        let owner = try owner(entry)
        guard let tally, let trustees else { throw ElectionError("there is no tally to decrypt") }
        guard !report.decrypters.contains(owner) else {
            throw ElectionError("trustee \(owner) has decrypted twice")
        }
        let part = try naming("trustee \(owner)") { () throws(ElectionError) in
            try PartialDecryption(parsing: entry.files[0].content, in: group)
        }
        let holds = part.holds(
            for: tally, by: trustees.keys[owner - 1].publicKey, in: election,
            concurrently: options.concurrency)
        guard holds else { throw ElectionError("the decryption by trustee \(owner) is not proven") }
        report.decrypters.append(owner)
        decryptions[owner] = part
    }

    mutating func checkResult(
        _ entry: ArchiveEntry, _ election: EncryptedElection<G>, weight: Int
    ) throws(ElectionError) {
        let result = try ElectionResult(parsing: entry.files[0].content, election.questions)
        guard let tally, let factors = trustees?.combined(decryptions, in: group) else {
            throw ElectionError("too few trustees have decrypted")
        }
        guard result.follows(from: tally, dividedBy: factors, weight: weight, in: election) else {
            throw ElectionError("the result does not follow from the decryptions")
        }
        report.result = result
    }

    /// What can be said only at the end: who mixed, and what was not there.
    mutating func finish(_ election: EncryptedElection<G>) {
        let hasRanked = election.questions.contains(where: \.isRanked)
        if !hasRanked {
            report.skip(.shuffles, "no question is ranked")
            report.skip(.mixing, "no question is ranked")
        }
        for check in [Check.tally, .shuffles, .decryptions, .result] {
            report.skip(check, "the archive has none")
        }
        checkMixing(hasRanked: hasRanked)
    }

    private mutating func checkMixing(hasRanked: Bool) {
        let terms = options.terms
        let done = Set(report.mixers)
        let isOver = [.endShuffles, .partialDecryption, .result].contains(report.stage.last)
        if hasRanked, isOver || options.mustBeComplete, let terms, !terms.areMet(byMixers: done) {
            report.fail(
                .mixing,
                """
                \(terms.mixersCounted(of: done)) of the trustees who are to mix have done so, and \
                \(terms.mixersNeeded) are asked for
                """)
        }
        if hasRanked, !isOver { report.skip(.mixing, "mixing is not over") }
        if terms?.shuffles == nil || terms?.mixers == nil {
            report.skip(.mixing, "how many are to mix, and who, is not at hand")
        }
        report.pass(.mixing)
    }
}

extension ShuffleFlaw: CustomStringConvertible {
    fileprivate var kind: ElectionError.Kind {
        if case .stranger = self { .membership } else { .other }
    }

    /// Part of an English sentence. Positions count from 1.
    public var description: String {
        switch self {
        case .length(let list): "the length of the list \(list.rawValue) is wrong"
        case .stranger(let list, let place): "\(list.rawValue) \(place + 1) lies outside the group"
        case .equation(.chain(let place)): "the equation of step \(place + 1) is wrong"
        case .equation(let equation): "the equation of \(equation) is wrong"
        }
    }
}

import BallotFiles
import Core
import Tally
package import TransparencyLog

extension Bundle {
    /// Checks everything about a bundle, and counts again.
    ///
    /// With `policy` the log's signature is checked against keys from elsewhere; without it, against those in
    /// the bundle, so that it only shows that everything fits together. `progress` hears the bytes of ballots
    /// read so far, and their number.
    package static func verify(
        _ bytes: [UInt8], policy: LogPolicy?, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) -> BundleReport {
        var verification = Verification(given: policy)
        for check in BundleCheck.allCases {
            if check == .encrypted, !verification.isEncrypted { continue }
            if check == .paper, !verification.hasPaper { continue }
            do throws(RecordError) {
                try verification.run(check, bytes, progress)
                verification.passed.append(check)
            } catch {
                return verification.report(.doesNotHold(BundleFault(check: check, detail: error.reason)))
            }
        }
        return verification.report(policy == nil ? .holdsTogetherLogKeyNotChecked : .holds)
    }
}

private struct Verification {
    let given: LogPolicy?
    var passed: [BundleCheck] = []
    var bundle: Bundle?
    var record: ElectionRecord?
    var ballots: [OpenedBallot] = []
    var paper: PaperBallots?
    var outcome: OutcomeRecord?
    var logged: (size: Int, index: Int, witnesses: Int)?

    var isEncrypted: Bool { bundle?.isEncrypted ?? false }

    var hasPaper: Bool { bundle?.hasPaper ?? false }

    func report(_ verdict: BundleVerdict) -> BundleReport {
        BundleReport(verdict: verdict, passed: passed, record: record, outcome: outcome, logged: logged)
    }

    mutating func run(
        _ check: BundleCheck, _ bytes: [UInt8], _ progress: (Int, Int) -> Void
    ) throws(RecordError) {
        switch check {
        case .archive: bundle = try Bundle(parsing: bytes)
        default:
            guard let bundle else { throw RecordError("there is no bundle") }
            if check == .record {
                record = try plausible(bundle.record())
                return
            }
            guard let record else { throw RecordError("there is no record") }
            switch check {
            case .digests: try checkDigests(bundle, record)
            case .ballots: try checkBallots(bundle.file("ballots.jsonl"), record, progress)
            case .paper: paper = try paper(bundle.file(PaperBallots.name), record)
            case .encrypted: try EncryptedVerification(bundle, record, paper: paper?.opened ?? []).run()
            case .count: try count(bundle.file("outcome.json"), record)
            case .certificate: try checkCertificate(bundle.file("outcome.json"), record.facts)
            default: try checkLog(bundle, record)
            }
        }
    }

    private func plausible(_ record: ElectionRecord) throws(RecordError) -> ElectionRecord {
        let facts = record.facts
        let (marked, overflow) = facts.marks.online.addingReportingOverflow(facts.marks.paper)
        guard facts.marks.online >= 0, facts.marks.paper >= 0, !overflow, marked <= facts.eligible else {
            throw RecordError("more persons voted than stand on the roll")
        }
        guard record.ballots <= marked else {
            throw RecordError("there are more ballots than persons who voted")
        }
        guard facts.opens <= facts.closes else { throw RecordError("the election ends before it begins") }
        guard (facts.archive != nil) == isEncrypted else {
            throw RecordError("record.json and the members disagree on whether ballots were encrypted")
        }
        guard (facts.paper != nil) == hasPaper else {
            throw RecordError("record.json and the members disagree on whether people could vote on paper")
        }
        try facts.turnout?.check(eligible: facts.eligible, voted: marked)
        if let paper = facts.paper {
            guard (0...facts.marks.paper).contains(paper.sheets) else {
                throw RecordError("there are more sheets of paper than persons marked for them")
            }
            guard record.ballots == facts.marks.online + paper.sheets else {
                throw RecordError(
                    "there are not as many ballots as sheets of paper and persons who voted online")
            }
        }
        return record
    }

    /// The batches, each of whose sheets is one of the ballots.
    private func paper(_ bytes: [UInt8], _ record: ElectionRecord) throws(RecordError) -> PaperBallots {
        guard bytes.count <= PaperBallots.longest else { throw RecordError("paper.json is too large") }
        let paper = try PaperBallots(parsing: bytes, of: record.facts)
        guard paper.facts == record.facts.paper else {
            throw RecordError("record.json names another paper.json")
        }
        let sheets = Set(paper.opened)
        guard sheets.count == paper.sheets, sheets.isSubset(of: ballots) else {
            throw RecordError("a sheet of paper.json is not in ballots.jsonl")
        }
        return paper
    }

    private func checkDigests(_ bundle: Bundle, _ record: ElectionRecord) throws(RecordError) {
        for (name, digest) in [
            ("ballots.jsonl", record.ballotsDigest), ("outcome.json", record.outcomeDigest),
        ] where SHA256.hash(bundle.file(name)) != digest {
            throw RecordError("record.json names another \(name)")
        }
    }

    private mutating func checkBallots(
        _ bytes: [UInt8], _ record: ElectionRecord, _ progress: (Int, Int) -> Void
    ) throws(RecordError) {
        let facts = record.facts
        do throws(BallotFileError) {
            ballots = try BallotLines.read(bytes, rule: facts.rule, options: facts.options.count) {
                progress($0, bytes.count)
            }
        } catch {
            throw RecordError("ballots.jsonl line \(error.line ?? 0): \(error.reason)")
        }
        guard ballots.count == record.ballots else { throw RecordError("the number of ballots is another") }
        var last: [UInt8] = []
        for (index, ballot) in ballots.enumerated() {
            let commitment = ballot.commitment(of: facts).bytes
            guard last.lexicographicallyPrecedes(commitment) else {
                throw RecordError("ballots.jsonl line \(index + 1): out of order or there twice")
            }
            last = commitment
        }
    }

    private mutating func count(_ bytes: [UInt8], _ record: ElectionRecord) throws(RecordError) {
        let facts = record.facts
        let outcome: OutcomeRecord
        do throws(TallyError) {
            outcome = OutcomeRecord(
                try facts.count(ballots.map(\.ballot)), ids: facts.ids, names: facts.options)
        } catch {
            throw RecordError("the ballots cannot be counted: \(error)")
        }
        self.outcome = outcome
        guard outcome.json.canonical == bytes else {
            throw RecordError("the new count gives another outcome")
        }
        guard outcome.outcome.valid == record.valid, outcome.outcome.invalid == record.invalid else {
            throw RecordError("the record counts other valid and invalid ballots")
        }
    }

    private func checkCertificate(_ bytes: [UInt8], _ facts: ElectionFacts) throws(RecordError) {
        let published = try OutcomeRecord(parsing: bytes)
        guard
            let profile = try? Profile(
                options: facts.options.count, eligible: facts.eligible, budget: facts.budget,
                ballots: ballots.map(\.ballot))
        else { throw RecordError("the ballots are not well formed") }
        let verdict = Checker.check(
            published.outcome, against: profile, rule: facts.rule, parameters: facts.parameters,
            seats: facts.seats)
        if case .refused(let reason) = verdict { throw RecordError("the checker says: \(reason)") }
    }

    private mutating func checkLog(_ bundle: Bundle, _ record: ElectionRecord) throws(RecordError) {
        let (proof, own) = try Self.logFiles(bundle)
        guard let leaf = proof.extra else {
            throw RecordError("log.tlog-proof does not hold the log's entry")
        }
        try CountedEvent.check(leaf, against: record)
        for policy in [own, given].compactMap({ $0 }) {
            switch TransparencyLog.verify(proof: proof, leaf: leaf, policy: policy) {
            case .invalid(let fault): throw RecordError("the proof is not accepted: \(fault.rawValue)")
            case .valid(let origin, let size, let index, let witnesses):
                guard Array(origin.utf8) == Array(record.facts.origin.utf8) else {
                    throw RecordError("the proof is from another log")
                }
                logged = (size, index, witnesses.count)
            }
        }
        let policies = [own, given].compactMap { $0 }
        if let paper {
            let proofs = try EventProofs(parsing: bundle.file(EventProofs.paper), EventProofs.paper)
            try paper.check(proofs.events(of: record.facts), record.facts)
            try proofs.check(record.facts, policies: policies)
        }
        if isEncrypted {
            try EventProofs(parsing: bundle.file(EventProofs.archive), EventProofs.archive)
                .check(record.facts, policies: policies)
        }
    }

    private static func logFiles(_ bundle: Bundle) throws(RecordError) -> (LogProof, LogPolicy) {
        let proof: LogProof
        let policy: LogPolicy
        do throws(LogFormatError) {
            proof = try LogProof(parsing: bundle.file("log.tlog-proof"))
            policy = try LogPolicy(parsing: bundle.file("policy"))
        } catch {
            throw RecordError("log.tlog-proof or policy: \(error.reason)")
        }
        guard proof.bytes == bundle.file("log.tlog-proof") else {
            throw RecordError("log.tlog-proof is not in its canonical form")
        }
        return (proof, policy)
    }
}

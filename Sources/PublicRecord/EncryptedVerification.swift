import BallotFiles
import ElectionCrypto
import TransparencyLog

/// The archive inside a bundle: it holds, is this election's, and its result, with the sheets of paper beside it, gives
/// the bundle's ballots byte by byte.
///
/// Every input of every check is required. Earlier states of the archive are those that the log tells; whether it does is
/// asked with the log's other proofs.
struct EncryptedVerification {
    private let bundle: Bundle
    private let record: ElectionRecord
    private let paper: [OpenedBallot]

    init(_ bundle: Bundle, _ record: ElectionRecord, paper: [OpenedBallot]) {
        self.bundle = bundle
        self.record = record
        self.paper = paper
    }

    func run() throws(RecordError) {
        let facts = record.facts
        guard let stated = facts.archive, let head = Digest(hex: stated.head) else {
            throw RecordError("record.json does not name the archive")
        }
        let heads = try states(uuid: stated.uuid, terms: stated.terms)
        guard heads.last == WitnessedHead(head, height: heads.last?.height, length: stated.length) else {
            throw RecordError("archive-proofs.json does not end with the archive that record.json names")
        }
        let report = try report(witnessed: heads)
        guard report.parameters?.uuid == stated.uuid, report.length == stated.length else {
            throw RecordError("archive.bel is another than record.json names")
        }
        let answers = EncryptedAnswers(facts)
        guard report.parameters?.questions == [answers.question(facts.question, facts.options)] else {
            throw RecordError("archive.bel asks another question than record.json")
        }
        guard report.credentials == facts.eligible, report.totalWeight == facts.eligible,
            report.ballotsCounted == facts.marks.online, report.weightCounted == facts.marks.online,
            record.ballots == facts.marks.online + paper.count
        else {
            throw RecordError("archive.bel has other numbers of voters and ballots than record.json")
        }
        guard let result = report.result else { throw RecordError("archive.bel has no result") }
        let sorted = (answers.opened(result, uuid: stated.uuid) + paper)
            .map { (key: $0.commitment(of: facts).bytes, ballot: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.ballot)
        guard BallotLines.write(sorted, rule: facts.rule) == bundle.file("ballots.jsonl") else {
            throw RecordError("ballots.jsonl is not what archive.bel came to")
        }
    }

    private func report(witnessed heads: [WitnessedHead]) throws(RecordError) -> ElectionReport {
        let report: ElectionReport
        do throws(ElectionError) {
            let terms = try ElectionTerms(parsing: bundle.file("terms.json"))
            guard terms.rollSize == record.facts.eligible,
                Digest(of: bundle.file("terms.json")).hex == record.facts.archive?.terms
            else { throw ElectionError("terms.json is not what record.json names") }
            let isMixed = !EncryptedAnswers(record.facts).isSummed
            guard !isMixed || terms.shuffles ?? 0 >= 2 && Set(terms.mixers ?? []).count >= 2 else {
                throw ElectionError("terms.json promises fewer than two mixers")
            }
            var chance = SystemRandomNumberGenerator()
            report = try ElectionCheck(terms: terms, heads: heads)
                .report(on: .bytes(bundle.file("archive.bel")), using: &chance)
        } catch {
            throw RecordError("archive.bel or terms.json: \(error.reason)")
        }
        let isMixed = !EncryptedAnswers(record.facts).isSummed
        for check in Check.allCases {
            if !isMixed, [.shuffles, .mixing].contains(check) { continue }
            switch report[check] {
            case .passed: continue
            case .failed(let reason): throw RecordError("archive.bel, \(check.rawValue): \(reason)")
            case .notChecked(let reason):
                throw RecordError("archive.bel, \(check.rawValue) could not be checked: \(reason)")
            }
        }
        return report
    }

    /// The archive's states as the log tells them, in the log's order; at least its beginning and its end.
    private func states(uuid: String, terms: String) throws(RecordError) -> [WitnessedHead] {
        let proofs = try EventProofs(parsing: bundle.file(EventProofs.archive), EventProofs.archive)
        return try each(proofs.events(of: record.facts)) { event throws(RecordError) in
            guard event.act == "archive.extended", try event.body.text("election") == uuid,
                try event.body.text("terms") == terms, let head = Digest(hex: try event.body.text("head"))
            else { throw RecordError("an entry of archive-proofs.json is not about this archive") }
            return WitnessedHead(
                head, height: try event.body.whole("height"), length: try event.body.whole("length"))
        }
    }
}

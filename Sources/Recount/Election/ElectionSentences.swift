import Core
import ElectionCrypto
import Phrases
import PublicRecord

extension LogReport {
    /// What the check of an archive has found: one line a check, then the numbers, the people, and the result.
    mutating func tell(_ found: ElectionReport, in phrases: Phrases) {
        let sentences = ElectionSentences(report: found, phrases: phrases)
        if let parameters = found.parameters {
            set("election", parameters.json)
            remark("recount.election.name", ["name": parameters.name, "uuid": parameters.uuid])
        }
        for check in Check.allCases { tell(check, found[check], sentences) }
        if let unreached = sentences.unreached { add(line: "– " + unreached) }
        add(line: "")
        for line in sentences.numbers + sentences.people + sentences.result { add(line: line) }
        for (name, value) in found.members { set(name, value) }
    }

    private mutating func tell(_ check: Check, _ verdict: Verdict, _ sentences: ElectionSentences) {
        let name = check.rawValue
        switch verdict {
        case .passed: pass("recount.election.check.\(name)")
        case .failed(let reason):
            fail(name, "recount.election.check.\(name).failed")
            add(line: "  (\(reason))")
        case .notChecked:
            if let absence = sentences.absence(of: check) { add(line: "– " + absence) }
        }
    }
}

/// A report on an archive, said to people.
struct ElectionSentences {
    let report: ElectionReport
    let phrases: Phrases

    private var hasRanked: Bool { report.parameters?.questions.contains(where: \.isRanked) ?? false }

    private var isMixed: Bool {
        [.endShuffles, .partialDecryption, .result].contains(report.stage.last)
    }

    /// Why something was not checked; nil where that is said elsewhere.
    func absence(of check: Check) -> String? {
        guard report.verdicts[check] != nil else { return nil }
        switch check {
        case .mixing where !hasRanked: return nil
        case .shuffles where !hasRanked: return phrases("recount.election.nothing-ranked")
        case .mixing where isMixed: return phrases("recount.election.no-terms.mixing")
        case .roll: return phrases("recount.election.no-terms.roll")
        case .head: return phrases("recount.election.no-log")
        case .snapshots: return phrases("recount.election.no-snapshots")
        default: return phrases("recount.election.none", ["what": name(check)])
        }
    }

    /// What was not checked because something before is wrong; nil where all was reached.
    var unreached: String? {
        let checks = Check.allCases.filter { report.verdicts[$0] == nil }
        guard !checks.isEmpty else { return nil }
        return phrases("recount.election.not-reached", ["what": phrases.list(checks.map(name))])
    }

    private func name(_ check: Check) -> String { phrases("recount.election.what.\(check.rawValue)") }

    /// How many may vote, have voted, and count.
    var numbers: [String] {
        guard report.parameters != nil else { return [] }
        var lines = [phrases.plural("recount.election.credentials", report.credentials)]
        guard report.verdicts[.ballots] != nil else { return lines }
        lines += [
            phrases.plural("recount.election.cast", report.ballotsCast),
            phrases.plural("recount.election.counted", report.ballotsCounted),
        ]
        if report.totalWeight != report.credentials {
            lines.append(
                phrases(
                    "recount.election.weight",
                    [
                        "weight": phrases.number(report.weightCounted),
                        "total": phrases.number(report.totalWeight),
                    ]))
        }
        return lines
    }

    /// Who mixed and who decrypted.
    var people: [String] {
        var lines = report.holders.map(need)
        if !report.mixers.isEmpty {
            lines.append(phrases("recount.election.mixed", ["trustees": names(report.mixers)]))
        }
        if !report.decrypters.isEmpty {
            lines.append(phrases("recount.election.decrypted", ["trustees": names(report.decrypters)]))
        }
        if !report.lacks.isEmpty { lines.append(phrases("recount.election.lacks")) }
        return lines
    }

    private func need(_ holder: ElectionReport.Holder) -> String {
        switch holder {
        case .single(let number): phrases("recount.election.needed", ["trustees": names([number])])
        case .threshold(let numbers, let needed):
            phrases(
                "recount.election.needed-of",
                ["needed": phrases.number(needed), "trustees": names(Array(numbers))])
        }
    }

    private func names(_ owners: [Int]) -> String {
        phrases.list(
            owners.map { owner in
                let number = phrases("recount.election.trustee", ["number": phrases.number(owner)])
                return report.trustees[owner - 1].map { "\($0) (\(number))" } ?? number
            })
    }

    /// Question by question.
    var result: [String] {
        guard let answers = report.result?.answers, let parameters = report.parameters else { return [] }
        return zip(parameters.questions, answers).flatMap { question, answer in
            switch answer {
            case .votes(let votes): return ["", question.title] + lines(question, votes)
            case .ballots(let ballots):
                return ["", question.title, "  " + phrases.plural("recount.election.ranked", ballots.count)]
            }
        }
    }

    private func lines(_ question: BallotQuestion, _ votes: [Int]) -> [String] {
        let blank = question.columns > question.answers.count ? [phrases("recount.election.blank")] : []
        return zip(blank + question.answers, votes).map { "  \($0): \(phrases.number($1))" }
    }
}

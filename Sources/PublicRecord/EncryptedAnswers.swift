package import BallotFiles
package import ElectionCrypto
package import Tally
import TransparencyLog

/// How a ballot of a rule is written as numbers that are encrypted, and read from what was decrypted.
///
/// One option of several: a column each with 0 or 1, and only the sums are decrypted. Everything else: a number from 0
/// to 255 for each option, and the ballots are mixed before they are decrypted. 0 says nothing about an option; marks
/// are 1; a rank is the rank, 1 the best; a score is its distance from the lowest, plus 1.
package struct EncryptedAnswers: Sendable {
    /// The most options of a question whose ballots are mixed: so many bytes fit into one element of Ed25519.
    package static let mostNumbers = 30

    let rule: Rule
    let parameters: Parameters
    let options: Int

    package init(_ rule: Rule, _ parameters: Parameters, options: Int) {
        self.rule = rule
        self.parameters = parameters
        self.options = options
    }

    package init(_ facts: ElectionFacts) {
        self.init(facts.rule, facts.parameters, options: facts.options.count)
    }

    /// Whether only sums are decrypted.
    package var isSummed: Bool { rule.ballot == .choice }

    /// Whether every ballot of the rule can be written so.
    package var isPossible: Bool {
        // Nobody sees a ballot before it is decrypted: one that stops the count would stop it for good.
        guard parameters.word("overmarked") != "refused" else { return false }
        if isSummed { return options <= BallotQuestion.mostAnswers }
        guard options <= Self.mostNumbers else { return false }
        return rule.ballot != .scores || (bounds.map { $0.count < 256 } ?? false)
    }

    /// The question as the archive has it. Each option's title once: the archive speaks for itself.
    package func question(_ text: String, _ titles: [String]) -> BallotQuestion {
        isSummed
            ? .choice(.init(answers: titles, limits: 1...1, question: text))
            : .ranked(.init(answers: titles, question: text))
    }

    /// The scores a voter can give; nil where the rule takes no numbers.
    package var bounds: ClosedRange<Int>? { rule.scoreBounds(parameters) }

    /// The ballots of a result in its order; of sums, option by option.
    package func ballots(_ answer: ElectionResult.Answer) -> [Ballot] {
        switch answer {
        case .votes(let votes):
            votes.enumerated().flatMap { option, count in
                [Ballot](repeating: .choice(option), count: count)
            }
        case .ballots(let ballots): ballots.map(ballot)
        }
    }

    /// Total: whatever a voter's device has encrypted is a ballot, which the rule may find invalid.
    func ballot(_ numbers: [Int]) -> Ballot {
        switch rule.ballot {
        case .choice: return .invalid
        case .approvals: return .approvals(numbers.indices.filter { numbers[$0] > 0 })
        case .scores:
            guard let lowest = bounds?.lowerBound else { return .invalid }
            return .scores(numbers.map { $0 == 0 ? nil : lowest + $0 - 1 })
        case .ranking:
            let ranked = numbers.indices.filter { numbers[$0] > 0 }
            let groups = Dictionary(grouping: ranked) { numbers[$0] }.sorted { $0.key < $1.key }
            return .ranking(Ranking(groups.map(\.value)))
        }
    }

    /// The ballots with salts, as `ballots.jsonl` has them. Nothing is left to hide, so the salts are no secret:
    /// `SHA-256("mitstimme-opened/v1" ‖ 0 ‖ uuid ‖ 0 ‖ number in decimal)`, numbered from 1 in the order of the result.
    package func opened(_ result: ElectionResult, uuid: String) -> [OpenedBallot] {
        guard let answer = result.answers.first else { return [] }
        return ballots(answer).enumerated().compactMap { index, ballot in
            let text = Array("mitstimme-opened/v1".utf8) + [0] + Array(uuid.utf8) + [0]
            return OpenedBallot(ballot: ballot, salt: SHA256.hash(text + Array("\(index + 1)".utf8)).bytes)
        }
    }
}

extension Rule {
    /// The least and the most that one option can be given; nil where the rule takes no numbers.
    package func scoreBounds(_ parameters: Parameters) -> ClosedRange<Int>? {
        guard ballot == .scores else { return nil }
        if id == Rule.systemicConsensus.id { return 0...10 }
        if let credits = parameters.whole("credits") {
            let most = Int(Double(credits).squareRoot())
            return (parameters.word("negative") == "allowed" ? -most : 0)...most
        }
        if let points = parameters.whole("points") {
            return 0...min(points, parameters.whole("most") ?? points)
        }
        guard let highest = parameters.whole("highest") else { return nil }
        let lowest = parameters.whole("lowest") ?? 0
        return lowest <= highest ? lowest...highest : nil
    }
}

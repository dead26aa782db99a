import Ballots
import Phrases
import PublicRecord
import Tally

extension Election {
    /// The least and the most that one option can be given; nil where the rule takes no numbers.
    var bounds: ClosedRange<Int>? { rule.scoreBounds(parameters) }

    /// The names of the grades, the best first, each a key of `election.grade`; empty where numbers are given.
    var grades: [String] {
        guard rule.id == Rule.majorityJudgment.id, let highest = parameters.whole("highest"),
            let scale = Election.scales.first(where: { $0.count == highest + 1 })
        else { return [] }
        return scale
    }

    private static let scales = [
        ["good", "reject"],
        ["good", "sufficient", "reject"],
        ["very-good", "good", "sufficient", "reject"],
        ["very-good", "good", "satisfactory", "sufficient", "reject"],
        ["very-good", "good", "satisfactory", "sufficient", "poor", "reject"],
        ["outstanding", "very-good", "good", "satisfactory", "sufficient", "poor", "reject"],
    ]
}

extension ElectionWords {
    /// The grades with their numbers, the best first; empty where numbers are given.
    var grades: [(score: Int, name: String)] {
        let names = election.grades
        return names.enumerated().map { (names.count - 1 - $0, words("election.grade.\($1)")) }
    }

    /// What one option was given.
    func score(_ score: Int?) -> String {
        guard let score else { return election.grades.isEmpty ? "–" : words("election.no-grade") }
        return grades.first { $0.score == score }?.name ?? words.number(score)
    }

    /// What the rule allows on a ballot, in sentences.
    var allowed: [String] {
        var sentences: [String] = []
        if let most = election.mostMarks { sentences.append(words.plural("election.most", most)) }
        for limit in election.ballotLimits {
            switch limit.kind {
            case .points: sentences.append(words.plural("election.points-in-all", limit.limit))
            case .credits:
                sentences.append(words("election.credits", ["limit": words.number(limit.limit)]))
            case .money: sentences.append(words("election.budget", ["limit": words.number(limit.limit)]))
            case .marks: break
            }
        }
        if let scale { sentences.append(scale) }
        return sentences
    }

    /// What one option can be given, where the rule's own sentence leaves that open.
    private var scale: String? {
        if !grades.isEmpty {
            let names = grades.map {
                words("election.grade-number", ["grade": $0.name, "number": words.number($0.score)])
            }
            return words("election.grades", ["grades": words.list(names)])
        }
        let explained: [Rule] = [.systemicConsensus, .cumulative, .quadratic]
        if explained.contains(where: { $0.id == election.rule.id }) {
            return election.rule.id == Rule.cumulative.id
                ? election.parameters.whole("most").map {
                    words("election.points-for-one", ["most": words.number($0)])
                } : nil
        }
        return election.bounds.map { bounds in
            let places = [
                "lowest": words.number(bounds.lowerBound), "highest": words.number(bounds.upperBound),
            ]
            return election.rule.id == Rule.majorityJudgment.id
                ? words("election.bounds-grades", places) : words("election.bounds", places)
        }
    }

    /// What to do with the number fields or grades, and what one left out means.
    var scoreHint: String {
        let isCounted = !["excluded", "invalid"].contains(election.parameters.word("missing"))
        switch election.rule.id {
        case Rule.majorityJudgment.id:
            return words("election.choose-grades") + " "
                + words(isCounted ? "election.no-grade-lowest" : "election.no-grade-excluded")
        case Rule.systemicConsensus.id:
            return words("election.choose-resistance") + " "
                + words(
                    election.parameters.word("missing") == "invalid"
                        ? "election.all-needed" : "election.empty-excluded")
        case Rule.quadratic.id:
            return words("election.choose-votes") + " " + words("election.empty-zero")
        default:
            return words("election.choose-scores") + " "
                + words(isCounted ? "election.empty-zero" : "election.empty-excluded")
        }
    }
}

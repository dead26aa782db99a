/// The valid ballots with marks, as the checker reads them.
struct MarkedBallots {
    struct Group {
        /// The options marked and the points for each; 1 where only marks count.
        let marks: [(option: Int, points: Int)]
        let count: Int
    }

    private(set) var groups: [Group] = []
    /// The number of ballots that mark each option.
    private(set) var votes: [Int]
    /// The sum of points of each option; the votes where only marks count.
    private(set) var points: [Int]
    let valid: Int

    /// Verifies that the outcome states the number of valid ballots, and that no ballot stops the count.
    init(
        _ outcome: Outcome, _ profile: Profile, takesPoints: Bool = false, weighsPoints: Bool = false
    ) throws(Refusal) {
        let most = outcome.parameters.whole("most") ?? profile.options
        var valid = 0
        votes = Array(repeating: 0, count: profile.options)
        points = votes
        for group in profile.groups {
            var marks: [(option: Int, points: Int)] = []
            switch group.ballot {
            case .invalid: continue
            case .blank: break
            case .approvals(let options): marks = options.map { ($0, 1) }
            case .scores(let scores) where takesPoints:
                for (option, score) in scores.enumerated() {
                    if let score, score != 0 { marks.append((option, score)) }
                }
            default: throw Refusal(reason: "a ballot is of another kind")
            }
            if marks.count > most || marks.contains(where: { $0.points < 0 || $0.points > 1_000_000 }) {
                try expect(outcome.parameters.word("overmarked") == "invalid", "a ballot marks too many")
                continue
            }
            if marks.isEmpty, outcome.parameters.word("blank") != "valid" { continue }
            valid += group.count
            if marks.isEmpty { continue }
            if !weighsPoints { marks = marks.map { ($0.option, 1) } }
            for mark in marks {
                votes[mark.option] += group.count
                points[mark.option] += group.count * mark.points
            }
            groups.append(Group(marks: marks, count: group.count))
        }
        self.valid = valid
        try expect(outcome.valid == valid, "the number of valid ballots is wrong")
    }
}

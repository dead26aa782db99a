/// How decided an outcome is: what other ways to count would have said, and what losing projects lacked.
package struct Assessment: Sendable {
    /// A losing project, and how many more marks would have funded it.
    package struct Loser: Sendable, Hashable {
        package let option: Int
        /// Nil where no number of marks would have helped.
        package let missing: MissingApprovals?

        package init(option: Int, missing: MissingApprovals?) {
            self.option = option
            self.missing = missing
        }
    }

    /// How many losing projects are looked at, those with the most marks first.
    package static let mostLosers = 12

    package let panel: Panel
    /// Empty for rules that spend no budget.
    package let losers: [Loser]

    package init(panel: Panel, losers: [Loser]) {
        self.panel = panel
        self.losers = losers
    }

    package init(
        of outcome: Outcome, profile: Profile, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) throws(TallyError) {
        panel = Panel(beside: outcome, profile: profile, progress: progress)
        guard let rule = Rule.named(outcome.rule), rule.aim == .budget else {
            losers = []
            return
        }
        let options = try Self.losers(of: outcome, profile)
        var losers: [Loser] = []
        for (done, option) in options.enumerated() {
            progress(done, options.count)
            losers.append(
                Loser(
                    option: option,
                    missing: try rule.missingApprovals(for: option, in: profile, outcome.parameters)))
        }
        progress(options.count, options.count)
        self.losers = losers
    }

    /// Those who lose on every way; of equally many marks all or none.
    private static func losers(of outcome: Outcome, _ profile: Profile) throws(TallyError) -> [Int] {
        let votes = try Support(profile, outcome.parameters, takesPoints: true).votes
        let funded = Set(outcome.winners + outcome.ties.flatMap(\.options))
        let losers = votes.indices.filter { !funded.contains($0) }.sorted {
            (votes[$1], $0) < (votes[$0], $1)
        }
        guard losers.count > mostLosers else { return losers }
        let border = votes[losers[mostLosers]]
        return losers.prefix(mostLosers).filter { votes[$0] > border }
    }
}

extension Outcome {
    /// The distance that decides: between those elected and the first who are not. Nil where the rule knows none or a
    /// tie stands there.
    package var decidingMargin: Margin? {
        let elected = Set(winners)
        guard !elected.isEmpty, ties.isEmpty else { return nil }
        return margins.first { margin in
            margin.above.allSatisfy(elected.contains) && margin.below.allSatisfy { !elected.contains($0) }
        }
    }
}

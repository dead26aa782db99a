/// What other rules would have said on the same ballots.
package struct Panel: Sendable {
    package struct Opinion: Sendable, Hashable {
        package let rule: String
        /// Elected however ties are settled, in order of number.
        package let winners: [Int]
        /// Whether some way of settling ties elects others.
        package let isTied: Bool
        /// Whether it elects the same as the rule that was chosen.
        package let agrees: Bool
    }

    /// In the order of the registry, without the rule that was chosen.
    package let opinions: [Opinion]

    /// Counts `profile` by every rule that decides the same on such ballots, each with its standard parameters.
    ///
    /// Left out are rules that cannot count these ballots, or to which fewer or more of them are valid.
    package init(beside outcome: Outcome, profile: Profile, among rules: [Rule] = Rule.all) {
        guard let chosen = Rule.named(outcome.rule) else {
            opinions = []
            return
        }
        let winners = outcome.winners.sorted()
        opinions = rules.compactMap { rule in
            guard rule.id != chosen.id, rule.ballot == chosen.ballot, rule.aim == chosen.aim,
                let other = try? rule.outcome(of: profile, seats: outcome.seats), other.valid == outcome.valid
            else { return nil }
            let isTied = !other.ties.isEmpty || !other.isComplete
            return Opinion(
                rule: rule.id, winners: other.winners.sorted(), isTied: isTied,
                agrees: other.winners.sorted() == winners && !isTied && outcome.ties.isEmpty)
        }
    }

    /// Whether every rule elects the same.
    package var isUnanimous: Bool { opinions.allSatisfy(\.agrees) }
}

/// What other rules, and the same rule with other settings, would have said on the same ballots.
package struct Panel: Sendable {
    /// One parameter of the chosen rule set to another word.
    package struct Variation: Sendable, Hashable {
        package let parameter: String
        package let word: String

        package init(parameter: String, word: String) {
            self.parameter = parameter
            self.word = word
        }
    }

    package struct Opinion: Sendable, Hashable {
        package let rule: String
        /// Nil for another rule with its standard parameters.
        package let variation: Variation?
        /// Elected however ties are settled, in order of number.
        package let winners: [Int]
        /// Whether some way of settling ties elects others.
        package let isTied: Bool
        /// Whether it decides the same as the rule that was chosen.
        package let agrees: Bool

        package init(rule: String, variation: Variation?, winners: [Int], isTied: Bool, agrees: Bool) {
            self.rule = rule
            self.variation = variation
            self.winners = winners
            self.isTied = isTied
            self.agrees = agrees
        }
    }

    /// Other rules in the order of the registry, then the variations in the order of the rule's parameters.
    package let opinions: [Opinion]

    package init(_ opinions: [Opinion]) { self.opinions = opinions }

    /// Parameters that say who may be counted or how ties end, not how votes are weighed.
    private static let unvaried: Set<String> = [
        "blank", "overmarked", "repeated", "skipped", "ties", "precedence",
    ]

    /// Counts `profile` by every rule that decides the same on such ballots, each with its standard parameters, and by
    /// `outcome`'s own rule with each of its words exchanged once.
    ///
    /// Left out are counts that refuse these ballots, or to which fewer or more of them are valid.
    package init(
        beside outcome: Outcome, profile: Profile, among rules: [Rule] = Rule.all,
        progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
    ) {
        guard let chosen = Rule.named(outcome.rule) else {
            opinions = []
            return
        }
        let others = rules.filter { $0.id != chosen.id && $0.ballot == chosen.ballot && $0.aim == chosen.aim }
        let variations = Self.variations(of: chosen, outcome.parameters)
        let all = others.count + variations.count
        var opinions: [Opinion] = []
        func note(_ rule: Rule, _ variation: Variation?, _ given: [String: Parameter.Value]) {
            if let other = try? rule.outcome(of: profile, seats: outcome.seats, given),
                other.valid == outcome.valid
            {
                opinions.append(Opinion(rule, variation, other, beside: outcome))
            }
        }
        for (done, rule) in others.enumerated() {
            progress(done, all)
            note(rule, nil, [:])
        }
        for (done, variation) in variations.enumerated() {
            progress(others.count + done, all)
            var given = outcome.parameters.values
            given[variation.parameter] = .choice(variation.word)
            note(chosen, variation, given)
        }
        progress(all, all)
        self.opinions = opinions
    }

    private static func variations(of rule: Rule, _ parameters: Parameters) -> [Variation] {
        rule.parameters.filter { !unvaried.contains($0.name) }.flatMap { parameter -> [Variation] in
            guard case .choice(let words) = parameter.kind else { return [] }
            return words.filter { $0 != parameters.word(parameter.name) }.map {
                Variation(parameter: parameter.name, word: $0)
            }
        }
    }

    /// Whether every rule and every variation decides the same.
    package var isUnanimous: Bool { opinions.allSatisfy(\.agrees) }
}

extension Panel.Opinion {
    fileprivate init(
        _ rule: Rule, _ variation: Panel.Variation?, _ other: Outcome, beside outcome: Outcome
    ) {
        let isTied = !other.ties.isEmpty || !other.isComplete
        self.init(
            rule: rule.id, variation: variation, winners: other.winners.sorted(), isTied: isTied,
            agrees: !isTied && outcome.ties.isEmpty && outcome.isComplete
                && other.winners.sorted() == outcome.winners.sorted()
                && other.allocation == outcome.allocation)
    }
}

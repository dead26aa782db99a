package import Phrases
package import Tally

/// How decided an outcome is, told to people in one language.
package struct AssessmentSentences: Sendable {
    /// What one other way to count says.
    package struct Line: Sendable {
        /// The other rule, or the setting that was changed.
        package let way: String
        package let answer: String
        package let agrees: Bool
    }

    private let assessment: Assessment
    private let record: OutcomeRecord
    private let phrases: Phrases

    package init(_ assessment: Assessment, _ record: OutcomeRecord, in phrases: Phrases) {
        self.assessment = assessment
        self.record = record
        self.phrases = phrases
    }

    private var outcome: Outcome { record.outcome }

    /// The distance that decides, and whether a tie does; nil where the rule knows no distance.
    package var margin: String? {
        if !outcome.ties.isEmpty { return phrases("rule.assessment.tied") }
        guard let margin = outcome.decidingMargin else { return nil }
        let whole = margin.difference.whole
        let rounded = margin.difference.digits(places: 5)
        return phrases(
            "rule.assessment.margin",
            [
                "above": names(margin.above), "below": names(margin.below),
                "amount": whole.map { phrases.plural("rule.\(outcome.rule).amount", $0) }
                    ?? phrases("rule.number", ["whole": rounded.whole, "decimals": rounded.decimals]),
            ])
    }

    /// How many of the other ways agree; nil where there is no other way.
    package var agreement: String? {
        let opinions = assessment.panel.opinions
        guard !opinions.isEmpty else { return nil }
        let agreeing = opinions.count(where: \.agrees)
        if agreeing == opinions.count { return phrases.plural("rule.assessment.unanimous", opinions.count) }
        return phrases.plural(
            "rule.assessment.agreeing", opinions.count, ["agreeing": phrases.number(agreeing)])
    }

    package var lines: [Line] {
        assessment.panel.opinions.map { opinion in
            Line(way: way(opinion), answer: answer(opinion), agrees: opinion.agrees)
        }
    }

    /// What each losing project lacked.
    package var missing: [String] {
        assessment.losers.map { loser in
            let option = record.names[loser.option]
            guard let missing = loser.missing else {
                return phrases("rule.assessment.hopeless", ["option": option])
            }
            return phrases.plural(
                "rule.assessment.\(missing.isSmallest ? "missing" : "enough")", missing.count,
                ["option": option])
        }
    }

    private func way(_ opinion: Panel.Opinion) -> String {
        guard let variation = opinion.variation, let rule = Rule.named(opinion.rule) else {
            return phrases("rule.\(opinion.rule).title")
        }
        let key = phrases.parameterKey(variation.parameter, of: rule)
        let label = phrases(key)
        let word = phrases("\(key).\(variation.word)")
        return label.hasSuffix(",") || label.hasSuffix(":") ? "\(label) \(word)" : "\(label): \(word)"
    }

    private func answer(_ opinion: Panel.Opinion) -> String {
        let winners = change(opinion.winners)
        return opinion.isTied ? phrases("rule.assessment.with-tie", ["winners": winners]) : winners
    }

    /// The winners where they are all others, else what is gained and lost.
    private func change(_ winners: [Int]) -> String {
        let (before, after) = (Set(outcome.winners), Set(winners))
        if winners.isEmpty { return phrases("rule.assessment.nobody") }
        if before == after { return phrases("rule.assessment.same") }
        guard !before.isDisjoint(with: after) else { return names(winners) }
        let gained = names(after.subtracting(before).sorted())
        let lost = names(before.subtracting(after).sorted())
        if gained.isEmpty { return phrases("rule.assessment.without", ["lost": lost]) }
        if lost.isEmpty { return phrases("rule.assessment.also", ["gained": gained]) }
        return phrases("rule.assessment.instead", ["gained": gained, "lost": lost])
    }

    private func names(_ options: [Int]) -> String { phrases.list(options.map { record.names[$0] }) }
}

package import Phrases
import Tally

/// An outcome told to people in one language.
package struct OutcomeSentences: Sendable {
    private let outcome: Outcome
    private let names: [String]
    private let phrases: Phrases

    package init(_ record: OutcomeRecord, in phrases: Phrases) {
        outcome = record.outcome
        names = record.names
        self.phrases = phrases
    }

    /// What was decided, in one or two sentences.
    package var answer: String {
        switch outcome.stages.last {
        case .adopted?: return phrases("rule.stage.adopted")
        case .rejected?: return phrases("rule.stage.rejected")
        default: break
        }
        var sentences: [String] = []
        if !outcome.winners.isEmpty || outcome.ties.isEmpty { sentences.append(elected) }
        sentences += outcome.ties.map { phrases("rule.answer.tied", ["options": list($0.options)]) }
        return sentences.joined(separator: " ")
    }

    private var elected: String {
        guard !outcome.winners.isEmpty else { return phrases("rule.answer.nobody") }
        return phrases.plural(
            "rule.answer.elected", outcome.winners.count, ["options": list(outcome.winners)])
    }

    /// How many ballots were cast and how many of them count.
    package var ballots: String {
        phrases.plural(
            "rule.ballots", outcome.ballots,
            ["valid": phrases.number(outcome.valid), "invalid": phrases.number(outcome.invalid)])
    }

    /// The count, step by step.
    package var stages: [String] { outcome.stages.flatMap(sentences) }

    /// Each condition with its numbers, met or not.
    package var conditions: [String] { outcome.conditions.map(sentence) }

    private func sentences(_ stage: Stage) -> [String] {
        switch stage {
        case .totals(let totals):
            return zip(names, totals).map { name, total in
                guard let total else { return phrases("rule.stage.no-total", ["option": name]) }
                return phrases("rule.stage.total", ["option": name, "amount": amount(total)])
            }
        case .notAdmitted(let options):
            return [phrases.plural("rule.stage.not-admitted", options.count, ["options": list(options)])]
        case .elected(let options, let total):
            let places = ["options": list(options), "amount": amount(total)]
            return [phrases.plural("rule.stage.elected", options.count, places)]
        case .tied(let options, let seats, let total):
            return [
                phrases.plural("rule.stage.tied", seats, ["options": list(options), "amount": amount(total)])
            ]
        case .adopted: return [phrases("rule.stage.adopted")]
        case .rejected: return [phrases("rule.stage.rejected")]
        }
    }

    private func sentence(_ condition: Condition) -> String {
        let key = "rule.\(outcome.rule).condition.\(condition.name).\(condition.met ? "met" : "not-met")"
        let required = condition.required
        return phrases(
            key,
            [
                "option": condition.option.map { names[$0] } ?? "",
                "numerator": phrases.number(condition.numerator),
                "denominator": phrases.number(condition.denominator),
                "rest": phrases.number(condition.denominator - condition.numerator),
                "share": phrases.percent(condition.numerator, of: condition.denominator),
                "comparison": phrases("rule.comparison.\(condition.comparison.rawValue)"),
                "required": required > Fraction(1) ? phrases.number(required.numerator) : share(required),
            ])
    }

    /// In percent where one decimal is exact, else as a fraction.
    private func share(_ share: Fraction) -> String {
        1000.isMultiple(of: share.denominator)
            ? phrases.percent(share.numerator, of: share.denominator) : share.description
    }

    /// `12 Stimmen`, or a mean with two decimals.
    private func amount(_ total: Fraction) -> String {
        guard outcome.parameters.word("measure") != "mean" else {
            return phrases("rule.\(outcome.rule).mean", ["number": decimals(total)])
        }
        return phrases.plural("rule.\(outcome.rule).amount", total.numerator)
    }

    /// Two decimals, the last one rounded half away from zero. Only for people: nothing is compared with it.
    private func decimals(_ number: Fraction) -> String {
        let (top, bottom) = (Int128(number.numerator.magnitude), Int128(number.denominator))
        let hundredths = (top * 200 + bottom) / (2 * bottom)
        let whole = phrases.number(Int(clamping: hundredths / 100))
        let rest = String(Int(clamping: hundredths % 100))
        let text = phrases(
            "rule.number", ["whole": whole, "decimals": rest.utf8.count < 2 ? "0" + rest : rest])
        return number < Fraction(0) && hundredths > 0 ? "-" + text : text
    }

    private func list(_ options: [Int]) -> String { phrases.list(options.map { names[$0] }) }
}

package import Phrases
package import Tally

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
        if let last = outcome.stages.last, last == .adopted || last == .rejected {
            return phrases("rule.stage.\(last.kind)")
        }
        var sentences: [String] = []
        if !outcome.winners.isEmpty || outcome.ties.isEmpty { sentences.append(elected) }
        sentences += outcome.ties.map { phrases("rule.answer.tied", ["options": list($0.options)]) }
        return sentences.joined(separator: " ")
    }

    /// The answer without the names where these are too many for a sentence. `budget` is what could be spent.
    package func brief(_ budget: Profile.Budget?) -> String {
        guard outcome.winners.count > Self.mostNames else { return answer }
        guard let budget else {
            return phrases(
                "rule.answer.many",
                ["winners": phrases.number(outcome.winners.count), "options": phrases.number(names.count)])
        }
        let spent = outcome.winners.reduce(0) { $0 + budget.costs[$1] }
        return phrases(
            "rule.answer.funded-many",
            [
                "funded": phrases.number(outcome.winners.count), "options": phrases.number(names.count),
                "spent": phrases.number(spent), "limit": phrases.number(budget.limit),
            ])
    }

    private static let mostNames = 6

    private var elected: String {
        let aim = Rule.named(outcome.rule)?.aim
        if aim == .apportionment, outcome.allocation.contains(where: { $0 > 0 }) {
            let seats = outcome.allocation.enumerated().filter { $0.element > 0 }.map { option, seats in
                phrases(
                    "rule.answer.seats", ["option": names[option], "seats": phrases.number(seats)])
            }
            return phrases("rule.answer.allocation", ["list": phrases.list(seats)])
        }
        if aim == .budget {
            guard !outcome.winners.isEmpty else { return phrases("rule.answer.no-money") }
            return phrases.plural(
                "rule.answer.funded", outcome.winners.count, ["options": list(outcome.winners)])
        }
        guard !outcome.winners.isEmpty else { return phrases("rule.answer.nobody") }
        return phrases.plural(
            "rule.answer.elected", outcome.winners.count, ["options": list(outcome.winners)])
    }

    /// What the certificate holds, so that the rest can be checked without counting by the rule.
    package var certificate: String { phrases("rule.certificate.\(outcome.certificate.kind)") }

    /// How many ballots were cast and how many of them count.
    package var ballots: String {
        phrases.plural(
            "rule.ballots", outcome.ballots,
            ["valid": phrases.number(outcome.valid), "invalid": phrases.number(outcome.invalid)])
    }

    /// The count, step by step.
    package var stages: [String] {
        var before: [Fraction?] = []
        return outcome.stages.flatMap { stage in
            defer { if !stage.totals.isEmpty { before = stage.totals } }
            return sentences(stage, before)
        }
    }

    /// Each condition with its numbers, met or not.
    package var conditions: [String] { outcome.conditions.map(sentence) }

    private func sentences(_ stage: Stage, _ before: [Fraction?]) -> [String] {
        if stage.kind == "totals" { return totals(stage.totals) }
        let own = "rule.\(outcome.rule).stage.\(stage.kind)"
        var key = phrases.has(own) ? own : "rule.stage.\(stage.kind)"
        if key != own, stage.amounts["total"] == nil, phrases.has(key + "-plain") { key += "-plain" }
        var places = stage.amounts.mapValues(figure)
        places["options"] = list(stage.options)
        places["seats"] = stage.seats.map { phrases.number($0) } ?? ""
        places["first"] = stage.options.first.map { names[$0] } ?? ""
        places["second"] = stage.options.dropFirst().first.map { names[$0] } ?? ""
        places["amount"] = stage.amounts["total"].map(amount) ?? ""
        let told =
            phrases.hasPlural(key)
            ? phrases.plural(key, stage.seats ?? stage.options.count, places) : phrases(key, places)
        return stage.totals.isEmpty ? [told] : [told + " " + after(stage.totals, before)]
    }

    private func totals(_ totals: [Fraction?]) -> [String] {
        zip(names, totals).map { name, total in
            guard let total else { return phrases("rule.stage.no-total", ["option": name]) }
            return phrases("rule.stage.total", ["option": name, "amount": amount(total)])
        }
    }

    /// What each option still in the count has, and what it gained or lost by this stage.
    private func after(_ totals: [Fraction?], _ before: [Fraction?]) -> String {
        let parts = zip(names, totals).enumerated().compactMap { option, pair -> String? in
            guard let total = pair.1 else { return nil }
            let earlier = before.indices.contains(option) ? before[option] ?? nil : nil
            guard let earlier, earlier != total else { return "\(pair.0) \(figure(total))" }
            let change = figure(total - earlier)
            return "\(pair.0) \(figure(total)) (\(total > earlier ? "+" : "")\(change))"
        }
        return phrases("rule.stage.after", ["list": phrases.list(parts)])
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
                "required": required > Fraction(1) ? figure(required) : share(required),
            ])
    }

    /// In percent where one decimal is exact, else as a fraction.
    private func share(_ share: Fraction) -> String {
        guard let (numerator, denominator) = share.small, 1000.isMultiple(of: denominator) else {
            return share.description
        }
        return phrases.percent(numerator, of: denominator)
    }

    /// `12 Stimmen`, or a mean with two decimals.
    package func amount(_ total: Fraction) -> String {
        if outcome.parameters.word("measure") == "mean", phrases.has("rule.\(outcome.rule).mean") {
            return phrases("rule.\(outcome.rule).mean", ["number": decimals(total, places: 2)])
        }
        guard let whole = total.whole else { return figure(total) }
        return phrases.plural("rule.\(outcome.rule).amount", whole)
    }

    /// Whole, or with up to five decimals.
    private func figure(_ number: Fraction) -> String {
        if let whole = number.whole { return phrases.number(whole) }
        return number.isWhole ? number.description : decimals(number, places: 5, trimmed: true)
    }

    /// The last decimal rounded half away from zero. Only for people: nothing is compared with it.
    private func decimals(_ number: Fraction, places: Int, trimmed: Bool = false) -> String {
        var (whole, decimals) = number.digits(places: places)
        while trimmed, decimals.utf8.count > 2, decimals.hasSuffix("0") { decimals.removeLast() }
        let isZero = (whole + decimals).utf8.allSatisfy { $0 == UInt8(ascii: "0") }
        let text = phrases(
            "rule.number",
            ["whole": Int(whole).map { phrases.number($0) } ?? whole, "decimals": decimals])
        return number.isNegative && !isZero ? "-" + text : text
    }

    private func list(_ options: [Int]) -> String { phrases.list(options.map { names[$0] }) }
}

extension Phrases {
    /// The key of a parameter's words: the rule's own, or those that all rules share.
    package func parameterKey(_ name: String, of rule: Rule) -> String {
        let own = "rule.\(rule.id).parameter.\(name)"
        return has(own) ? own : "rule.parameter.\(name)"
    }
}

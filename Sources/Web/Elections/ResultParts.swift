import Ballots
import Core
import HTML
import Phrases
import PublicRecord
import Tally

/// The parts that tell a result, shared by the result page and the council's paper.
struct ResultParts {
    let speaking: ElectionWords
    let result: ElectionResult

    var words: Phrases { speaking.words }
    private var outcome: Outcome { result.outcome.outcome }
    private var record: ElectionRecord { result.record }

    /// The outcome told with the options' names in the reader's language.
    var sentences: OutcomeSentences {
        OutcomeSentences(OutcomeRecord(outcome, ids: result.outcome.ids, names: speaking.names), in: words)
    }

    /// Votes or points of each option.
    var points: [Int] { sums.map(\.points) }

    private var sums: [Sum] { outcome.certificate.sums ?? [] }

    private func label(_ sum: Sum) -> String {
        guard outcome.rule != Rule.score.id else { return words.plural("rule.score.amount", sum.points) }
        return "\(words.number(sum.points)) · \(words.percent(sum.points, of: outcome.valid))"
    }

    private var chosen: String {
        speaking.election.rule.fixedOptions.isEmpty ? "election.elected" : "election.chosen"
    }

    /// What the count compares, drawn: the sums of each option, or the stages, or the pairs.
    var chart: HTML {
        if let budget = record.facts.budget { return spending(budget).html }
        guard sums.isEmpty else { return bars.html }
        let flow = ResultFlow(
            words: words, outcome: outcome, names: speaking.names, answer: sentences.answer)
        return "\(flow.flow)\(flow.pairs)"
    }

    /// What each option costs, and whether the money goes there.
    private func spending(_ budget: Profile.Budget) -> BarChart {
        let spent = outcome.winners.map { budget.costs[$0] }.reduce(0, +)
        let amounts = budget.costs.map { words("election.cost", ["amount": words.number($0)]) }
        let funded = words("election.funded")
        return BarChart(
            id: "result", title: words("election.spending"),
            description: words(
                "election.spent", ["spent": words.number(spent), "limit": words.number(budget.limit)]),
            budget.costs.enumerated().map { option, cost in
                .init(
                    speaking.names[option], cost, label: amounts[option],
                    note: outcome.winners.contains(option) ? funded : nil)
            },
            summary: words("election.as-table"),
            table: Table(
                words("election.spending"), captionIsHidden: true,
                columns: [
                    .init(words("election.option")), .number(words("election.price")),
                    .init(words("election.money")),
                ],
                texts: speaking.names.enumerated().map { option, name in
                    [
                        name, amounts[option],
                        outcome.winners.contains(option) ? funded : words("election.not-funded"),
                    ]
                }))
    }

    private var bars: BarChart {
        BarChart(
            id: "result", title: words("election.chart"), description: sentences.answer,
            sums.enumerated().map { index, sum in
                .init(
                    speaking.names[index], max(0, sum.points), label: label(sum),
                    note: outcome.winners.contains(index) ? words(chosen) : nil)
            },
            summary: words("election.as-table"), table: table)
    }

    /// What the chart shows, as a table; for counts in stages the last one.
    var table: Table {
        guard !sums.isEmpty else {
            let last = outcome.stages.last { !$0.totals.isEmpty }?.totals ?? []
            return Table(
                words("election.chart"), captionIsHidden: true,
                columns: [.init(words("election.option")), .number(words("election.\(speaking.unit)"))],
                texts: zip(speaking.names, last).map { [$0, $1.map(\.description) ?? "–"] })
        }
        return Table(
            words("election.chart"), captionIsHidden: true,
            columns: [.init(words("election.option")), .number(words("election.\(speaking.unit)"))],
            texts: zip(speaking.names, sums).map { [$0, label($1)] })
    }

    var marked: Int { record.facts.marks.online + record.facts.marks.paper }

    var turnoutWords: String {
        words(
            "election.turnout-of",
            [
                "count": words.number(marked), "eligible": words.number(record.facts.eligible),
                "share": words.percent(marked, of: record.facts.eligible),
            ])
    }

    /// The turnout, against the quorum where there is one.
    var turnout: HTML {
        guard let share = record.facts.parameters.share("turnout-quorum")?.small else {
            return ProgressBar(marked, of: record.facts.eligible, label: turnoutWords).html
        }
        // The smallest whole number that is at least the share of the roll.
        let (product, overflow) = record.facts.eligible.multipliedReportingOverflow(by: share.numerator)
        let needed = overflow ? record.facts.eligible : (product + share.denominator - 1) / share.denominator
        let neededWords = words("election.needed", ["count": words.number(needed)])
        return QuorumBar(
            id: "turnout", title: words("election.turnout"), description: "\(turnoutWords) \(neededWords)",
            turnout: (count: marked, label: turnoutWords), quorum: (count: needed, label: neededWords),
            eligible: record.facts.eligible, summary: words("election.as-table"),
            table: Table(
                words("election.turnout"), captionIsHidden: true,
                columns: [.init(words("election.what")), .number(words("election.people"))],
                texts: [
                    [words("election.voted"), words.number(marked)],
                    [words("election.quorum"), words.number(needed)],
                    [words("election.eligible"), words.number(record.facts.eligible)],
                ])
        ).html
    }

    /// How it was counted: the ballots, each condition, each step.
    var trace: HTML {
        """
        <p>\(sentences.ballots)</p>
        <ol>\(sentences.stages.map { "<li>\($0)</li>" as HTML })</ol>
        \(if: !sentences.conditions.isEmpty, "<ul>\(sentences.conditions.map { "<li>\($0)</li>" as HTML })</ul>")
        """
    }
}

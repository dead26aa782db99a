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

    /// The answer in a sentence, whatever the number of winners.
    var answer: String { sentences.brief(record.facts.budget) }

    /// What the map is shaded by: votes or points of each option, or the money that goes to it; nil where the rule
    /// adds up nothing.
    var mapped: [Int]? {
        if let budget = record.facts.budget {
            return budget.costs.enumerated().map { outcome.winners.contains($0.offset) ? $0.element : 0 }
        }
        return sums.isEmpty ? nil : sums.map(\.points)
    }

    private var sums: [Sum] { outcome.certificate.sums ?? [] }

    private func label(_ sum: Sum) -> String {
        guard speaking.election.rule.ballot == .choice || speaking.election.rule.ballot == .approvals else {
            return words.plural("rule.\(outcome.rule).amount", sum.points)
        }
        return "\(words.number(sum.points)) · \(words.percent(sum.points, of: outcome.valid))"
    }

    private var chosen: String {
        speaking.election.rule.fixedOptions.isEmpty ? "election.elected" : "election.chosen"
    }

    /// What the count compares, drawn: the sums of each option, or the stages, or the pairs.
    var chart: HTML {
        if let spending { return spending.chart.html }
        if !outcome.allocation.isEmpty { return shares.html }
        guard sums.isEmpty else { return bars.html }
        if let grades = ResultGrades(
            words: words, outcome: outcome, names: speaking.names, answer: answer)
        {
            return grades.chart.html
        }
        let flow = ResultFlow(
            words: words, outcome: outcome, names: speaking.names, answer: answer)
        if flow.flow == nil, let totals { return "\(totals.html)\(flow.pairs)" }
        return "\(flow.flow)\(flow.pairs)"
    }

    /// The points or votes that a count begins with; nil where it begins otherwise.
    private var totals: BarChart? {
        guard let totals = outcome.stages.first(where: { $0.kind == "totals" })?.totals else { return nil }
        let labels = totals.map { $0.map(sentences.amount) ?? "–" }
        return BarChart(
            id: "result", title: words("election.chart"), description: answer,
            totals.enumerated().map { option, total in
                .init(
                    speaking.names[option], total?.roundedDown.whole ?? 0, label: labels[option],
                    note: outcome.winners.contains(option) ? words(chosen) : nil)
            },
            summary: words("election.as-table"),
            table: Table(
                words("election.chart"), captionIsHidden: true,
                columns: [.init(words("election.option")), .number(words("election.\(speaking.unit)"))],
                texts: zip(speaking.names, labels).map { [$0, $1] }))
    }

    /// How many seats each option gets, beside its votes.
    private var shares: BarChart {
        let votes = outcome.stages.first { $0.kind == "totals" }?.totals ?? []
        let labels = outcome.allocation.map { words.plural("rule.stage.seats-alone", $0) }
        return BarChart(
            id: "result", title: words("election.seats-chart"), description: answer,
            outcome.allocation.enumerated().map { option, seats in
                .init(speaking.names[option], seats, label: labels[option], note: nil)
            },
            summary: words("election.as-table"),
            table: Table(
                words("election.seats-chart"), captionIsHidden: true,
                columns: [
                    .init(words("election.option")), .number(words("election.votes")),
                    .number(words("election.seats-column")),
                ],
                texts: outcome.allocation.enumerated().map { option, seats in
                    let own = votes.indices.contains(option) ? votes[option]?.whole : nil
                    return [
                        speaking.names[option], own.map { words.number($0) } ?? "–", words.number(seats),
                    ]
                }))
    }

    private var bars: BarChart {
        BarChart(
            id: "result", title: words("election.chart"), description: answer,
            sums.enumerated().map { index, sum in
                .init(
                    speaking.names[index], max(0, sum.points), label: label(sum),
                    note: outcome.winners.contains(index) ? words(chosen) : nil)
            },
            summary: words("election.as-table"), table: table)
    }

    /// Where the money goes; nil where none is voted on.
    var spending: ResultSpending? {
        record.facts.budget.map {
            ResultSpending(words: words, outcome: outcome, names: speaking.names, budget: $0)
        }
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
        <p>\(sentences.ballots)\(channels)</p>
        \(steps)
        \(if: !sentences.conditions.isEmpty, "<ul>\(sentences.conditions.map { "<li>\($0)</li>" as HTML })</ul>")
        """
    }

    /// How the ballots came in, where there was more than one way.
    private var channels: String {
        guard let paper = record.facts.paper else { return "" }
        return " "
            + words(
                "paper.channels",
                [
                    "online": words.number(record.facts.marks.online), "paper": words.number(paper.sheets),
                ]) + " " + words.plural("paper.channel-batches", paper.batches)
    }

    /// Steps beyond these are folded away.
    private static let mostSteps = 14

    private var steps: HTML {
        let stages = sentences.stages
        let list: HTML = "<ol>\(stages.map { "<li>\($0)</li>" as HTML })</ol>"
        guard stages.count > ResultParts.mostSteps else { return list }
        let summary = words("election.all-steps", ["count": words.number(stages.count)])
        return "<details class=\"panel quiet\"><summary>\(summary)</summary>\(list)</details>"
    }
}

import HTML
import Phrases
import Tally

/// How often each option got each grade, or met each resistance, best first.
struct ResultGrades {
    let words: Phrases
    let outcome: Outcome
    let names: [String]
    let answer: String
    /// Rows of options, columns of grades from 0.
    private let counts: [[Int]]
    /// Whether the smallest number is the best.
    private let isResistance: Bool

    /// Nil where the rule knows no grades.
    init?(words: Phrases, outcome: Outcome, names: [String], answer: String) {
        let tables = outcome.certificate.tables
        guard let rows = tables["grades"] ?? tables["resistance"], rows.count == names.count else {
            return nil
        }
        self.words = words
        self.outcome = outcome
        self.names = names
        self.answer = answer
        isResistance = tables["grades"] == nil
        counts = rows.map { row in row.map { $0?.whole ?? 0 } }
    }

    /// The columns from the best to the worst.
    private var order: [Int] {
        let columns = Array((counts.first ?? []).indices)
        return isResistance ? columns : columns.reversed()
    }

    var chart: GradeBars {
        let sentences = outcome.ranking.flatMap { $0 }
        let shown = sentences + names.indices.filter { !sentences.contains($0) }
        let key = isResistance ? "election.resistance-chart" : "election.grades-chart"
        return GradeBars(
            id: "result", title: words(key), description: answer,
            shown.map { option in
                .init(
                    names[option], label: label(option), counts: order.map { counts[option][$0] },
                    isChosen: outcome.winners.contains(option))
            },
            summary: words("election.as-table"),
            table: Table(
                words(key), captionIsHidden: true,
                columns: [.init(words("election.option"))] + order.map { .number(words.number($0)) },
                texts: shown.map { option in
                    [names[option]] + order.map { words.number(counts[option][$0]) }
                }))
    }

    private func label(_ option: Int) -> String {
        let total = outcome.stages.first { $0.kind == "totals" }?.totals[option]
        guard let whole = total.flatMap({ $0 })?.whole else { return "–" }
        return words.plural("rule.\(outcome.rule).amount", whole)
    }
}

import HTML
import Phrases
import Tally

/// What each option costs, and whether the money goes there: first what is funded, then what is tied.
struct ResultSpending {
    let words: Phrases
    let outcome: Outcome
    let names: [String]
    let budget: Profile.Budget

    private var tied: [Int] { outcome.ties.flatMap(\.options).sorted() }

    private var order: [Int] {
        let first = outcome.winners + tied
        return first + budget.costs.indices.filter { !first.contains($0) }
    }

    var chart: BarChart {
        let spent = outcome.winners.map { budget.costs[$0] }.reduce(0, +)
        let (order, notes) = (order, outcome.winners + tied)
        return BarChart(
            id: "result", title: words("election.spending"),
            description: words(
                "election.spent", ["spent": words.number(spent), "limit": words.number(budget.limit)]),
            order.map { option in
                .init(
                    names[option], budget.costs[option], label: amount(option),
                    note: notes.contains(option) ? state(option) : nil)
            },
            summary: words("election.as-table"), table: table(order))
    }

    /// Only what is funded or tied, for paper.
    var short: Table { table(outcome.winners + tied) }

    private func table(_ order: [Int]) -> Table {
        Table(
            words("election.spending"), captionIsHidden: true,
            columns: [
                .init(words("election.option")), .number(words("election.price")),
                .init(words("election.money")),
            ],
            texts: order.map { [names[$0], amount($0), state($0)] })
    }

    private func amount(_ option: Int) -> String {
        words("election.cost", ["amount": words.number(budget.costs[option])])
    }

    private func state(_ option: Int) -> String {
        if outcome.winners.contains(option) { return words("election.funded") }
        return words(tied.contains(option) ? "election.tied" : "election.not-funded")
    }
}

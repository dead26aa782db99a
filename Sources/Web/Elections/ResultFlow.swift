import HTML
import Phrases
import Tally

/// The stages of a count as a drawn flow, and the table that says the same.
struct ResultFlow {
    let words: Phrases
    let outcome: Outcome
    let names: [String]
    /// The finding in a sentence.
    let answer: String

    private var stages: [Stage] { outcome.stages.filter { !$0.totals.isEmpty } }

    /// Nil where the count has fewer than two stages.
    var flow: StageFlow? {
        let stages = stages
        guard stages.count > 1 else { return nil }
        let scaled = stages.map { $0.totals.map(thousandths) }
        let most = scaled.map { $0.reduce(0, +) }.max() ?? 0
        return StageFlow(
            id: "stages", title: words("election.flow"), description: answer,
            scaled.enumerated().map { number, amounts in
                .init(label(number), amounts + [most - amounts.reduce(0, +)])
            },
            marks: names.indices.map { String($0 + 1) } + [""], chosen: Set(outcome.winners),
            summary: words("election.as-table"), table: table(stages))
    }

    private func label(_ number: Int) -> String {
        words("election.flow-stage", ["number": words.number(number + 1)])
    }

    /// For drawing only.
    private func thousandths(_ total: Fraction?) -> Int {
        total.flatMap { ($0 * Fraction(1000)).roundedDown.whole } ?? 0
    }

    private func table(_ stages: [Stage]) -> Table {
        Table(
            words("election.flow"), captionIsHidden: true,
            columns: [.init(words("election.option"))] + stages.indices.map { .number(label($0)) },
            texts: names.enumerated().map { option, name in
                ["\(option + 1) \(name)"] + stages.map { stage in stage.totals[option].map(figure) ?? "–" }
            })
    }

    private func figure(_ total: Fraction) -> String {
        if let whole = total.whole { return words.number(whole) }
        let (whole, decimals) = total.digits(places: 2)
        return words(
            "rule.number", ["whole": Int(whole).map { words.number($0) } ?? whole, "decimals": decimals])
    }

    /// How often each option stands above each other one; nil where the rule does not compare pairs.
    var pairs: Table? {
        guard let rows = outcome.certificate.tables["pairwise"], rows.count == names.count else { return nil }
        return Table(
            words("election.pairs"),
            columns: [.init(words("election.option"))] + names.indices.map { .number(String($0 + 1)) },
            texts: rows.enumerated().map { option, row in
                ["\(option + 1) \(names[option])"]
                    + row.enumerated().map { $0.offset == option ? "–" : $0.element.map(figure) ?? "–" }
            })
    }
}

import Ballots
import HTML
import Phrases
import PublicRecord
import Tally

/// How decided a result is: the margin, what other rules say, and what losing projects lacked.
struct ResultCertainty {
    let words: Phrases
    let result: ElectionResult
    /// The options' names in the reader's language.
    let names: [String]

    var html: HTML {
        let heading: HTML = "<h2>\(words("election.decided"))</h2>"
        guard let assessment = result.assessment else {
            return "\(heading)<p>\(words("election.decided-waits"))</p>"
        }
        let record = OutcomeRecord(result.outcome.outcome, ids: result.outcome.ids, names: names)
        let sentences = AssessmentSentences(assessment, record, in: words)
        let told = [sentences.margin, sentences.agreement].compactMap { $0 }
        guard !told.isEmpty || !sentences.missing.isEmpty else { return "" }
        return """
            \(heading)
            \(told.map { "<p>\($0)</p>" as HTML })
            \(if: !sentences.lines.isEmpty, panel(sentences.lines))
            \(if: !sentences.missing.isEmpty, missing(sentences.missing))
            """
    }

    private func panel(_ lines: [AssessmentSentences.Line]) -> HTML {
        """
        <details class="panel quiet"><summary>\(words("election.other-ways"))</summary>
        \(Table(
            words("election.other-ways"), captionIsHidden: true,
            columns: [
                .init(words("election.other-way")), .init(words("election.other-agrees")),
                .init(words("election.other-result")),
            ],
            texts: lines.map { [$0.way, words($0.agrees ? "election.yes" : "election.no"), $0.answer] }))</details>
        """
    }

    private func missing(_ sentences: [String]) -> HTML {
        """
        <details class="panel quiet"><summary>\(words("election.missing"))</summary>
        <ul>\(sentences.map { "<li>\($0)</li>" as HTML })</ul></details>
        """
    }
}

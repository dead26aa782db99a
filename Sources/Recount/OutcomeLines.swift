import Phrases
import PublicRecord
import Tally

extension OutcomeRecord {
    /// The outcome for people: the answer, the ballots, the stages, the conditions.
    func lines(in phrases: Phrases) -> [String] {
        let sentences = OutcomeSentences(self, in: phrases)
        return [sentences.answer, "", sentences.ballots] + sentences.stages + sentences.conditions
            + ["", sentences.certificate]
    }

    /// The rule in a sentence.
    func introduction(in phrases: Phrases) -> [String] {
        [phrases("rule.\(outcome.rule).title"), phrases("rule.\(outcome.rule).explained"), ""]
    }
}

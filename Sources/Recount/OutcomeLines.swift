import Phrases
import PublicRecord

extension OutcomeRecord {
    /// The outcome for people: the answer, the ballots, the stages, the conditions.
    func lines(in phrases: Phrases) -> [String] {
        let sentences = OutcomeSentences(self, in: phrases)
        return [sentences.answer, "", sentences.ballots] + sentences.stages + sentences.conditions
    }
}

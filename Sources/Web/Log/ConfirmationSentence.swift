import AuditLog
import Phrases

/// Whether the observers have confirmed all of the log, in a sentence.
struct ConfirmationSentence {
    let text: String
    /// Too few of them answer to confirm what is new.
    let isWarning: Bool

    /// `size`: how many entries are signed.
    init(_ state: LogConfirmation, size: Int, words: Phrases) {
        let confirmed = state.size ?? 0
        isWarning = !state.isQuorum && confirmed < size
        let key =
            confirmed >= size ? "log.confirmed" : isWarning ? "log.confirmed-no-more" : "log.confirmed-older"
        guard state.size != nil || isWarning else {
            text = words("status.witnesses-never") + "."
            return
        }
        text = words(
            key,
            [
                "size": words.number(confirmed), "count": words.number(state.count),
                "all": words.number(state.all), "answering": words.number(state.answering),
            ])
    }
}

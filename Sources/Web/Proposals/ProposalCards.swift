import HTML
import Phrases
import Proposals
import Synchronization

/// Makes the cards of lists, the same few over and over.
///
/// A card follows from its row, the language and the level alone. One made before is taken again only where every word
/// and number of the row is the same, and which rows there are says the database each time: nothing hidden or changed
/// comes back.
final class ProposalCards: Sendable {
    private struct Key: Hashable {
        let card: ProposalCard
        let language: Language
        let level: HeadingLevel
    }

    private let known = Mutex<[Key: HTML]>([:])

    /// So many are kept, about two megabytes; one more begins anew.
    static let most = 3000

    func list(_ cards: some Sequence<ProposalCard>, _ words: Phrases, level: HeadingLevel = .three) -> HTML {
        CardList(cards.map { html($0, words, level) }).html
    }

    private func html(_ card: ProposalCard, _ words: Phrases, _ level: HeadingLevel) -> HTML {
        let key = Key(card: card, language: words.language, level: level)
        if let html = known.withLock({ $0[key] }) { return html }
        let html = Web.card(card, words, level: level).html
        known.withLock {
            if $0.count >= ProposalCards.most { $0 = [:] }
            $0[key] = html
        }
        return html
    }
}

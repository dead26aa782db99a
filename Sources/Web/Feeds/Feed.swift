import HTML
import Phrases

/// What programs can follow. The raw value stands in the address and in the phrases `feed.<name>`.
enum Feed: String, CaseIterable, Sendable {
    case proposals, moderation, log

    /// How many entries one holds.
    static let length = 50

    var link: Link { Link("/feeds", rawValue) }

    /// The page that tells the same to people.
    var page: Link {
        switch self {
        case .proposals: .proposals
        case .moderation: "/moderation/record"
        case .log: .log
        }
    }

    /// For the `<head>` of that page.
    func alternate(_ words: Phrases) -> HTML {
        """
        <link rel="alternate" type="application/atom+xml" title="\(words("feed.\(rawValue)"))" href="\(link)">
        """
    }
}

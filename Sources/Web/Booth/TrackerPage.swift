import Ballots
import HTML
import Phrases

/// Where an encrypted ballot is, by the tracker that the voter's own device has computed.
struct TrackerPage {
    let speaking: ElectionWords
    /// As it was asked for, perhaps empty.
    let typed: String
    let isReadable: Bool
    let place: EncryptedPlace?
    let token: String?

    private var words: Phrases { speaking.words }

    var page: Page {
        let title = words("election.tracker.title")
        var page = Page(
            title, section: .elections, breadcrumb: speaking.breadcrumb(title),
            """
            <h1>\(title)</h1>
            \(place.map { Panel(
                words("election.tracker.\($0.rawValue).title"), tone: $0 == .replaced ? .warning : .success,
                "<p>\(words("election.tracker.\($0.rawValue)"))</p>") })
            <p class="lead">\(words("election.tracker.lead"))</p>
            \(Form(
                action: .tracker(speaking.election.id), token: token, submit: words("election.tracker.submit"),
                fields: [
                    Field(
                        "tracker", words("election.tracker"), value: typed, hint: words("election.tracker.hint"),
                        error: error, autocomplete: "off", maxlength: 80)
                ]))
            \(if: speaking.election.state != .draft, archive)
            """)
        page.isPrivate = true
        return page
    }

    private var error: String? {
        guard !typed.isEmpty, place == nil else { return nil }
        return words(isReadable ? "election.tracker.unknown" : "election.tracker.malformed")
    }

    private var archive: HTML {
        """
        <p>\(words("election.tracker.archive"))</p>
        <p><a href="\(Link("/elections", speaking.election.id, "archive.bel"))">\(words("election.file.archive.bel"))</a></p>
        """
    }
}

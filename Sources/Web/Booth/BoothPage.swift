import Ballots
import Core
import HTML
import Phrases
import PublicRecord

/// The voting booth: the ballot is encrypted on the voter's device, and leaves it only so.
///
/// Without scripts the page names the other ways to vote. The steps stand in a template, so that no form that
/// holds a choice exists where no script encrypts it.
struct BoothPage {
    /// Who stands before the booth.
    enum Visitor: Sendable {
        /// On the roll, and has not voted.
        case first
        /// Has voted online: the credential alone decides.
        case voted
        case stranger
    }

    let speaking: ElectionWords
    let visitor: Visitor
    /// The election in Belenios' form, byte for byte as published: its fingerprint goes into every proof.
    let parameters: String
    let token: String?
    let scripts: BoothAssets
    /// Leaf hash of the event that published the scripts; nil where no server has served them yet.
    let leaf: [UInt8]?

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var page: Page {
        let title = words("election.ballot")
        let fields = BallotFields(
            speaking: speaking, entry: BallotEntry(election), problems: nil)
        var page = Page(
            title, section: .elections, breadcrumb: speaking.breadcrumb(title),
            """
            <h1>\(title)</h1>
            \(standing)
            <template id="booth" data-election="\(parameters)" data-rule="\(BoothRule(speaking: speaking).json.text)" \
            data-words="\(said.text)" data-post="\(Link.encryptedBallots(election.id))" \
            data-look="\(Link.tracker(election.id))"\(attribute: "data-token", token)>
            \(BoothSteps(speaking: speaking, fields: fields, programs: scripts.auditing))</template>
            \(WithoutBooth(words, isAlsoOnPaper: election.paper != .none))
            \(BoothSecrecy(speaking))
            \(comparing)
            """)
        page.isPrivate = true
        page.booth = [.worker, .page] + (fields.needsScript ? [.fields] : [])
        page.asksServer = true
        return page
    }

    private var standing: Panel? {
        switch visitor {
        case .first: nil
        case .voted: Panel(words("election.you-voted"), tone: .info, "<p>\(words("booth.again"))</p>")
        case .stranger:
            Panel(
                words("booth.stranger"), tone: .info,
                """
                <p>\(words("booth.again"))</p>
                <p>\(words("booth.first")) <a href="\(Link.signIn.query("next", Link.booth(election.id).address))">\
                \(words("frame.sign-in"))</a></p>
                """)
        }
    }

    /// What is published of the booth, to be held against what others see.
    private var comparing: HTML {
        """
        <details class="panel quiet"><summary>\(words("booth.compare"))</summary>
        <p>\(words("booth.compare-lead"))</p>
        <p>\(words("booth.compare-scripts"))<br><a href="\(scripts.sums)"><code>\(scripts.digest)</code></a></p>
        \(leaf.map { "<p><a href=\"\(Link.log.query("leaf", $0.hex))\">\(words("election.to-log"))</a></p>" as HTML })</details>

        """
    }

    /// What the script says, with places that it fills.
    private var said: JSON {
        let sentences = [
            "choice": words("election.choice-missing"), "blank": words("booth.blank"),
            "scores": words("election.score-bounds"), "ranking": words("election.rank-number"),
            "all": words("booth.all"), "ties": words("booth.ties"),
            "letter": words("booth.credential-letter"),
            "length": words("booth.credential-length"), "failure": words("booth.failure"),
            "nothing": words("election.nothing-marked"), "none": speaking.score(nil),
            "score": words("election.score-line"), "rank": words("election.rank-line"),
            "holds": words("booth.audit.holds"), "lies": words("booth.audit.lies"),
            "away": words("booth.away"), "unclear": words("booth.unclear"), "asked": words("booth.asked"),
            "waiting": words("booth.place.waiting"), "boxed": words("booth.place.boxed"),
            "replaced": words("booth.place.replaced"), "counted": words("booth.place.counted"),
            "unknown": words("booth.place.unknown"), "audited": words("booth.audit.file"),
            "receipt": words("booth.receipt.file"),
            "file": words(
                "booth.receipt.text",
                ["question": election.question, "ends": words.dateTime(election.endsAt)]),
        ]
        return .object(sentences.mapValues(JSON.string))
    }
}

/// What a browser shows that cannot encrypt: the other ways to vote.
struct WithoutBooth: Markup {
    let words: Phrases
    /// Which of `booth.without.` there are.
    private let ways: ClosedRange<Int>

    init(_ words: Phrases, isAlsoOnPaper: Bool) {
        self.words = words
        ways = 1...(isAlsoOnPaper ? 3 : 2)
    }

    var html: HTML {
        """
        <div id="without-booth">\(Panel(
            words("booth.without"), tone: .warning,
            """
            <p>\(words("booth.without.why"))</p>
            <p>\(words("booth.without.ways"))</p>
            <ul>\(ways.map { "<li>\(words("booth.without.\($0)"))</li>" as HTML })</ul>
            <p><a href="\(Link("/imprint"))">\(words("booth.without.where"))</a></p>
            """))</div>

        """
    }
}

/// What an encrypted vote protects against, and what not, in plain words.
struct BoothSecrecy: Markup {
    let speaking: ElectionWords

    init(_ speaking: ElectionWords) { self.speaking = speaking }

    var html: HTML {
        let words = speaking.words
        // Where only sums are opened, nobody reads a single ballot.
        let last = speaking.election.encryptedAnswers.isSummed ? 6 : 7
        return """
            <details class="panel quiet"><summary>\(words("election.secrecy"))</summary>
            <p><b>\(words("election.secrecy.yes"))</b></p>
            <ul>\((1...4).map { "<li>\(words("booth.secrecy.yes.\($0)"))</li>" as HTML })</ul>
            <p><b>\(words("election.secrecy.no"))</b></p>
            <ul>\((1...last).map { "<li>\(words("booth.secrecy.no.\($0)"))</li>" as HTML })</ul>
            <p><b>\(words("booth.secrecy.for"))</b></p>
            <p>\(words("booth.secrecy.for-what"))</p></details>

            """
    }
}

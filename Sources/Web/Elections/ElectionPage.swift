import Ballots
import Core
import HTML
import Identity
import Phrases

/// All elections, newest first.
struct ElectionListPage {
    let words: Phrases
    let elections: [Election]
    let isFirst: Bool
    let now: Instant

    var page: Page {
        let list = KeyedPage(elections, isFirst: isFirst)
        let shown = list.shown
        let cards = CardList(shown.map { electionCard($0, words, at: now, level: .two) })
        return Page(
            isFirst
                ? words("section.elections")
                : words("pager.older-title", ["title": words("section.elections")]),
            section: .elections,
            """
            <h1>\(words("section.elections"))</h1>
            <p class="lead">\(words("election.lead"))</p>
            \(if: shown.isEmpty, EmptyState(words("election.none")).html, else: cards.html)
            \(list.pager(words, .elections) { $0.id.description })
            <p><a href="\(Link.receiptPlace)">\(words("election.ask-place"))</a> · <a href="\(Link.council)">\(words("council.title"))</a></p>
            """)
    }
}

/// An election as lists show it.
func electionCard(_ election: Election, _ words: Phrases, at now: Instant, level: HeadingLevel = .three)
    -> Card
{
    let speaking = ElectionWords(words: words, election: election)
    return Card(
        election.question, to: .election(election.id), level: level, tag: speaking.tag(at: now),
        notes: [election.processTitle, speaking.note(at: now)])
}

/// An election before its result: what is asked, how it is decided, until when, who may vote.
struct ElectionPage {
    let speaking: ElectionWords
    let viewer: Person?
    let mark: RollMark?
    let now: Instant
    let map: TownMap?
    let places: [ProposalID: DistrictID]
    /// Of an encrypted election.
    let keepers: KeyKeepers?

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }
    private var isEncrypted: Bool { election.manner == .encrypted }

    var page: Page {
        Page(
            election.question, section: .elections,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("section.elections"), link: .elections)],
                current: election.question),
            """
            <h1>\(election.question)</h1>
            <p>\(speaking.tag(at: now))</p>
            \(Meta([speaking.dates, speaking.note(at: now)]))
            <div class="split"><aside>\(act)</aside><div>
            \(if: !election.description.isEmpty, Markdown.render(election.description))
            <h2>\(words("election.options"))</h2>
            <ul>\(speaking.names.enumerated().map { optionLine($0.offset, $0.element) })</ul>
            \(ElectionMap(speaking, map, places: places)?.html)
            <h2>\(words("election.rule"))</h2>
            \(speaking.rule.map { "<p>\($0)</p>" as HTML })
            <h2>\(words("election.who"))</h2>
            <p>\(words.plural("election.roll", election.rollSize ?? 0))</p>
            \(keepers)<h2>\(words("election.hidden"))</h2>
            <p>\(words("election.hidden-why"))</p>
            \(if: isEncrypted, BoothSecrecy(speaking).html, else: Secrecy(words).html)
            </div></div>
            """)
    }

    private func optionLine(_ index: Int, _ name: String) -> HTML {
        let option = election.options[index]
        let more: HTML? = option.proposal.map {
            " (<a href=\"\(Link.proposal($0))\">\(words("election.proposal", ["number": $0.description]))</a>)"
        }
        return "<li><b>\(name)</b>\(more)\(if: !option.detail.isEmpty, "<br>\(option.detail)")</li>\n"
    }

    /// The other way to vote.
    private var paper: HTML? {
        guard election.paper != .none else { return nil }
        return
            "<p>\(words("paper.way")) <a href=\"\(Link("/imprint"))\">\(words("booth.without.where"))</a></p>"
    }

    /// What the reader can do now.
    private var act: Panel {
        guard election.isOpen(at: now) else {
            let ended = election.manner == .openBox ? "election.being-counted" : "election.being-opened"
            let awaited = election.paper == .awaited ? "paper.being-counted" : ended
            let key = election.opensAt > now ? "election.not-yet" : awaited
            return Panel(words(key), quiet: true, "<p>\(words("\(key).hint"))</p>")
        }
        let link = isEncrypted ? Link.booth(election.id) : Link.ballot(election.id)
        let place =
            isEncrypted
            ? Link.tracker(election.id) : Link.receiptPlace.query("election", election.id.description)
        let change: HTML = """
            <p><a href="\(isEncrypted ? link : Link.changeVote(election.id))">\(words("election.change"))</a></p>
            <p><a href="\(place)">\(words("election.ask-place"))</a></p>
            """
        guard viewer != nil else {
            return Panel(
                words("election.vote"),
                "<p>\(LinkButton(words("election.sign-in"), to: .signIn.query("next", link.address)))</p>\(change)\(paper)"
            )
        }
        switch mark {
        case .none?:
            return Panel(
                words("election.you-may"),
                "<p>\(LinkButton(words("election.to-ballot"), to: link))</p>\(paper)"
            )
        case .paper:
            return Panel(
                words("paper.you-are-marked"), tone: .info, "<p>\(words("paper.you-are-marked.hint"))</p>")
        case nil: return Panel(words("election.vote"), tone: .info, "<p>\(words("election.not-on-roll"))</p>")
        default:
            return Panel(
                words("election.you-voted"), tone: .success,
                "<p>\(words("election.you-voted.hint"))</p>\(change)")
        }
    }
}

/// Where a ballot is, by its number.
struct PlacePage {
    let words: Phrases
    let elections: [Election]
    let election: String
    let number: String
    let place: BallotPlace?
    let token: String?
    let problems: Problems?

    var page: Page {
        let title = words("election.ask-place")
        var page = Page(
            title, section: .elections,
            """
            \(problems?.summary)<h1>\(title)</h1>
            \(place.map { Panel(
                words("election.place.\($0.rawValue).title"), tone: .success,
                "<p>\(words("election.place.\($0.rawValue)"))</p>\(if: $0 == .boxed, file)") })
            <p class="lead">\(words("election.ask-place.lead"))</p>
            \(Form(action: .receiptPlace, token: token, submit: words("election.ask-place.submit"), fields: [
                Field(
                    "election", words("election.which"), .select(choices), value: election, error: problems?["election"]),
                Field(
                    "number", words("election.number"), value: number, hint: words("election.number-hint"),
                    error: problems?["number"], autocomplete: "off", maxlength: 20),
            ]))
            """)
        page.isPrivate = true
        return page
    }

    /// The number travels in the form again: it stands in no address.
    private var file: HTML {
        """
        <p>\(words("election.save-receipt.lead"))</p>
        \(FormButton(words("election.save-receipt"), action: .receiptPlace, token: token, style: .quiet, hidden: [
            HiddenField("election", election), HiddenField("number", number), HiddenField("file", "1"),
        ]))
        """
    }

    private var choices: [Choice] {
        [Choice("", words("draft.choose"))] + elections.map { Choice($0.id.description, $0.question) }
    }
}

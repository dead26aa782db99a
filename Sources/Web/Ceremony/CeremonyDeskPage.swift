import Ballots
import HTML
import Phrases

/// How far the preparation is, who is missing, and what the administration does about it.
struct CeremonyDeskPage {
    let words: Phrases
    let ceremony: Ceremony
    let election: Election
    let digits: (certificates: String?, key: String?)
    let token: String?
    /// What was done just now: the end of a key of `ceremony.done.`.
    let done: String?

    static let acts = ["named", "linked", "reminded", "frozen", "restarted", "begun"]

    private var speaking: CeremonyWords {
        CeremonyWords(words: words, ceremony: ceremony, election: election)
    }

    var page: Page {
        var page = Page(
            words("ceremony.title"), breadcrumb: ceremonyPath(words, election),
            """
            \(notice)<h1>\(words("ceremony.title"))</h1>
            <p class="lead">\(summary)</p>
            \(DefinitionRows(rows))
            \(roll)\(begin)
            <h2>\(words("ceremony.people"))</h2>
            \(people)
            <h2>\(words("ceremony.state-all"))</h2>
            \(speaking.table)
            \(if: digits.certificates != nil && !ceremony.hasArchive, speaking.digits(digits))
            \(if: !ceremony.hasArchive && !ceremony.handedIn.isEmpty, restart)
            """)
        page.isPrivate = true
        return page
    }

    private var rows: [DefinitionRows.Row] {
        var rows = [
            DefinitionRows.Row(words("ceremony.uuid"), text: ceremony.uuid),
            .init(
                words("ceremony.threshold-short"), text: of(ceremony.threshold, ceremony.trustees.count)),
        ]
        if !ceremony.mixers.isEmpty {
            rows.append(
                .init(words("ceremony.shuffles-short"), text: of(ceremony.shuffles, ceremony.mixers.count)))
        }
        return rows + [
            .init(words("ceremony.registrar"), text: ceremony.registrar.name),
            .init(
                words("ceremony.roll"),
                text: election.rollSize.map { words.plural("ceremony.roll-frozen", $0) }
                    ?? words("ceremony.roll-open")),
        ]
    }

    private func of(_ needed: Int, _ size: Int) -> String {
        words("ceremony.of", ["threshold": "\(needed)", "size": "\(size)"])
    }

    private var notice: HTML? {
        guard let done, CeremonyDeskPage.acts.contains(done) else { return nil }
        return Panel(tone: .success, "<p>\(words("ceremony.done.\(done)"))</p>").html
    }

    private var summary: String {
        if ceremony.hasArchive {
            let awaited = ceremony.awaited(in: election)
            if ceremony.isMixing {
                return words.plural(
                    "ceremony.summary.mixing", ceremony.shufflesMissing, ["names": speaking.names(awaited)])
            }
            return awaited.isEmpty
                ? words("ceremony.summary.begun")
                : words("ceremony.summary.count", ["names": speaking.names(awaited)])
        }
        if ceremony.isComplete { return words("ceremony.summary.complete") }
        let awaited = ceremony.awaited(in: election)
        return awaited.isEmpty
            ? words("ceremony.summary.roll")
            : words("ceremony.summary.waits", ["names": speaking.names(awaited)])
    }

    private var roll: HTML? {
        guard election.rollSize == nil else { return nil }
        return """
            <h2>\(words("ceremony.freeze"))</h2>
            <p>\(words("ceremony.freeze-hint"))</p>
            <div class="acts">\(button("roll", words("ceremony.freeze-act"), .primary))</div>
            """
    }

    private var begin: HTML? {
        guard ceremony.isComplete, !ceremony.hasArchive else { return nil }
        return """
            <h2>\(words("ceremony.begin"))</h2>
            <p>\(words("ceremony.begin-hint"))</p>
            <div class="acts">\(button("begin", words("ceremony.begin-act"), .primary))</div>
            """
    }

    private var people: Table {
        let awaited = ceremony.awaited(in: election)
        return Table(
            words("ceremony.people"), captionIsHidden: true,
            columns: [
                .init(words("ceremony.name")), .init(words("ceremony.next")), .init(words("ceremony.link")),
            ],
            rows: ceremony.participants.map { participant in
                [
                    HTML(text: speaking.name(participant)), HTML(text: speaking.state(of: participant)),
                    acts(participant, isAwaited: awaited.contains(participant)),
                ]
            })
    }

    private func acts(_ participant: Participant, isAwaited: Bool) -> HTML {
        let key = participant.hasLink ? "ceremony.new-link" : "ceremony.make-link"
        let link: HTML = """
            <a href="\(Link.ceremonyAct(election.id, participant.number, "link"))">\(words(key))\
            <span class="unseen"> \(participant.name)</span></a>
            """
        let reminder = FormButton(
            words("ceremony.remind"), action: .ceremonyAct(election.id, participant.number, "remind"),
            token: token, style: .quiet, about: participant.name)
        return """
            <p>\(link)</p>\(if: isAwaited && participant.email != nil && participant.hasLink, reminder.html)\
            \(participant.remindedAt.map { "<p>\(words("ceremony.reminded", ["time": words.dateTime($0)]))</p>" as HTML })
            """
    }

    private var restart: HTML {
        let hasRoll = ceremony.isRollRegistered
        let hasKey = ceremony.handedIn.contains { $0.number > 0 }
        return """
            <details><summary>\(words("ceremony.restart"))</summary>
            <p>\(words("ceremony.restart-hint"))</p>
            <div class="acts">\(if: hasKey, button("restart-key", words("ceremony.restart-key"), .danger).html)\
            \(if: hasRoll, button("restart-roll", words("ceremony.restart-roll"), .danger).html)</div></details>
            """
    }

    private func button(_ act: String, _ label: String, _ style: ButtonStyle) -> FormButton {
        FormButton(label, action: .ceremonyAct(election.id, act), token: token, style: style)
    }
}

/// A link that is drawn and shown before it holds, so that it is written down once and stored only hashed.
struct CeremonyLinkPage {
    let words: Phrases
    let ceremony: Ceremony
    let participant: Participant
    let election: Election
    /// The word of the link.
    let word: String
    let address: String
    let token: String?

    var page: Page {
        let title = words("ceremony.link-for", ["name": participant.name])
        var page = Page(
            title,
            breadcrumb: ceremonyPath(words, election),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words(participant.hasLink ? "ceremony.link-replaces" : "ceremony.link-first"))</p>
            <pre>\(address)\(Link.ceremony(word))</pre>
            <p>\(words("ceremony.link-way"))</p>
            \(Form(
                action: .ceremonyAct(election.id, participant.number, "link"), token: token,
                submit: words("ceremony.link-act"), hidden: [HiddenField("word", word)], fields: mail))
            """)
        page.isPrivate = true
        return page
    }

    /// Whether it goes out by mail as well.
    private var mail: [Field] {
        guard let email = participant.email else { return [] }
        return [
            Field("mail", words("ceremony.link-mail", ["email": email]), .checkbox, required: false)
        ]
    }
}

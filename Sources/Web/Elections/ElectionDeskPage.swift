import Ballots
import Core
import Foundation
import HTML
import Phrases
import Processes
import PublicRecord
import Tally

/// All elections, drafts too, with the way to a new one.
struct ElectionDeskListPage {
    let words: Phrases
    let elections: [Election]
    let isFirst: Bool
    let now: Instant

    var page: Page {
        let list = KeyedPage(elections, isFirst: isFirst)
        let shown = list.shown
        let cards = CardList(
            shown.map { election in
                let speaking = ElectionWords(words: words, election: election)
                return Card(
                    election.question, to: .electionDesk(election.id), level: .two,
                    tag: speaking.tag(at: now),
                    notes: [election.processTitle, speaking.dates])
            })
        return Page(
            words("election.desk"),
            """
            <h1>\(words("election.desk"))</h1>
            <p>\(LinkButton(words("election.form.title"), to: "/administration/elections/new"))</p>
            \(if: shown.isEmpty, EmptyState(words("election.none")).html, else: cards.html)
            \(list.pager(words, .electionDesk) { $0.id.description })
            """)
    }
}

/// The form of a new election. The rule is chosen by a link, because its parameters are part of the form.
struct ElectionFormPage {
    let words: Phrases
    let entry: ElectionEntry
    let processes: [ParticipationProcess]
    let token: String?
    let problems: Problems?

    var page: Page {
        let title = words("election.form.title")
        return Page(
            title,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("election.desk"), link: .electionDesk)],
                current: title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <h2>\(words("election.form.rule"))</h2>
            \(RuleMenu(words: words, chosen: entry.rule))
            \(Form(
                action: "/administration/elections/new", token: token, submit: words("election.form.create"),
                hidden: [HiddenField("once", entry.once.uuidString), HiddenField("rule", entry.rule.id)], fields))
            """)
    }

    private var fields: HTML {
        """
        \(field("process", .radios(processes.map { Choice($0.id.description, $0.title) }), entry.process))
        \(field("question", .text, entry.question, longest: 200))
        \(field("description", .textarea(rows: 5), entry.description, optional: true, longest: 4000))
        \(if: entry.rule.aim != .budget, field(entry.rule.fixedOptions.isEmpty ? "proposals" : "proposal", name: "proposals", .text, entry.proposals, optional: true))
        \(if: entry.rule.fixedOptions.isEmpty, field(entry.rule.aim == .budget ? "costs" : "options", name: "options", .textarea(rows: 6), entry.options, optional: true))
        \(if: entry.hasSeats, field(entry.rule.aim == .seats ? "seats" : "seats-shared", name: "seats", .number(in: 1...entry.mostSeats), entry.seats))
        \(if: entry.rule.aim == .budget, field("budget", .text, entry.budget))
        <div class="columns">\(field("opens", .dateTime, entry.opens))\(field("closes", .dateTime, entry.closes))</div>
        \(field("manner", .radios(manners), entry.manner.rawValue))
        \(field("paper", .checkbox, entry.isAlsoOnPaper ? "1" : "", optional: true))
        <fieldset><legend>\(words("election.form.parameters"))</legend>\(entry.rule.parameters.map(parameter))</fieldset>
        """
    }

    private var manners: [Choice] {
        Manner.allCases.map {
            Choice(
                $0.rawValue, words("election.manner.\($0.rawValue)"),
                hint: words("election.manner.\($0.rawValue)-hint"))
        }
    }

    private func field(
        _ key: String, name: String? = nil, _ control: Field.Control, _ value: String, optional: Bool = false,
        longest: Int? = nil
    ) -> HTML {
        Field(
            name ?? key, words("election.form.\(key)"), control, value: value,
            hint: words.has("election.form.\(key)-hint") ? words("election.form.\(key)-hint") : nil,
            error: problems?[name ?? key], mark: optional ? words("form.optional") : nil, required: !optional,
            maxlength: longest
        ).html
    }

    private func parameter(_ parameter: Parameter) -> Field {
        let key = words.parameterKey(parameter.name, of: entry.rule)
        let value = entry.parameters[parameter.name] ?? standard(parameter)
        let name = "parameter-\(parameter.name)"
        switch parameter.kind {
        case .choice(let choices):
            return Field(
                name, words(key), .select(choices.map { Choice($0, words("\(key).\($0)")) }), value: value,
                error: problems?[name], required: false)
        case .whole, .option:
            return Field(
                name, words(key), .number(), value: value, hint: hint(parameter), error: problems?[name],
                required: false)
        case .share:
            return Field(
                name, words(key), value: value,
                hint: words("election.form.share-hint") + " " + (hint(parameter) ?? ""),
                error: problems?[name], required: false)
        case .number, .order:
            return Field(
                name, words(key), value: value, hint: hint(parameter), error: problems?[name],
                required: false)
        }
    }

    private func hint(_ parameter: Parameter) -> String? {
        parameter.standard == .none ? words("election.form.may-be-empty") : nil
    }

    private func standard(_ parameter: Parameter) -> String {
        switch parameter.standard {
        case .choice(let word): word
        case .whole(let number): String(number)
        case .share(let share), .number(let share): share.description
        case .order(let order): order.map { String($0 + 1) }.joined(separator: ",")
        case .option(let option): String(option + 1)
        case .none: ""
        }
    }
}

/// One election and what can be done with it now.
struct ElectionDeskPage {
    let speaking: ElectionWords
    let token: String?
    let now: Instant
    let problems: Problems?

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var page: Page {
        Page(
            election.question,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("election.desk"), link: .electionDesk)],
                current: election.question),
            """
            \(problems?.summary)<h1>\(election.question)</h1>
            <p>\(speaking.tag(at: now))</p>
            \(DefinitionRows([
                .init(words("election.form.process"), text: election.processTitle),
                .init(words("election.options"), text: words.list(speaking.names)),
                .init(words("election.rule"), text: speaking.rule.joined(separator: " ")),
                .init(words("election.form.manner"), text: words("election.manner.\(election.manner.rawValue)")),
                .init(words("paper.row"), text: words("paper.state.\(election.paper.rawValue)")),
                .init(words("election.form.dates"), text: speaking.dates),
            ]))
            \(if: election.manner == .encrypted, preparation)\(if: election.paper != .none, counter)\(acts)
            \(if: election.state != .draft, "<p class=\"apart\"><a href=\"\(Link.election(election.id))\">\(words("election.desk.public"))</a></p>")
            """)
    }

    private var preparation: HTML {
        """
        <h2>\(words("ceremony.title"))</h2>
        <p>\(words("ceremony.lead"))</p>
        <p>\(LinkButton(words("ceremony.go"), to: .ceremonyDesk(election.id), style: .quiet))</p>

        """
    }

    private var counter: HTML {
        """
        <h2>\(words("paper.title"))</h2>
        <p>\(words(election.state == .closed && election.paper == .awaited ? "paper.count-waits" : "paper.desk-lead"))</p>
        <p>\(LinkButton(words("paper.go"), to: .paper(election.id), style: .quiet))</p>

        """
    }

    private var acts: HTML {
        switch election.state {
        case .draft:
            """
            \(Panel(words("election.desk.draft"), tone: .info, "<p>\(words("election.desk.draft-hint", ["opens": words.dateTime(election.opensAt)]))</p>"))
            <div class="acts">\(button("open", .primary))\(if: election.rollSize == nil, button("discard", .danger).html)</div>
            \(extending)
            """
        case .open:
            """
            \(Panel(words("election.desk.open"), tone: .info, "<p>\(words("election.desk.open-hint"))</p>"))
            \(extending)
            <h2>\(words("election.desk.close"))</h2>
            <p>\(words("election.desk.close-hint"))</p>
            <div class="acts">\(button("close", .danger))</div>
            """
        case .closed:
            Panel(
                words("election.being-counted"), quiet: true, "<p>\(words(ended))</p>"
            ).html
        case .counted: ""
        }
    }

    /// What is going on after the end.
    private var ended: String {
        election.paper == .awaited ? "paper.being-counted.hint" : "election.being-counted.hint"
    }

    private func button(_ act: String, _ style: ButtonStyle) -> FormButton {
        FormButton(
            words("election.desk.\(act)-act"), action: Link("/administration/elections", election.id, act),
            token: token,
            style: style)
    }

    private var extending: HTML {
        """
        <h2>\(words("election.desk.extend"))</h2>
        \(Form(
            action: Link("/administration/elections", election.id, "extend"), token: token,
            submit: words("election.desk.extend-act"), style: .quiet,
            fields: [
                Field(
                    "closes", words("election.form.closes"), .dateTime,
                    value: LocalTime.text(election.endsAt),
                    error: problems?["closes"])
            ]))
        """
    }
}

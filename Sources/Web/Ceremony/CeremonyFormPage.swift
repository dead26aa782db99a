import Ballots
import HTML
import Phrases

/// The form that names trustees and registrar.
struct CeremonyFormPage {
    let words: Phrases
    let election: Election
    let entry: CeremonyEntry
    let token: String?
    let problems: Problems?

    var page: Page {
        var page = Page(
            words("ceremony.title"), breadcrumb: ceremonyPath(words, election),
            """
            \(problems?.summary)<h1>\(words("ceremony.title"))</h1>
            <p class="lead">\(words("ceremony.lead"))</p>
            <p>\(words("ceremony.choose"))</p>
            \(if: election.mustBeMixed, "<p>\(words("ceremony.choose-mixers"))</p>")
            \(Form(action: .ceremonyDesk(election.id), token: token, submit: words("ceremony.name-act"), fields))
            """)
        page.isPrivate = true
        return page
    }

    private var fields: HTML {
        """
        \(entry.trustees.enumerated().map { trustee($0.offset + 1, $0.element) })
        \(Field(
            "threshold", words("ceremony.threshold"), .number(in: 2...7), value: entry.threshold,
            hint: words("ceremony.threshold-hint"), error: problems?["threshold"]))
        \(if: election.mustBeMixed, shuffles.html)
        \(FieldGroup("registrar-group", words("ceremony.registrar"), registrar))
        """
    }

    private var shuffles: Field {
        Field(
            "shuffles", words("ceremony.shuffles"), .number(in: 2...7), value: entry.shuffles,
            hint: words("ceremony.shuffles-hint"), error: problems?["shuffles"], mark: words("form.optional"),
            required: false)
    }

    private var registrar: HTML {
        """
        <p>\(words("ceremony.registrar-hint"))</p>
        \(pair("registrar", "registrar-email", entry.registrar, isNeeded: true))
        """
    }

    private func trustee(_ number: Int, _ line: CeremonyEntry.Line) -> FieldGroup {
        let mixes = Field(
            "mixes-\(number)", words("ceremony.mixes"), .checkbox, value: line.mixes ? "1" : "",
            error: problems?["mixes-\(number)"], required: false)
        return FieldGroup(
            "trustee-\(number)", words("ceremony.trustee", ["number": "\(number)"]),
            """
            \(pair("name-\(number)", "email-\(number)", line, isNeeded: number <= CeremonyDraft.sizes.lowerBound))
            \(if: election.mustBeMixed, mixes.html)
            """)
    }

    private func pair(
        _ name: String, _ email: String, _ line: CeremonyEntry.Line, isNeeded: Bool
    ) -> HTML {
        """
        <div class="columns">\(Field(
            name, words("ceremony.name"), value: line.name, error: problems?[name],
            mark: isNeeded ? nil : words("form.optional"), required: isNeeded, autocomplete: "off",
            maxlength: 80))\(Field(
            email, words("ceremony.email"), .email, value: line.email, error: problems?[email],
            mark: words("form.optional"), required: false, autocomplete: "off", maxlength: 254))</div>
        """
    }
}

/// The way from the desk to an election's preparation.
func ceremonyPath(_ words: Phrases, _ election: Election, _ steps: [(title: String, link: Link)] = [])
    -> Breadcrumb
{
    Breadcrumb(
        words("frame.breadcrumb"),
        [
            (title: words("election.desk"), link: .electionDesk),
            (title: election.question, link: .electionDesk(election.id)),
        ] + steps, current: words("ceremony.title"))
}

import Core
import HTML
import Identity
import Phrases
import Processes

/// Accounts by name, with a search for a part of the name or a whole e-mail address.
struct PersonListPage {
    let words: Phrases
    let sought: String
    /// One more than is shown.
    let persons: [Person]
    let isFirst: Bool
    /// Whether somebody's data were erased just now.
    var isErased = false

    static let length = 50

    private var link: Link { Link.administrationPersons.query("q", sought.isEmpty ? nil : sought) }

    var page: Page {
        let title = words("administration.persons")
        let shown = persons.prefix(PersonListPage.length)
        let next =
            persons.count > shown.count ? shown.last.map { link.query("after", $0.id.description) } : nil
        var page = Page(
            title, breadcrumb: administrationPath(words, title),
            """
            \(if: isErased, Panel(tone: .success, "<p>\(words("administration.done.erased"))</p>").html)<h1>\(title)</h1>
            <form method="get" action="\(Link.administrationPersons)">
            \(Field(
                "q", words("administration.search"), .search, value: sought, hint: words("administration.search-hint"),
                required: false, maxlength: 254))
            <p class="acts"><button class="button" type="submit">\(words("administration.search-submit"))</button></p></form>
            \(if: shown.isEmpty, EmptyState(words("administration.nobody-found")).html, else: table(Array(shown)).html)
            \(Pager(
                words("pager.label"), previous: isFirst ? nil : (title: words("administration.first-page"), link: link),
                next: next.map { (title: words("administration.next-page"), link: $0) }))
            """)
        page.isPrivate = true
        return page
    }

    private func table(_ persons: [Person]) -> Table {
        Table(
            words("administration.persons"), captionIsHidden: true,
            columns: [
                .init(words("administration.name")), .init(words("administration.email")),
                .init(words("administration.residence")), .init(words("administration.roles")),
            ],
            rows: persons.map { person in
                [
                    "<a href=\"\(Link.administration(person.id))\">\(person.name)</a>",
                    HTML(text: person.email ?? "–"),
                    HTML(
                        text: words(
                            person.isResident ? "administration.attested" : "administration.not-attested")),
                    HTML(text: roleWords(person.roles, words)),
                ]
            })
    }
}

func roleWords(_ roles: Set<Role>, _ words: Phrases) -> String {
    let names = Role.allCases.filter(roles.contains).map { words("role.\($0.rawValue)") }
    return names.isEmpty ? "–" : words.list(names)
}

/// One person with an account, and what administration may change about it.
struct PersonPage {
    let words: Phrases
    let person: Person
    let residence: Residence?
    let districts: [District]
    let today: Day
    let token: String?
    let done: String?
    /// What was entered as the last day, where it was wrong.
    let until: String?
    /// What was chosen as the district, where something was wrong.
    let district: String?
    let problems: Problems?

    var page: Page {
        var page = Page(
            person.name,
            breadcrumb: administrationPath(
                words, person.name, [(title: words("administration.persons"), link: .administrationPersons)]),
            """
            \(problems?.summary)\(notice)<h1>\(person.name)</h1>
            \(DefinitionRows([
                .init(words("administration.email"), text: person.email ?? "–"),
                .init(words("administration.roles"), text: roleWords(person.roles, words)),
                .init(words("administration.residence"), text: residenceWords),
            ]))
            <h2>\(words("administration.residence"))</h2>
            \(Form(
                action: act("residence"), token: token, submit: words("administration.attest"),
                fields: [
                    Field(
                        "until", words("administration.until"), .date, value: until ?? suggested.iso8601,
                        hint: words("administration.until-hint"), error: problems?["until"]),
                    Field(
                        "district", words("administration.district"),
                        .select(districts.choices(none: words("administration.no-district"))),
                        value: district ?? residence?.district?.description ?? "",
                        hint: words("administration.district-hint"), error: problems?["district"],
                        mark: words("form.optional"), required: false),
                ]))
            \(if: residence != nil, FormButton(
                words("administration.withdraw"), action: act("residence", "withdraw"), token: token, style: .quiet).html)
            <h2>\(words("administration.roles"))</h2>
            <p>\(words("administration.roles-lead"))</p>
            <div class="acts">\(Role.allCases.map(button))</div>
            <h2>\(words("erase.office-heading"))</h2>
            <p>\(LinkButton(words("erase.office-heading"), to: .erase(person.id), style: .quiet))</p>
            """)
        page.isPrivate = true
        return page
    }

    private func act(_ parts: String...) -> Link {
        Link(path: Link.administration(person.id).address + "/" + parts.joined(separator: "/"))
    }

    private var notice: HTML? {
        guard let done, ["role-given", "role-taken", "attested", "withdrawn"].contains(done) else {
            return nil
        }
        return Panel(tone: .success, "<p>\(words("administration.done.\(done)"))</p>").html
    }

    private var residenceWords: String {
        guard let residence else { return words("administration.not-attested") }
        let day = ["date": words.date(residence.expiresOn)]
        let sentence = words(
            residence.expiresOn >= today ? "administration.attested-until" : "administration.attested-over",
            day)
        return residence.districtName.map { "\(sentence), \($0)" } ?? sentence
    }

    /// The same day of the next year.
    private var suggested: Day {
        let (year, month, day) = today.parts
        return Day(year: year + 1, month: month, day: day) ?? Day(daysSince1970: today.daysSince1970 + 365)
    }

    private func button(_ role: Role) -> FormButton {
        let name = ["role": words("role.\(role.rawValue)")]
        return person.roles.contains(role)
            ? FormButton(
                words("administration.take-role", name), action: act("roles", role.rawValue, "take"),
                token: token,
                style: .danger)
            : FormButton(
                words("administration.give-role", name), action: act("roles", role.rawValue, "give"),
                token: token,
                style: .quiet)
    }
}

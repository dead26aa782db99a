import Core
import HTML
import Identity
import Phrases

/// Erasing somebody's data at their written request.
struct ErasePersonPage {
    let words: Phrases
    let person: Person
    let token: String?
    var manner = ""
    var problems: Problems?

    var page: Page {
        let part = ErasurePart(words: words, problems: problems, manner: manner)
        let asked = Field("asked", words("erase.office-asked"), .checkbox, error: problems?["asked"])
        var page = Page(
            words("erase.office-title", ["name": person.name]),
            breadcrumb: administrationPath(
                words, words("erase.title"),
                [
                    (title: words("administration.persons"), link: .administrationPersons),
                    (title: person.name, link: .administration(person.id)),
                ]),
            """
            \(problems?.summary)<h1>\(words("erase.office-title", ["name": person.name]))</h1>
            <p class="lead">\(words("erase.office-lead"))</p>
            \(part.explanation)
            \(Form(
                action: .erase(person.id), token: token, submit: words("erase.office-submit"), style: .danger,
                fields: [part.choice, asked]))
            <p><a href="\(Link.administration(person.id))">\(words("erase.cancel"))</a></p>
            """)
        page.isPrivate = true
        return page
    }
}

extension Link {
    static func erase(_ id: PersonID) -> Link { Link("/administration/persons", id, "erase") }
}

import Core
import Foundation
import HTML
import Phrases
import Processes

/// The form of a process: what it asks, and its stages with what each allows.
struct ProcessFormPage {
    let words: Phrases
    let entry: ProcessEntry
    let token: String?
    let problems: Problems?

    var page: Page {
        let title = words("administration.new-process")
        var page = Page(
            title, breadcrumb: administrationPath(words, title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("administration.new-process-lead"))</p>
            \(Form(
                action: "/administration/processes/new", token: token, submit: words("administration.publish-process"),
                hidden: [HiddenField("once", entry.once.uuidString), HiddenField("stages", "\(entry.stages.count)")],
                """
                \(field("title", .text, entry.title, longest: 120))
                \(field("summary", .textarea(rows: 4), entry.summary, longest: 600))
                \(field("threshold", .number(in: 0...1_000_000), entry.threshold))
                \(entry.stages.enumerated().map { stage($0.offset + 1, $0.element) })
                \(more)
                """))
            """)
        page.isPrivate = true
        return page
    }

    private func field(_ name: String, _ control: Field.Control, _ value: String, longest: Int? = nil)
        -> Field
    {
        Field(
            name, words("administration.\(name)-field"), control, value: value,
            hint: words("administration.\(name)-hint"), error: problems?[name], maxlength: longest)
    }

    private func stage(_ number: Int, _ row: ProcessEntry.StageRow) -> HTML {
        """
        <fieldset><legend>\(words("administration.stage", ["number": words.number(number)]))</legend>
        \(Field(
            "stage-\(number)", words("administration.stage-title"), value: row.title, error: problems?["stage-\(number)"],
            required: number == 1, maxlength: 80))
        <div class="columns">\(time("opens", number, row.opens))\(time("closes", number, row.closes))</div>
        <div class="columns">\(ProcessEntry.permissions.map { permission($0, number, row.permissions[$0] ?? "") })</div>
        </fieldset>

        """
    }

    private func time(_ name: String, _ number: Int, _ value: String) -> Field {
        Field(
            "\(name)-\(number)", words("administration.\(name)"), .dateTime, value: value,
            error: problems?["\(name)-\(number)"], required: number == 1)
    }

    private func permission(_ permission: Permission, _ number: Int, _ value: String) -> Field {
        let choices =
            [Choice("", words("administration.nobody"))]
            + Eligibility.allCases.map {
                Choice($0.rawValue, words("administration.eligible.\($0.rawValue)"))
            }
        return Field(
            "\(permission.rawValue)-\(number)", words("administration.may.\(permission.rawValue)"),
            .select(choices),
            value: value, required: false)
    }

    /// A button of the same form that comes back with one more stage and every word kept.
    private var more: HTML {
        guard entry.stages.count < ProcessEntry.mostStages else { return "" }
        return """
            <p><button class="button quiet" type="submit" name="more" value="stage">\
            \(words("administration.more-stages"))</button></p>
            """
    }
}

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

    private func stage(_ number: Int, _ row: StageRow) -> HTML {
        """
        <fieldset><legend>\(words("administration.stage", ["number": words.number(number)]))</legend>
        \(StageFields(words: words, problems: problems).fields(number, row, required: number == 1))
        </fieldset>

        """
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

/// The form of one more stage of a process that is published already.
struct StageFormPage {
    let words: Phrases
    let process: ParticipationProcess
    let row: StageRow
    let token: String?
    let problems: Problems?

    var page: Page {
        let title = words("administration.new-stage")
        var page = Page(
            title,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"),
                [
                    (title: words("administration.title"), link: .administration),
                    (title: process.title, link: .administration(process.id)),
                ], current: title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            <p class="lead">\(words("administration.new-stage-lead"))</p>
            \(Form(
                action: .newStage(in: process.id), token: token, submit: words("administration.add-stage"),
                StageFields(words: words, problems: problems).fields(1, row, required: true)))
            """)
        page.isPrivate = true
        return page
    }
}

import Core
import Deliberation
import Foundation
import HTML
import NumberedText
import Phrases

/// What somebody typed about a proposal, as it was typed.
struct CommentEntry: Sendable {
    var once: UUID
    var body = ""
    var side = ""
    var lines = ""
    /// The version whose lines are meant.
    var version = 1

    init(once: UUID, lines: String = "", version: Int) {
        self.once = once
        self.lines = LineRange(lines) == nil ? "" : lines
        self.version = version
    }

    init(_ form: FormData, once: UUID) {
        self.once = form.uuid("once") ?? once
        body = form.text("body")
        side = form.text("side")
        lines = form.text("lines")
        version = form.number("version") ?? 0
    }

    /// What it means; nil where something is wrong.
    func checked(_ problems: inout Problems) -> CommentDraft? {
        _ = problems.require(body, "body", upTo: 4000, missing: "comment.body-missing")
        let side = Side(rawValue: side)
        if side == nil { problems.add("side", "comment.side-missing") }
        let range = LineRange(lines)
        if range == nil, !lines.isEmpty { problems.add("lines", DeliberationRejection.noSuchLines) }
        guard problems.isEmpty, let side else { return nil }
        return CommentDraft(body: body, side: side, lines: range.map { ($0, version) })
    }
}

/// The form of a comment, on the proposal's page and, when something is wrong, on a page of its own.
struct CommentForm {
    let words: Phrases
    let proposal: ProposalID
    let entry: CommentEntry
    let token: String?
    var problems: Problems?

    var html: HTML {
        Form(
            action: Link("/proposals", proposal, "comments"), token: token, submit: words("comment.send"),
            hidden: [
                HiddenField("once", entry.once.uuidString), HiddenField("version", String(entry.version)),
            ],
            fields: [
                Field(
                    "side", words("comment.side"),
                    .radios(Side.allCases.map { Choice($0.rawValue, words("comment.side.\($0.rawValue)")) }),
                    value: entry.side, error: problems?["side"]),
                Field(
                    "lines", words("comment.lines"), value: entry.lines, hint: words("comment.lines-hint"),
                    error: problems?["lines"], mark: words("form.optional"), required: false, maxlength: 13),
                Field(
                    "body", words("comment.body"), .textarea(rows: 6), value: entry.body,
                    hint: words("comment.body-hint"), error: problems?["body"], maxlength: 4000),
            ]
        ).html
    }
}

/// The form again, with what is wrong.
struct CommentFormPage {
    let form: CommentForm
    let title: String

    var page: Page {
        let words = form.words
        return Page(
            words("comment.write"), section: .proposals,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: title, link: .proposal(form.proposal))],
                current: words("comment.write")),
            "\(form.problems?.summary)<h1>\(words("comment.write"))</h1>\(form.html)")
    }
}

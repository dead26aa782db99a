import Core
import HTML
import Phrases
import Processes

/// What administration enters about one stage, as text.
struct StageRow: Sendable {
    var title = ""
    /// `2026-11-23T18:00`, by the town's clocks.
    var opens = ""
    var closes = ""
    /// Permission to eligibility; empty for nobody.
    var permissions: [Permission: String] = [:]

    /// What a stage can allow; voting has the dates of its election.
    static let permitted: [Permission] = [.propose, .support, .comment]

    var isBlank: Bool { title.isEmpty && opens.isEmpty && closes.isEmpty }

    init() {}

    /// Reads the fields that end in `-number`.
    init(_ form: FormData, _ number: Int) {
        title = form.text("stage-\(number)")
        opens = form.text("opens-\(number)")
        closes = form.text("closes-\(number)")
        for permission in StageRow.permitted {
            permissions[permission] = form.text("\(permission.rawValue)-\(number)")
        }
    }

    /// What it means; nil where something is wrong, told in `problems`.
    func checked(_ number: Int, _ problems: inout Problems) -> ProcessDraft.Stage? {
        let title = problems.require(
            title, "stage-\(number)", upTo: 80, missing: "administration.stage-title-missing")
        let dates = StageRow.dates(opens, closes, suffix: "\(number)", &problems)
        return dates.map { dates in
            ProcessDraft.Stage(
                title: title, opensAt: dates.opens, closesAt: dates.closes,
                permissions: permissions.compactMapValues { Eligibility(rawValue: $0) })
        }
    }

    /// Two moments, the second after the first.
    static func dates(_ opens: String, _ closes: String, suffix: String, _ problems: inout Problems) -> (
        opens: Instant, closes: Instant
    )? {
        let from = TownTime.instant(entered: opens)
        let to = TownTime.instant(entered: closes)
        if from == nil { problems.add("opens-\(suffix)", "administration.time-wrong") }
        if to == nil { problems.add("closes-\(suffix)", "administration.time-wrong") }
        guard let from, let to else { return nil }
        if to <= from { problems.add("closes-\(suffix)", ProcessRejection.datesInverted) }
        return (from, to)
    }
}

/// The fields of one stage.
struct StageFields {
    let words: Phrases
    let problems: Problems?

    func fields(_ number: Int, _ row: StageRow, required: Bool) -> HTML {
        """
        \(Field(
            "stage-\(number)", words("administration.stage-title"), value: row.title,
            error: problems?["stage-\(number)"], required: required, maxlength: 80))
        \(dates("-\(number)", opens: row.opens, closes: row.closes, suffix: "\(number)", required: required))
        <div class="columns">\(StageRow.permitted.map { permission($0, number, row.permissions[$0] ?? "") })</div>
        """
    }

    /// - Parameters:
    ///   - ending: of the fields' names.
    ///   - suffix: of their ids and problems.
    func dates(_ ending: String, opens: String, closes: String, suffix: String, required: Bool = true) -> HTML
    {
        let field = { (name: String, value: String) in
            Field(
                name + ending, words("administration.\(name)"), .dateTime, value: value,
                error: problems?["\(name)-\(suffix)"], required: required, id: "\(name)-\(suffix)")
        }
        return "<div class=\"columns\">\(field("opens", opens))\(field("closes", closes))</div>"
    }

    private func permission(_ permission: Permission, _ number: Int, _ value: String) -> Field {
        let choices =
            [Choice("", words("administration.nobody"))]
            + Eligibility.allCases.map {
                Choice($0.rawValue, words("administration.eligible.\($0.rawValue)"))
            }
        return Field(
            "\(permission.rawValue)-\(number)", words("administration.may.\(permission.rawValue)"),
            .select(choices), value: value, required: false)
    }
}

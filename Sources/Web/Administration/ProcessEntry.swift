import Core
import Foundation
import Phrases
import Processes
import Secrets

/// What administration enters about a process, as text, so that a wrong input comes back unchanged.
struct ProcessEntry: Sendable {
    var once: UUID
    var title = ""
    var summary = ""
    var threshold = "0"
    var stages = Array(repeating: StageRow(), count: 3)
    var wantsRow = false

    static let mostStages = 8
    init() { once = SystemRandom.uuid() }

    init(_ form: FormData) {
        once = form.uuid("once") ?? SystemRandom.uuid()
        title = form.text("title")
        summary = form.text("summary")
        threshold = form.text("threshold")
        let count = min(ProcessEntry.mostStages, max(1, form.number("stages") ?? 3))
        stages = (1...count).map { StageRow(form, $0) }
        wantsRow = !form.text("more").isEmpty && count < ProcessEntry.mostStages
        if wantsRow { stages.append(StageRow()) }
    }

    /// What it means; nil where something is wrong, told in `problems`.
    func checked(_ problems: inout Problems) -> ProcessDraft? {
        guard !wantsRow else { return nil }
        let title = problems.require(title, "title", upTo: 120, missing: "administration.title-missing")
        let summary = problems.require(
            summary, "summary", upTo: 600, missing: "administration.summary-missing")
        let threshold = Int(threshold).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
        if threshold == nil { problems.add("threshold", "administration.threshold-wrong") }
        let rows = stages.enumerated().filter { !$0.element.isBlank }
        if rows.isEmpty { problems.add("stage-1", "administration.stage-missing") }
        let checked = rows.compactMap { row in
            row.element.checked(row.offset + 1, &problems).map { (number: row.offset + 1, stage: $0) }
        }
        let inTime = checked.sorted { $0.stage.opensAt < $1.stage.opensAt }
        for (earlier, later) in zip(inTime, inTime.dropFirst())
        where later.stage.opensAt < earlier.stage.closesAt {
            problems.add("opens-\(later.number)", ProcessRejection.phasesOverlap)
        }
        guard problems.isEmpty, let threshold else { return nil }
        return ProcessDraft(
            title: title, summary: summary, threshold: threshold, stages: checked.map(\.stage))
    }
}

extension TownTime {
    /// Reads what a `datetime-local` field sends: `2026-11-23T18:00`, also with seconds, which are left out.
    static func instant(entered text: String) -> Instant? {
        let parts = text.split(separator: "T", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(iso8601: String(parts[0])) else { return nil }
        let time = parts[1].split(separator: ":", omittingEmptySubsequences: false)
        let isPlain = time.allSatisfy { $0.utf8.count == 2 && $0.utf8.allSatisfy { (48...57).contains($0) } }
        guard (2...3).contains(time.count), isPlain, let hour = Int(time[0]), let minute = Int(time[1]),
            hour < 24, minute < 60
        else { return nil }
        return instant(on: day, minute: hour * 60 + minute)
    }

    /// What such a field shows.
    static func entry(_ instant: Instant) -> String {
        let (day, minute) = local(instant)
        let digits = { (number: Int) in number < 10 ? "0\(number)" : "\(number)" }
        return "\(day.iso8601)T\(digits(minute / 60)):\(digits(minute % 60))"
    }
}

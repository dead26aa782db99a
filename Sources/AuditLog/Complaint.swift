package import Core

/// Says a fault once, and every ten minutes while it lasts, instead of at every turn of a loop.
package struct Complaint {
    private let subject: String
    private var last: (text: String, at: Instant)?

    package init(_ subject: String) { self.subject = subject }

    package mutating func say(_ error: any Error, at now: Instant, _ report: (String) -> Void) {
        guard !(error is CancellationError) else { return }
        say("\(error)", at: now, report)
    }

    package mutating func say(_ text: String, at now: Instant, _ report: (String) -> Void) {
        if let last, last.text == text, last.at <= now, now < last.at.adding(minutes: 10) { return }
        last = (text, now)
        report("\(subject): \(text)")
    }

    package mutating func end() { last = nil }
}

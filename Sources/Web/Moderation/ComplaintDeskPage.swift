import Acts
import Core
import HTML
import Moderation
import Phrases

/// Complaints that wait, oldest first.
struct ComplaintQueuePage {
    let words: Phrases
    /// One more than is shown where there are more.
    let queue: [Complaint]
    let isStart: Bool
    /// The case just decided about.
    let done: CaseID?

    var page: Page {
        let shown = queue.prefix(listLength)
        let next =
            queue.count > shown.count
            ? shown.last.map {
                Link.complaints.query("after", PageKey($0.filedAt, CaseID($0.number)).description)
            }
            : nil
        let title = words("review.title")
        var page = Page(
            title,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("moderation.title"), link: .moderation)],
                current: title),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words("review.lead"))</p>
            \(done.map(doneNotice))
            \(if: shown.isEmpty, EmptyState(words("review.empty")).html)
            \(if: !shown.isEmpty, "<ol class=\"queue\">\(shown.map(row))</ol>")
            \(Pager(
                words("pager.label"), previous: isStart ? nil : (title: words("desk.first"), link: .complaints),
                next: next.map { (title: words("desk.next"), link: $0) }))
            """)
        page.isPrivate = true
        return page
    }

    private func row(_ complaint: Complaint) -> HTML {
        let title = words("desk.case", ["case": complaint.id.description])
        return """
            <li><a href="\(Link.complaint(complaint.id))">\(title)</a>
            \(Meta([HTML(text: words("review.filed", ["date": words.dateTime(complaint.filedAt)]))]))</li>

            """
    }

    private func doneNotice(_ id: CaseID) -> Panel {
        Panel(
            words("review.done", ["case": id.description]), tone: .success,
            "<p>\(words("desk.done.next")) <a href=\"\(Link.decision(id))\">\(words("desk.done.record"))</a></p>"
        )
    }
}

/// One case whose decision somebody disagrees with: text, decision, complaints, and the new decision.
struct ComplaintDeskPage {
    let words: Phrases
    let about: CaseView
    let complaints: [Complaint]
    /// The moderator decided before or complains: somebody else decides.
    let isOwn: Bool
    var entry: DecisionEntry
    let token: String?
    var problems: Problems?

    var page: Page {
        let title = words("review.case", ["case": about.about.id.description])
        var page = Page(
            title,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"),
                [
                    (title: words("moderation.title"), link: .moderation),
                    (title: words("review.title"), link: .complaints),
                ],
                current: title),
            """
            \(problems?.summary)<h1>\(title)</h1>
            \(CasePart(words: words, shown: about, entry: DecisionEntry(), token: token, problems: nil, letters: []))
            <h2>\(words("review.words"))</h2>
            \(complaints.map(complaint))
            \(ending)
            """)
        page.isPrivate = true
        return page
    }

    private func complaint(_ complaint: Complaint) -> HTML {
        """
        <div class="comment">\(PlainText(complaint.words))
        \(Meta([HTML(text: words.dateTime(complaint.filedAt))]))</div>

        """
    }

    private var ending: HTML {
        if about.isOwn { return Panel(nil, tone: .warning, "<p>\(words("moderation.own-text"))</p>").html }
        if isOwn { return Panel(nil, tone: .warning, "<p>\(words("moderation.own-decision"))</p>").html }
        return form.html
    }

    private var form: Form {
        Form(
            action: .complaint(about.about.id), token: token, submit: words("desk.decide"),
            DecisionFields(words: words, entry: entry, problems: problems).html)
    }
}

import Core
import Deliberation
import Foundation
import HTML
import Phrases
import Proposals

/// One comment with its replies and the form to reply.
struct ThreadPage {
    static let length = 20

    let words: Phrases
    let proposal: Proposal
    let first: Comment
    /// One more than a page shows where there are more.
    let replies: [Comment]
    let isStart: Bool
    let token: String?
    let once: UUID
    var body = ""
    var problems: Problems?

    var page: Page {
        let number = words("comment.number", ["number": first.id.description])
        let shown = replies.prefix(ThreadPage.length)
        let link = Link.comment(first.id, on: proposal.id)
        let next =
            replies.count > shown.count ? shown.last.map { link.query("after", $0.id.description) } : nil
        return Page(
            number, section: .proposals,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: proposal.title, link: .proposal(proposal.id))],
                current: number),
            """
            \(problems?.summary)<h1>\(number)</h1>
            <p>\(words("comment.about")) <a href="\(Link.proposal(proposal.id).fragment("discussion"))">\(proposal.title)</a></p>
            \(CommentView(words: words, comment: first, token: token, canReply: false, replies: replies(shown)))
            \(Pager(
                words("pager.label"), previous: isStart ? nil : (title: words("comment.first-replies"), link: link),
                next: next.map { (title: words("comment.later-replies"), link: $0) }))
            \(form)
            """)
    }

    private func replies(_ shown: ArraySlice<Comment>) -> HTML {
        "\(shown.map { CommentView(words: words, comment: $0, token: token, canReply: false) })"
    }

    private var form: HTML {
        guard first.state == .visible, proposal.state == .published else { return "" }
        guard token != nil else {
            let link = Link.signIn.query("next", Link.comment(first.id, on: proposal.id).address)
            return "<p>\(LinkButton(words("discussion.sign-in"), to: link, style: .quiet))</p>"
        }
        return """
            <h2 id="reply">\(words("comment.reply-title"))</h2>
            \(Form(
                action: Link("/proposals", proposal.id, "comments", first.id, "replies"), token: token,
                submit: words("comment.send-reply"), hidden: [HiddenField("once", once.uuidString)],
                fields: [
                    Field(
                        "body", words("comment.body"), .textarea(rows: 5), value: body, hint: words("comment.body-hint"),
                        error: problems?["body"], maxlength: 4000)
                ]))
            """
    }
}

/// All threads of one side, page by page.
struct SidePage {
    let words: Phrases
    let proposal: Proposal
    let side: Side
    let list: ThreadList
    let isStart: Bool
    let token: String?

    var page: Page {
        let link = Link("/proposals", proposal.id, "comments").query("side", side.rawValue)
        let next =
            list.hasMore ? list.threads.last.map { link.query("before", $0.first.id.description) } : nil
        let title = words("discussion.all.\(side.rawValue)")
        return Page(
            title, section: .proposals,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: proposal.title, link: .proposal(proposal.id))],
                current: title),
            """
            <h1>\(title)</h1>
            <p>\(words("comment.about")) <a href="\(Link.proposal(proposal.id).fragment("discussion"))">\(proposal.title)</a></p>
            \(if: list.threads.isEmpty, EmptyState(words("discussion.none-yet")).html)
            \(list.threads.map { ThreadView(words: words, thread: $0, token: token, canReply: token != nil) })
            \(Pager(
                words("pager.label"), previous: isStart ? nil : (title: words("pager.newest"), link: link),
                next: next.map { (title: words("pager.older"), link: $0) }))
            """)
    }
}

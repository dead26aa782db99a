import Acts
import Core
import Deliberation
import HTML
import NumberedText
import Phrases

/// One comment as everybody sees it, with what its reader may do.
struct CommentView: Markup {
    let words: Phrases
    let comment: Comment
    /// The cross-site token; nil for visitors.
    let token: String?
    /// Whether its text may be answered now.
    let canReply: Bool
    var replies: HTML = ""

    var html: HTML {
        """
        <div class="comment" id="comment-\(comment.id)">
        \(content)\(replies)</div>

        """
    }

    private var content: HTML {
        switch comment.state {
        case .withdrawn: "<p><i>\(words("comment.withdrawn"))</i></p>\n"
        case .hidden(let since):
            "<p><i>\(words("comment.hidden", ["date": words.date(words.day(of: since))]))</i></p>\n"
        case .visible:
            """
            \(Meta(head))\(Markdown.render(comment.body))\(Meta(acts))
            """
        }
    }

    private var link: Link { .comment(comment.id, on: comment.proposal) }

    private var head: [HTML] {
        var parts: [HTML] = ["<b>\(comment.author ?? "")</b>"]
        if let lines = comment.lines {
            let label = words.lines(lines.first, lines.last)
            // The lines of an earlier wording may be others now.
            let place =
                comment.isOutdated
                ? Link("/proposals", comment.proposal, "versions")
                : Link.proposal(comment.proposal).fragment("z\(lines.first)")
            parts.append(#"<a href="\#(place)">\#(label)</a>"#)
            if comment.isOutdated {
                parts.append(HTML(text: words("versions.tag", ["number": String(comment.version)])))
            }
        }
        parts.append(#"<a href="\#(link)">\#(words.dateTime(comment.writtenAt))</a>"#)
        return parts
    }

    /// Hidden words tell screen readers whose comment each act is about.
    private var acts: [HTML] {
        let whose: HTML =
            #"<span class="unseen"> \#(words("comment.of", ["name": comment.author ?? ""]))</span>"#
        var parts: [HTML] = []
        if canReply {
            parts.append(#"<a href="\#(link.fragment("reply"))">\#(words("comment.reply"))\#(whose)</a>"#)
        }
        if comment.isOwn {
            parts.append(
                FormButton(
                    words("comment.withdraw"),
                    action: Link("/proposals", comment.proposal, "comments", comment.id, "withdraw"),
                    token: token, style: .quiet
                ).html)
        } else {
            let report = Link("/report").query("comment", comment.id.description)
            parts.append(#"<a href="\#(report)">\#(words("comment.report"))\#(whose)</a>"#)
        }
        return parts
    }
}

/// A thread in a list: the comment, its oldest replies, and the way to the rest.
struct ThreadView: Markup {
    let words: Phrases
    let thread: CommentThread
    let token: String?
    let canReply: Bool

    var html: HTML {
        CommentView(words: words, comment: thread.first, token: token, canReply: canReply, replies: replies)
            .html
    }

    private var replies: HTML {
        let link = Link.comment(thread.first.id, on: thread.first.proposal)
        return """
            \(thread.replies.map { CommentView(words: words, comment: $0, token: token, canReply: canReply) })\
            \(if: thread.hasMoreReplies, "<p><a href=\"\(link)\">\(words("comment.all-replies"))</a></p>")
            """
    }
}

import Core
import Deliberation
import HTML
import Identity
import Phrases
import Processes
import Proposals

/// The discussion on a proposal's page: arguments for and against side by side, the rest below, then the form.
struct DiscussionPart {
    /// How many threads of each side the proposal's page shows.
    static let shown = 10

    let words: Phrases
    let proposal: Proposal
    let lists: [Side: ThreadList]
    let viewer: Person?
    let phases: [Phase]
    let now: Instant
    let entry: CommentEntry
    let token: String?

    var html: HTML {
        """
        <h2 id="discussion">\(words("discussion.title"))</h2>
        \(if: isEmpty, EmptyState(words("discussion.empty")).html, else: columns)
        \(if: !(lists[.neutral]?.threads.isEmpty ?? true), "<h3>\(words("discussion.neutral"))</h3>\(list(.neutral))")
        <h3 id="write">\(words("comment.write"))</h3>
        \(form)
        """
    }

    private var isEmpty: Bool { lists.values.allSatisfy(\.threads.isEmpty) }

    private var columns: HTML {
        """
        <div class="columns"><div><h3>\(words("discussion.for"))</h3>\(list(.pro))</div>
        <div><h3>\(words("discussion.against"))</h3>\(list(.against))</div></div>
        """
    }

    private func list(_ side: Side) -> HTML {
        guard let list = lists[side], !list.threads.isEmpty else {
            return "<p>\(words("discussion.none-yet"))</p>"
        }
        let all = Link("/proposals", proposal.id, "comments").query("side", side.rawValue)
        return """
            \(list.threads.map { ThreadView(words: words, thread: $0, token: token, canReply: canComment) })\
            \(if: list.hasMore, "<p><a href=\"\(all)\">\(words("discussion.all.\(side.rawValue)"))</a></p>")
            """
    }

    private var canComment: Bool { refusal == nil }

    /// Why the viewer cannot comment now, as a sentence; nil if they can.
    private var refusal: HTML? {
        let open = phases.first { $0.isOpen(at: now) && $0.permissions[.comment] != nil }
        guard proposal.state == .published, let open else { return "<p>\(words("discussion.closed"))</p>" }
        guard let viewer else {
            let back = Link.proposal(proposal.id).query("lines", entry.lines.isEmpty ? nil : entry.lines)
            return
                "<p>\(LinkButton(words("discussion.sign-in"), to: .signIn.query("next", back.address), style: .quiet))</p>"
        }
        if open.permissions[.comment] == .resident, !viewer.isResident {
            return "<p>\(words("identity.residents-only"))</p>"
        }
        return nil
    }

    private var form: HTML {
        refusal ?? CommentForm(words: words, proposal: proposal.id, entry: entry, token: token).html
    }
}

import Core
import HTML

/// Every address a page may name, printed here and nowhere else.
extension Link {
    static let account: Link = "/account"
    static let administration: Link = "/administration"
    static let elections: Link = "/elections"
    static let inbox: Link = "/account/inbox"
    static let log: Link = "/log"
    static let moderation: Link = "/moderation"
    static let ownProposals: Link = "/account/proposals"
    static let processes: Link = "/processes"
    static let proposals: Link = "/proposals"
    static let newPassword: Link = "/password/new"
    static let register: Link = "/register"
    static let registerConfirm: Link = "/register/confirm"
    static let signIn: Link = "/sign-in"

    static func process(_ id: ProcessID) -> Link { Link("/processes", id) }
    static func proposal(_ id: ProposalID) -> Link { Link("/proposals", id) }
    static func comment(_ id: CommentID, on proposal: ProposalID) -> Link {
        Link("/proposals", proposal, "comments", id)
    }
    static func moderationCase(_ id: CaseID) -> Link { Link("/moderation/cases", id) }
    static func decision(_ id: CaseID) -> Link { Link("/moderation/record", id) }
    static func election(_ id: ElectionID) -> Link { Link("/elections", id) }
    static func logEntry(_ index: Int) -> Link { Link("/log", index) }
}

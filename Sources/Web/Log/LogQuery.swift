import AuditLog
import Core
import HTML
import Hummingbird
import Phrases

/// What a reader of the log asked for in its address, as it was typed.
struct LogQuery {
    /// One of `LogListPage.nouns`; anything else asks for everything.
    let noun: String?
    let proposal: String
    let day: String

    init(_ request: Request, _ context: PageContext) {
        func typed(_ name: String) -> String {
            String((context.query(request, name) ?? "").filter { !$0.isWhitespace }.prefix(40))
        }
        noun = context.query(request, "about").flatMap { LogListPage.nouns.contains($0) ? $0 : nil }
        proposal = typed("proposal")
        day = typed("day")
    }

    var isEmpty: Bool { noun == nil && proposal.isEmpty && day.isEmpty }

    /// Nil where it is no number of a proposal.
    private var proposalNumber: Int? {
        guard proposal.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(proposal), number > 0
        else { return nil }
        return number
    }

    private var dayMeant: Day? { Day(iso8601: day) }

    var filter: LogFilter {
        LogFilter(noun: noun, object: proposalNumber.map { "proposals/\($0)" }, day: dayMeant)
    }

    /// The address of this list's newest page.
    var link: Link { link(about: noun) }

    /// The same of entries of another kind.
    func link(about noun: String?) -> Link {
        Link.log.query("about", noun).query("proposal", proposalNumber).query("day", dayMeant?.iso8601)
    }

    /// What is chosen, in words; empty where nothing is.
    func parts(_ words: Phrases) -> [String] {
        var parts: [String] = []
        if let noun { parts.append(words("log.about.\(noun)")) }
        if let number = proposalNumber {
            parts.append(words("proposal.number", ["number": String(number)]))
        }
        if let dayMeant { parts.append(words.date(dayMeant)) }
        return parts
    }

    func fields(_ words: Phrases) -> [Field] {
        [
            Field(
                "proposal", words("log.filter-proposal"), .code, value: proposal,
                hint: words("log.filter-proposal-hint"),
                error: proposal.isEmpty || proposalNumber != nil ? nil : words("log.filter-proposal-wrong"),
                required: false),
            Field(
                "day", words("log.filter-day"), .date, value: day,
                error: day.isEmpty || dayMeant != nil ? nil : words("form.date"), required: false),
        ]
    }
}

extension Link {
    /// Everything that the log says about a proposal and what belongs to it.
    static func log(about proposal: ProposalID) -> Link { log.query("proposal", proposal.description) }
}

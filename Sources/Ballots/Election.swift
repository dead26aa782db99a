package import Core
import Postgres
import PublicRecord
package import Tally

/// How far an election has come. Stored as text: a name is never changed.
package enum ElectionState: String, Sendable, CaseIterable {
    case draft, open, closed, counted
}

/// How votes are kept secret. Stored as text: a name is never changed.
package enum Manner: String, Sendable, CaseIterable {
    /// The server sees ballots without names, and mixes them.
    case openBox = "open-box"
    /// The voter's device encrypts; trustees decrypt what the ballots come to.
    case encrypted
}

/// Whether people can also vote on paper. Stored as text: a name is never changed.
package enum PaperState: String, Sendable, CaseIterable {
    /// Only online.
    case none
    /// Also on paper; the count waits for the batches.
    case awaited
    /// Every batch is sealed.
    case complete
}

/// What can be chosen.
package struct ElectionOption: Sendable, Hashable {
    package let title: String
    /// One more sentence, perhaps empty.
    package let detail: String
    /// The proposal it comes from, or that a yes adopts.
    package let proposal: ProposalID?
    /// In whole euros; nil unless money is voted on.
    package let cost: Int?

    package init(title: String, detail: String = "", proposal: ProposalID? = nil, cost: Int? = nil) {
        self.title = title
        self.detail = detail
        self.proposal = proposal
        self.cost = cost
    }
}

/// One question with its options, rule and dates. No count is in it.
package struct Election: Sendable {
    package let id: ElectionID
    package let process: ProcessID
    package let processTitle: String
    package let phase: PhaseID
    package let state: ElectionState
    package let question: String
    /// Markdown.
    package let description: String
    package let rule: Rule
    package let parameters: Parameters
    package let seats: Int
    /// In whole euros; nil unless money is voted on.
    package let budget: Profile.Budget?
    package let manner: Manner
    package let paper: PaperState
    /// How many may vote; nil for a draft whose roll is not frozen.
    package let rollSize: Int?
    package let opensAt: Instant
    /// The first moment that takes no ballot.
    package let endsAt: Instant
    package let options: [ElectionOption]

    /// The proposals it decides on, in the order of the options.
    package var proposals: [ProposalID] { options.compactMap(\.proposal) }

    package func isOpen(at now: Instant) -> Bool { state == .open && opensAt <= now && now < endsAt }

    /// Refuses a ballot that the count would find invalid, so that nobody casts one by mistake.
    package func check(_ ballot: Ballot) throws {
        guard rule.takes(ballot, options: options.count, seats: seats, budget: budget, parameters) else {
            throw BallotRejection.ballotInvalid
        }
    }
}

extension Election {
    init(row: Row) throws {
        id = try row["id"]
        process = try row["process_id"]
        processTitle = try row["process_title"]
        phase = try row["phase_id"]
        let state: String = try row["state"]
        self.state = ElectionState(rawValue: state) ?? .draft
        question = try row["question"]
        description = try row["description"]
        let name: String = try row["rule"]
        guard let rule = Rule.named(name) else { throw BallotFault.unknownRule(name) }
        self.rule = rule
        let parameters: String = try row["parameters"]
        self.parameters = try ParametersJSON.parameters(JSON(parsing: Array(parameters.utf8)), of: rule)
        seats = try row["seats"]
        rollSize = try row["roll_size"]
        let manner: String = try row["manner"]
        self.manner = Manner(rawValue: manner) ?? .openBox
        let paper: String = try row["paper"]
        self.paper = PaperState(rawValue: paper) ?? .none
        opensAt = try row["opens_at"]
        endsAt = try row["ends_at"]
        let titles = try (row["titles"] as SQLArray<String>).elements
        let details = try (row["details"] as SQLArray<String>).elements
        let proposals = try (row["proposals"] as SQLArray<Int64>).elements
        let costs = try (row["costs"] as SQLArray<Int64>).elements
        options = titles.indices.map {
            ElectionOption(
                title: titles[$0], detail: details[$0], proposal: ProposalID(rawValue: proposals[$0]),
                cost: costs[$0] == 0 ? nil : Int(costs[$0]))
        }
        let limit: Int? = try row["budget"]
        budget = limit.map { Profile.Budget(limit: $0, costs: costs.map { Int($0) }) }
    }
}

/// A way to count. What voters read about it stands in the phrases under `rule.<id>.…`.
package struct Rule: Sendable {
    package typealias Count = @Sendable (Profile, Parameters, _ seats: Int) throws(TallyError) -> Outcome
    typealias Check = @Sendable (Outcome, Profile) throws(Refusal) -> Void

    /// What is decided.
    package enum Aim: String, Sendable, CaseIterable {
        /// One proposal, adopted or rejected; one seat.
        case decision
        /// 1 … options seats.
        case seats
        /// Which options a budget pays for; one seat. The profile names limit and costs.
        case budget
        /// Any number of seats shared out among the options, several to one if need be.
        case apportionment

        /// How many seats this many options can be asked to fill.
        package func seats(options: Int) -> ClosedRange<Int> {
            switch self {
            case .decision, .budget: 1...1
            case .seats: 1...max(1, options)
            case .apportionment: 1...100_000
            }
        }
    }

    /// Stored and printed in the public record, so never renamed.
    package let id: String
    /// Where the rule is defined.
    package let source: String
    package let ballot: Ballot.Kind
    let reading: Reading
    package let aim: Aim
    /// The names of the options in order where the rule itself gives them, else empty.
    package let fixedOptions: [String]
    package let parameters: [Parameter]
    /// Counts `profile`. Throws what makes counting impossible; a tie is a result, not an error.
    package let count: Count
    /// Checks an outcome by its certificate, on another way than `count`.
    let check: Check

    init(
        id: String, source: String, ballot: Ballot.Kind, reading: Reading = .count, aim: Aim = .seats,
        fixedOptions: [String] = [],
        parameters: [Parameter],
        count: @escaping Count, check: @escaping Check
    ) {
        self.id = id
        self.source = source
        self.ballot = ballot
        self.reading = reading
        self.aim = aim
        self.fixedOptions = fixedOptions
        self.parameters = parameters
        self.count = count
        self.check = check
    }
}

extension Rule {
    /// Every rule the platform offers, in menu order.
    package static let all: [Rule] = [
        yesNo, plurality, approval, limited, score, star, majorityJudgment, systemicConsensus, borda,
        schulze, rankedPairs, minimax, copeland, kemeny, liquidFeedback, cumulative, quadratic,
        sainteLague, dhondt, adams, huntingtonHill, hareQuota, droopQuota, instantRunoff, scottishSTV,
        weightedInclusiveSTV, meekSTV, ers97STV, proportionalApproval, sequentialPAV, chamberlinCourant,
        sequentialPhragmen, equalSharesCommittee, greedyBudget, equalShares, phragmenBudget,
    ]

    package static func named(_ id: String) -> Rule? { all.first { $0.id == id } }

    /// Counts with the standard of every parameter that `given` does not name.
    package func outcome(
        of profile: Profile, seats: Int = 1, _ given: [String: Parameter.Value] = [:]
    ) throws(TallyError) -> Outcome {
        guard aim.seats(options: profile.options).contains(seats) else { throw .badSeats(seats) }
        return try count(profile, Parameters(of: self, given), seats)
    }
}

extension Rule: CustomStringConvertible {
    package var description: String { id }
}

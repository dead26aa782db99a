extension Rule {
    /// How it is found out which ballots are valid, where counting them would take too long to ask for a single one.
    enum Reading: Sendable {
        /// By counting.
        case count
        /// As the rules with transfers read rankings.
        case papers
        /// As the rules by pairs read rankings.
        case pairs
        /// As committees and budgets read marks.
        case support
    }

    /// Whether the count would find this ballot valid, with a number of steps that grows with the options alone.
    package func takes(
        _ ballot: Ballot, options: Int, seats: Int = 1, budget: Profile.Budget? = nil,
        _ parameters: Parameters
    ) -> Bool {
        guard
            let profile = try? Profile(options: options, eligible: 1, budget: budget, ballots: [ballot]),
            let valid = try? valid(profile, parameters, seats)
        else { return false }
        return valid == 1
    }

    private func valid(
        _ profile: Profile, _ parameters: Parameters, _ seats: Int
    ) throws(TallyError) -> Int {
        switch reading {
        case .count: try count(profile, parameters, seats).valid
        case .papers: try Papers(profile, parameters).valid
        case .pairs: try Pairwise(profile, parameters).valid
        case .support: try Support(profile, parameters, takesPoints: aim == .budget).valid
        }
    }
}

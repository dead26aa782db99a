/// Sharing out seats by a quota: one seat for each full quota, the rest to the largest remainders.
///
/// Where seats are left when every party has one by remainder (only with fewer votes than about the square of
/// the seats), they go round again in the same order.
struct LargestRemainders {
    /// The votes that are worth a seat, out of all votes of the parties that may get seats.
    let quota: @Sendable (_ votes: Int, _ seats: Int) -> Fraction

    init(quota: @escaping @Sendable (_ votes: Int, _ seats: Int) -> Fraction) { self.quota = quota }

    func outcome(
        _ rule: String, _ profile: Profile, _ parameters: Parameters, seats: Int
    ) throws(TallyError) -> Outcome {
        let apportionment = try Apportionment(profile, parameters)
        let (votes, candidates) = (apportionment.votes, apportionment.candidates)
        guard !candidates.isEmpty else {
            return try apportionment.outcome(
                rule, profile, parameters, seats: seats, Sharing(parties: profile.options), told: [],
                Certificate("quota", [:]))
        }
        let quota = quota(candidates.reduce(0) { $0 + votes[$1] }, seats)
        func claim(_ party: Int, _ seats: Int) -> Fraction {
            Fraction(votes[party]) - quota * Fraction(seats)
        }
        var whole = [Int](repeating: 0, count: profile.options)
        for party in candidates { whole[party] = (Fraction(votes[party]) / quota).roundedDown.whole ?? 0 }
        let left = seats - whole.reduce(0, +)
        var sure = whole
        for party in candidates { sure[party] += left / candidates.count }
        let sharing = Sharing(
            seats: sure, adding: left % candidates.count, claims: candidates.map { ($0, claim($0, sure[$0])) }
        )
        let border = sharing.border(candidates, claim)
        let more = candidates.filter { sharing.seats[$0] > whole[$0] }
        let given = more.reduce(0) { $0 + sharing.seats[$1] - whole[$1] }
        return try apportionment.outcome(
            rule, profile, parameters, seats: seats, sharing,
            told: [Stage("quota", [], ["quota": quota])]
                + (more.isEmpty ? [] : [Stage("remainders", more, seats: given)]),
            Certificate("quota", ["quota": [[quota]], "remainder": [[border.waiting, border.served]]]))
    }
}

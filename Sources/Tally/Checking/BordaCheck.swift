/// Checks a Borda outcome: the points of each option by comparing it with every other, then what follows.
func checkBorda(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    let rows = outcome.certificate.tables["points"] ?? []
    let points = rows.compactMap { $0.count == 1 ? $0[0] : nil }
    let isWhole = outcome.certificate.kind == "points" && outcome.certificate.tables.count == 1
    try expect(isWhole && rows.count == points.count, "the table is another")
    try expect(points.count == profile.options, "the table does not list every option")
    try expect(outcome.conditions.isEmpty, "there are conditions too many")

    var valid = 0
    var sums = [Fraction](repeating: .zero, count: profile.options)
    var places: [[Int: Int]] = Array(repeating: [:], count: profile.options)
    let isDowdall = outcome.parameters.word("truncation") == "dowdall"
    for group in profile.groups {
        guard let ranks = try ranks(group.ballot, outcome) else { continue }
        valid += group.count
        for (option, rank) in ranks.enumerated() {
            let above = ranks.count { ($0 ?? .max) < (rank ?? .max) }
            let equal = ranks.count { $0 == rank }
            if isDowdall {
                if rank != nil { places[option][above * ranks.count + equal - 1, default: 0] += group.count }
            } else if rank != nil || outcome.parameters.word("truncation") == "averaged" {
                let doubled = 2 * (ranks.count - above - equal) + equal - 1
                sums[option] += Fraction(numerator: doubled * group.count, over: 2)
            }
        }
    }
    for (option, counts) in places.enumerated() {
        for (place, count) in counts {
            let (above, equal) = (place / profile.options, place % profile.options + 1)
            let shares = (1...equal).map { Fraction(numerator: count, over: (above + $0) * equal) }
            sums[option] += shares.reduce(.zero, +)
        }
    }
    try expect(outcome.valid == valid, "the number of valid ballots is wrong")
    try expect(points == sums, "the points of an option are wrong")
    try SeatCheck(outcome: outcome, totals: points, admitted: admitted(outcome)).run()
}

/// The rank of each option, nil where the ballot has none; nil where the ballot is invalid.
private func ranks(_ ballot: Ballot, _ outcome: Outcome) throws(Refusal) -> [Int?]? {
    var ranks = [Int?](repeating: nil, count: outcome.options)
    switch ballot {
    case .invalid: return nil
    case .blank: break
    case .ranking(let ranking):
        for (rank, group) in ranking.groups.enumerated() {
            if group.isEmpty, outcome.parameters.word("skipped") == "invalid" { return nil }
            if group.count > 1, outcome.parameters.word("equal") == "invalid" { return nil }
            for option in group {
                if ranks[option] != nil, outcome.parameters.word("repeated") == "invalid" { return nil }
                ranks[option] = ranks[option] ?? rank
            }
        }
    default: throw Refusal(reason: "a ballot is of another kind")
    }
    let isBlank = !ranks.contains { $0 != nil }
    return isBlank && outcome.parameters.word("blank") == "invalid" ? nil : ranks
}

package import Tally

extension BallotFile {
    /// The ballots as the rule takes them, and what was made of them if they are of another kind.
    ///
    /// Without loss: a choice is one mark, one rank or one point; single marks and single ranks are choices; a mark
    /// is one point; places of a ranking are the points that the file itself gives them. Rules on budgets take points
    /// as they are. Only leniently: the first place of a ranking as its choice, all ranked options as marks, points
    /// above 0 as marks, and points as a ranking. Anything else is refused.
    /// `eligible` is how many people may vote, which no form says.
    package func profile(
        for rule: Rule, eligible: Int? = nil, lenient: Bool = false
    ) throws(BallotFileError) -> (profile: Profile, reading: String?) {
        var (profile, reading) = try turned(for: rule, lenient: lenient)
        if let eligible { profile = try Self.profile(profile, groups: profile.groups, eligible: eligible) }
        return (profile, reading)
    }

    private func turned(
        for rule: Rule, lenient: Bool
    ) throws(BallotFileError) -> (profile: Profile, reading: String?) {
        if kind == rule.ballot || (kind == .scores && rule.aim == .budget) { return (profile, nil) }
        if kind == .ranking, rule.aim == .budget || rule.ballot == .scores, !pointsByPlace.isEmpty {
            let points = pointsByPlace.map { String($0) }.joined(separator: ", ")
            return (try turned(.scores, lossless: true), "the places are worth \(points) points")
        }
        if let profile = try? turned(rule.ballot, lossless: true) { return (profile, nil) }
        let text = "the file holds \(kind.words), and the rule \(rule.id) takes \(rule.ballot.words)"
        guard lenient, let profile = try? turned(rule.ballot, lossless: false) else {
            throw BallotFileError(reason: text)
        }
        return (profile, "\(text): \(Self.readings[[kind, rule.ballot]] ?? "they are turned into such")")
    }

    private static let readings: [[Ballot.Kind]: String] = [
        [.ranking, .choice]: "the first place is read as the choice",
        [.ranking, .approvals]: "every ranked option is read as marked",
        [.scores, .approvals]: "every option with more than 0 points is read as marked",
        [.scores, .ranking]: "more points are read as a better rank",
    ]

    private func turned(_ kind: Ballot.Kind, lossless: Bool) throws(BallotFileError) -> Profile {
        var groups: [Profile.Group] = []
        for group in profile.groups {
            guard let ballot = turned(group.ballot, kind, lossless: lossless) else {
                throw BallotFileError(reason: "a ballot is of another kind")
            }
            groups.append(Profile.Group(ballot, count: group.count))
        }
        return try Self.profile(profile, groups: groups, eligible: profile.eligible)
    }

    private static func profile(
        _ profile: Profile, groups: [Profile.Group], eligible: Int?
    ) throws(BallotFileError) -> Profile {
        do throws(TallyError) {
            return try Profile(
                options: profile.options, eligible: eligible, budget: profile.budget, groups: groups)
        } catch {
            throw BallotFileError(
                reason: error == .moreBallotsThanEligible
                    ? "there are more ballots than people who may vote" : "the ballots do not fit together")
        }
    }

    private func turned(_ ballot: Ballot, _ kind: Ballot.Kind, lossless: Bool) -> Ballot? {
        switch (ballot, kind) {
        case (.blank, _), (.invalid, _): return ballot
        case (.choice(let option), .approvals): return .approvals([option])
        case (.choice(let option), .ranking): return .ranking([[option]])
        case (.choice(let option), .scores): return .scores(scores([option: 1]))
        case (.approvals(let marked), .scores):
            return .scores(scores(Dictionary(marked.map { ($0, 1) }) { $1 }))
        case (.approvals(let marked), .choice) where marked.count <= 1:
            return marked.first.map(Ballot.choice) ?? .blank
        case (.ranking(let ranking), .choice):
            let groups = ranking.groups
            guard !lossless || groups.count == 1, let first = groups.first(where: { !$0.isEmpty }) else {
                return nil
            }
            return first.count == 1 ? .choice(first[0]) : lossless ? nil : .invalid
        case (.ranking(let ranking), .scores): return byPlaces(ranking.groups)
        case (.ranking(let ranking), .approvals) where !lossless:
            return .approvals(Set(ranking.groups.joined()).sorted())
        case (.scores(let scores), .approvals) where !lossless:
            return .approvals(scores.indices.filter { scores[$0] ?? 0 > 0 })
        case (.scores(let scores), .ranking) where !lossless:
            let rated = Dictionary(grouping: scores.indices.filter { scores[$0] != nil }) { scores[$0] ?? 0 }
            return rated.isEmpty ? .blank : .ranking(Ranking(rated.sorted { $0.key > $1.key }.map(\.value)))
        default: return nil
        }
    }

    /// Nil where the ranking has more places than the file gives points to, or equal ones.
    private func byPlaces(_ groups: [[Int]]) -> Ballot? {
        guard groups.count <= pointsByPlace.count, groups.allSatisfy({ $0.count == 1 }) else { return nil }
        return .scores(scores(Dictionary(zip(groups.map { $0[0] }, pointsByPlace)) { $1 }))
    }

    private func scores(_ points: [Int: Int]) -> [Int?] {
        var scores = [Int?](repeating: nil, count: profile.options)
        for (option, number) in points { scores[option] = number }
        return scores
    }
}

extension Ballot.Kind {
    /// The ballots of this kind in English.
    fileprivate var words: String {
        switch self {
        case .choice: "choices of one option"
        case .approvals: "marks"
        case .scores: "points"
        case .ranking: "rankings"
        }
    }
}

import Tally
import Testing

@Suite("Points to share out")
struct SpendingTests {
    @Test(
        "make a ballot invalid that spends more than allowed",
        arguments: [
            (scores: [3, 2, nil] as [Int?], most: nil as Int?, valid: true), ([3, 3, nil], nil, false),
            ([5, 0, nil], nil, true), ([3, 2, nil], 2, false), ([-1, 3, nil], nil, false),
            ([.max, .max, nil], nil, false), ([0, nil, nil], nil, false),
        ])
    func cumulative(scores: [Int?], most: Int?, valid: Bool) throws {
        var given: [String: Parameter.Value] = ["points": .whole(5)]
        if let most { given["most"] = .whole(most) }
        let profile = try Profile(options: 3, ballots: [.scores(scores)])
        let outcome = try Rule.cumulative.outcome(of: profile, given)
        #expect(outcome.valid == (valid ? 1 : 0))
        #expect(Checker.check(outcome, against: profile) == .accepted)
        guard !valid, scores != [0, nil, nil] else { return }
        #expect(throws: TallyError.overmarked(.scores(scores))) {
            given["overmarked"] = .choice("refused")
            return try Rule.cumulative.outcome(of: profile, given)
        }
    }

    @Test(
        "cost their square in quadratic voting, where votes against may be forbidden",
        arguments: [
            (scores: [3, 4, nil] as [Int?], negative: "forbidden", valid: true),
            ([3, 5, nil], "allowed", false), ([-3, 4, nil], "allowed", true),
            ([-3, 4, nil], "forbidden", false), ([.min, 1, nil], "allowed", false),
            ([.max, 1, nil], "allowed", false),
        ])
    func quadratic(scores: [Int?], negative: String, valid: Bool) throws {
        let profile = try Profile(options: 3, ballots: [.scores(scores)])
        let outcome = try Rule.quadratic.outcome(
            of: profile, ["credits": .whole(25), "negative": .choice(negative)])
        #expect(outcome.valid == (valid ? 1 : 0))
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    /// By hand: 6 + 6 + 0 against 0 + 0 + 10 votes for 36 + 36 against 100 credits.
    @Test("let many weak wishes beat one strong one where votes cost their square")
    func squares() throws {
        let ballots: [Ballot] = [.scores([6, 0]), .scores([6, 0]), .scores([0, 10])]
        let outcome = try Rule.quadratic.outcome(of: Profile(options: 2, ballots: ballots))
        #expect(outcome.stages[0] == .totals([Fraction(12), Fraction(10)]))
        #expect(outcome.winners == [0])
    }

    @Test(
        "add up to the points in Katowice's own file",
        .enabled(if: SharedData.elections != nil, "the shared elections are not here"))
    func katowice() throws {
        let text = try SharedData.text("pb/poland_katowice_2021.pb")
        let lines = text.split(whereSeparator: \.isNewline)
        let cells = { (line: Substring) in line.split(separator: ";", omittingEmptySubsequences: false) }
        let projects = lines.drop { $0 != "PROJECTS" }.dropFirst(2).prefix { $0 != "VOTES" }.map(cells)
        let numbers = Dictionary(uniqueKeysWithValues: zip(projects.map { $0[0] }, projects.indices))
        // Without the voter's number many lines are equal.
        let votes = lines.drop { $0 != "VOTES" }.dropFirst(2).map { $0.drop { $0 != ";" }.dropFirst() }
        let groups = try Dictionary(grouping: votes) { $0 }.map { line, equal in
            var scores = [Int?](repeating: nil, count: projects.count)
            for (id, points) in zip(
                cells(line)[0].split(separator: ","), cells(line)[1].split(separator: ","))
            {
                scores[try #require(numbers[id])] = Int(String(points))
            }
            return Profile.Group(.scores(scores), count: equal.count)
        }
        let profile = try Profile(options: projects.count, groups: groups)
        let outcome = try Rule.cumulative.outcome(of: profile, seats: 10, ["points": .whole(3)])
        #expect(profile.ballots == 36_370 && outcome.valid == 36_370)
        let sums = try #require(outcome.certificate.sums)
        #expect(sums.map { "\($0.ballots)" } == projects.map { String($0[2]) })
        #expect(sums.map { "\($0.points)" } == projects.map { String($0[3]) })
    }
}

import Tally
import Testing

@Suite(
    "A real election counted by pairs",
    .enabled(if: SharedData.elections != nil, "needs the folder shared/data/elections beside the checkout"))
struct CondorcetVectors {
    static let rules: [Rule] = [.schulze, .rankedPairs, .minimax, .copeland, .kemeny]
    static let elections = ["2006": "debian_dpl_2006", "2007": "debian_dpl_2007", "2020": "debian_dpl_2020"]

    static func profile(_ election: String) throws -> Profile {
        guard election == "burlington" else {
            return try DebianSheet(SharedData.text("condorcet/leader\(election)_tally.txt")).profile()
        }
        let names = try #require(PrefVotingResult.all()["burlington_2009_mayor"]).candidates
        let lines = try SharedData.text("rcv/burlington_2009_mayor.csv").split(whereSeparator: \.isNewline)
        let groups = try lines.dropFirst().map { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            // Write-ins and labels such as $UNDERVOTE are no options here, as for pref_voting.
            let order = cells.dropFirst().compactMap { names.firstIndex(of: String($0)) }
            return Profile.Group(.ranking(Ranking(order: order)), count: try #require(Int(cells[0])))
        }
        return try Profile(options: names.count, groups: groups)
    }

    @Test(
        "has the official winner, the pairs that pref_voting counts and an outcome that the checker accepts",
        arguments: [
            ("2006", "Anthony Towns"), ("2007", "Sam Hocevar"), ("2020", "Jonathan Carter"),
            ("burlington", "Andy Montroll"),
        ])
    func winners(election: String, winner: String) throws {
        let expected = try #require(
            PrefVotingResult.all()[Self.elections[election] ?? "burlington_2009_mayor"])
        let profile = try Self.profile(election)
        #expect(profile.ballots == expected.ballots)
        for rule in Self.rules {
            let outcome = try rule.outcome(of: profile)
            #expect(outcome.winners.map { expected.candidates[$0] } == [winner], "\(rule)")
            #expect(expected.winners["condorcet"] == [winner] && outcome.ties.isEmpty, "\(rule)")
            #expect(Checker.check(outcome, against: profile) == .accepted, "\(rule)")
            let pairs = try #require(outcome.certificate.tables["pairwise"])
            #expect(pairs.map { $0.map { $0?.whole ?? 0 } } == expected.pairwise)
            #expect(outcome.stages[0].options == outcome.winners, "the Condorcet winner is told")
            #expect(outcome.stages[1...2].map(\.options) == [outcome.winners, outcome.winners])
        }
        let kemeny = try Rule.kemeny.outcome(of: profile)
        #expect(kemeny.certificate.tables["optimum"]?[0][0] == Fraction(expected.kemeny))
    }

    @Test("changes its winner in 2006 where no rank is no opinion")
    func noOpinion() throws {
        let profile = try Self.profile("2006")
        let pairs = try Rule.schulze.outcome(of: profile).certificate.tables["pairwise"]
        #expect(pairs?[3][2] == Fraction(190) && pairs?[2][3] == Fraction(184))
        for rule in Self.rules {
            let outcome = try rule.outcome(of: profile, ["unranked": .choice("no-opinion")])
            #expect(outcome.winners == [2], "\(rule)")
            #expect(Checker.check(outcome, against: profile) == .accepted, "\(rule)")
        }
    }

    @Test(
        "is decided by Debian's own rules: none of the above is the status quo, and Schulze among those above it"
    )
    func statusQuo() throws {
        for (election, last) in [("2006", 7), ("2007", 8), ("2020", 3)] {
            let profile = try Self.profile(election)
            let schulze = try Rule.schulze.outcome(of: profile)
            let outcome = try Rule.liquidFeedback.outcome(
                of: profile, ["status-quo-option": .option(last), "unranked": .choice("below")])
            #expect(outcome.winners == schulze.winners && outcome.ranking == schulze.ranking)
            #expect(Checker.check(outcome, against: profile) == .accepted)
        }
    }
}

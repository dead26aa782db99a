import Testing

@testable import Tally

@Suite("The panel of other rules")
struct PanelTests {
    @Test("holds the rules for the same ballots and the same decision, and says whether they agree")
    func scores() throws {
        // Sums elect the first option, means of those who rated it the second.
        let profile = try Profile(
            options: 2,
            groups: [.init(.scores([5, nil]), count: 4), .init(.scores([2, 5]), count: 3)])
        let outcome = try Rule.score.outcome(of: profile)
        let other = Rule(
            id: "mean", source: "test", ballot: .scores, parameters: [],
            count: { profile, _, seats throws(TallyError) in
                try Rule.score.outcome(
                    of: profile, seats: seats, ["measure": .choice("mean"), "missing": .choice("excluded")])
            }, check: { _, _ in })
        let panel = Panel(beside: outcome, profile: profile, among: [.score, other, .approval, .yesNo])
        #expect(panel.opinions.map(\.rule) == ["mean", "score", "score"])
        #expect(panel.opinions.first?.winners == [1])
        let variations = panel.opinions.dropFirst()
        #expect(variations.map(\.variation?.parameter) == ["measure", "missing"])
        #expect(variations.map(\.variation?.word) == ["mean", "excluded"])
        #expect(variations.map(\.winners) == [[0], [0]], "each alone changes nothing")
        #expect(!panel.isUnanimous)
    }

    @Test("leaves out rules to which other ballots are valid")
    func invalid() throws {
        let profile = try Profile(options: 2, ballots: [.scores([9, 1])])
        let wide = try Rule.score.outcome(of: profile, ["highest": .whole(9)])
        let narrow = Rule(
            id: "narrow", source: "test", ballot: .scores, parameters: [],
            count: { profile, _, seats throws(TallyError) in try Rule.score.outcome(of: profile, seats: seats)
            },
            check: { _, _ in })
        let panel = Panel(beside: wide, profile: profile, among: [narrow])
        #expect(panel.opinions.allSatisfy { $0.variation != nil })
    }
}

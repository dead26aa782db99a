import Chance
import Tally
import Testing

@Suite("A city's budget", .enabled(if: electionData != nil, "shared/data/elections is absent"))
struct CityBudgetTests {
    @Test(
        "by equal shares in Wieliczka is the official one where money is added until too much is spent",
        arguments: [
            (stop: "overspend", projects: 30, spent: 995_079),
            (stop: "exhaustive", projects: 31, spent: 984_579),
        ])
    func wieliczka(stop: String, projects: Int, spent: Int) throws {
        let file = try BudgetFile.named("poland_wieliczka_2023_green-budget")
        let outcome = try Rule.equalShares.outcome(
            of: file.profile,
            ["completion": .choice("add1"), "stop": .choice(stop), "comparison": .choice("greedy")])
        #expect(outcome.winners.count == projects)
        #expect(file.cost(outcome.winners) == spent)
        #expect((Set(outcome.winners.map { file.ids[$0] }) == file.selected) == (stop == "overspend"))
        #expect(outcome.ties.isEmpty && outcome.isComplete)
        #expect(outcome.stages.contains { $0.kind == "kept" }, "more voters prefer it to the most votes")
        #expect(Checker.check(outcome, against: file.profile) == .accepted)
    }

    @Test(
        "by equal shares in Łódź is what other programs find",
        arguments: [
            (completion: "none", projects: 29, spent: 2_987_680),
            (completion: "add1", projects: 44, spent: 5_985_880),
        ])
    func lodz(completion: String, projects: Int, spent: Int) throws {
        let file = try BudgetFile.named("poland_lodz_2022")
        let outcome = try Rule.equalShares.outcome(of: file.profile, ["completion": .choice(completion)])
        #expect(outcome.winners.count == projects)
        #expect(file.cost(outcome.winners) == spent)
        #expect(outcome.ties.isEmpty && outcome.isComplete)
        #expect(Checker.check(outcome, against: file.profile) == .accepted)
        guard completion == "add1" else { return }
        #expect(outcome.stages.first { $0.kind == "endowed" }?.amounts["raises"] == Fraction(58))
    }
}

@Suite(
    "A city's budget by the most votes", .enabled(if: electionData != nil, "shared/data/elections is absent"))
struct CityGreedyTests {
    @Test(
        "is the official one",
        arguments: [
            (file: "poland_lodz_2022", measure: "votes", projects: 16, spent: 6_112_868),
            (file: "poland_katowice_2021", measure: "points", projects: 10, spent: 3_000_940),
            (file: "poland_krakow_2020", measure: "points", projects: 10, spent: 6_388_500),
        ])
    func official(name: String, measure: String, projects: Int, spent: Int) throws {
        let file = try BudgetFile.named(name)
        let outcome = try Rule.greedyBudget.outcome(of: file.profile, ["measure": .choice(measure)])
        #expect(outcome.winners.count == projects)
        #expect(file.cost(outcome.winners) == spent)
        #expect(Set(outcome.winners.map { file.ids[$0] }) == file.selected)
        #expect(Checker.check(outcome, against: file.profile) == .accepted)
    }
}

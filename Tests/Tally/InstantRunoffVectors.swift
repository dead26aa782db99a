import Foundation
import Tally
import Testing

@Suite("Cast-vote records", .enabled(if: TransferFiles.isHere, "\(TransferFiles.reason)"))
struct InstantRunoffVectors {
    static let writeIns = "Undeclared Write-ins"

    /// RCTab lets write-ins go first of all; passing over them is the same. A label for overvotes is all that
    /// is known of them.
    @Test(
        "have the rounds that RCTab expects of an instant runoff",
        arguments: [
            (name: "2013_minneapolis_mayor", equal: "end"), ("2015_portland_mayor", "end"),
            ("2017_minneapolis_mayor", "skip"),
        ])
    func rounds(name: String, equal: String) throws {
        let rules = try TransferFiles.json("rcv/\(name).rules.json")
        let election = try RankedCSV(
            "rcv/\(name).csv", names: try #require(rules["candidates"] as? [String]))
        let profile = try Profile(options: election.names.count, groups: election.groups)
        let outcome = try Rule.instantRunoff.outcome(
            of: profile,
            [
                "skipped": .choice("end-at-two"), "equal": .choice(equal), "batch": .choice("losers"),
                "ties": .choice("drawn"), "drawn": .order(Array(election.names.indices)),
            ])
        let expected = try Self.expected(name, election.names)
        #expect(outcome.transfers == expected.rounds)
        #expect(outcome.winners == expected.winners)
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    @Test("have the rounds that RCTab expects where options leave until three are left")
    func bottomsUp() throws {
        let name = "2013_minneapolis_park"
        let rules = try TransferFiles.json("rcv/\(name).rules.json")
        let election = try RankedCSV(
            "rcv/\(name).csv", names: try #require(rules["candidates"] as? [String]))
        let profile = try Profile(options: election.names.count, groups: election.groups)
        let outcome = try Rule.instantRunoff.outcome(of: profile, seats: 3, ["equal": .choice("skip")])
        let expected = try Self.expected("\(name)_bottoms_up", election.names)
        #expect(outcome.transfers == expected.rounds)
        #expect(Set(outcome.winners) == Set(expected.winners))
    }

    @Test(
        "have the rounds that RCTab expects with a quota",
        arguments: [
            (name: "2013_minneapolis_park", quota: "droop-integer"),
            ("2013_minneapolis_park_hare", "hare-integer"),
        ])
    func quota(name: String, quota: String) throws {
        let rules = try TransferFiles.json("rcv/\(name).rules.json")
        // Write-ins count for the quota here, and leave first by themselves.
        var names = try #require(rules["candidates"] as? [String]) + ["UWI"]
        let election = try RankedCSV("rcv/2013_minneapolis_park.csv", names: names)
        let profile = try Profile(options: names.count, groups: election.groups)
        let outcome = try Rule.weightedInclusiveSTV.outcome(
            of: profile, seats: 3,
            ["quota": .choice(quota), "decimals": .whole(4), "equal": .choice("skip")])
        names[names.count - 1] = Self.writeIns
        let expected = try Self.expected(name, names)
        // RCTab passes the last surplus on after all seats are filled.
        #expect(outcome.transfers == Array(expected.rounds.dropLast()))
        #expect(Set(outcome.winners) == Set(expected.winners))
        #expect(outcome.isConserved)
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    /// The city's report gives Wright 4061: the records no longer say who was marked at the overvoted ranks.
    @Test("make Bob Kiss mayor of Burlington in 2009")
    func burlington() throws {
        let election = try RankedCSV("rcv/burlington_2009_mayor.csv")
        let profile = try Profile(options: election.names.count, groups: election.groups)
        let outcome = try Rule.instantRunoff.outcome(of: profile, ["batch": .choice("losers")])
        #expect(outcome.winners.map { election.names[$0] } == ["Bob Kiss"])
        let last = try #require(outcome.transfers.last)
        let left = zip(election.names, last).filter { !$1.isZero }.map { "\($0) \($1)" }
        #expect(left == ["Bob Kiss 4313", "Kurt Wright 4060"])
        #expect(Checker.check(outcome, against: profile) == .accepted)
    }

    private static func expected(
        _ name: String, _ names: [String]
    ) throws -> (rounds: [[Fraction]], winners: [Int]) {
        let results = try #require(
            TransferFiles.json("rcv/\(name).expected.json")["results"] as? [[String: Any]])
        var rounds: [[Fraction]] = []
        var winners: [Int] = []
        for round in results {
            let tally = try #require(round["tally"] as? [String: String])
            // While write-ins are in the count, the other votes are not yet the round to compare.
            if tally[writeIns] == nil || names.contains(writeIns) || tally[writeIns] == "0" {
                rounds.append(
                    names.map { name in tally[name].flatMap { TransferFiles.number($0) } ?? Fraction(0) })
            }
            for result in try #require(round["tallyResults"] as? [[String: Any]]) {
                guard let elected = result["elected"] as? String else { continue }
                winners.append(try #require(names.firstIndex(of: elected)))
            }
        }
        return (rounds.withoutRepeats, winners)
    }
}

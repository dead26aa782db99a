import Foundation
import Tally
import Testing

@Suite("Single transferable vote", .enabled(if: TransferFiles.isHere, "\(TransferFiles.reason)"))
struct TransferVectors {
    @Test("repeats the official stages of Linn 2007 to the fifth decimal")
    func linn() throws {
        let election = try BltElection("Linn-2007")
        let outcome = try election.outcome(.scottishSTV)
        let official = try TransferFiles.json("stv/linn07_official_stages.json")
        let stages = try #require(official["stages"] as? [[String: Any]])
        let votes = try stages.map { try #require($0["votes"] as? [String]).map(TransferFiles.number) }
        let gone = try stages.map { TransferFiles.number(try #require($0["non_transferable"] as? String)) }
        let told = outcome.stages.filter { !$0.totals.isEmpty }
        #expect(told.map { $0.totals.map { $0 ?? Fraction(0) } } == votes)
        #expect(told.dropFirst().map { $0.amounts["exhausted"] } == Array(gone.dropFirst()))
        #expect(outcome.stages.first?.amounts["quota"] == Fraction(1914))
        #expect(
            Set(outcome.winners.map { election.names[$0] })
                == ["David Ritchie", "Sadie Docherty", "Margot Clark", "John McKenzie"])
        #expect(outcome.isConserved)
        #expect(try election.outcomeIsAccepted(outcome))
    }

    @Test(
        "repeats droop's Scottish counts to the fifth decimal",
        arguments: [
            "Linn-2007", "Hillhead-2007", "42", "42t", "513", "M135", "SC", "weak-defeat", "weak-surplus",
        ])
    func scottish(name: String) throws {
        let file = name.contains("-") ? name : "droop-\(name)"
        let election = try BltElection(file)
        let dump = try DroopDump("\(name)-scotland-fixed-p5-d5")
        let outcome = try election.outcome(.scottishSTV, Rule.droopOrder(election.options))
        #expect(outcome.transfers == dump.transfers)
        #expect(Set(outcome.winners) == dump.winners)
        #expect(outcome.isConserved)
        #expect(try election.outcomeIsAccepted(outcome))
    }

    @Test(
        "repeats the PR Foundation's WIGM counts to the fourth decimal",
        arguments: ["42", "42t", "513", "M135", "SC"], ["none", "losers"])
    func reference(name: String, batch: String) throws {
        let election = try BltElection("droop-\(name)")
        let dump = try DroopDump(
            batch == "none" ? "\(name)-wigm-prf-fixed-p4-d4" : "\(name)-wigm-prf-batch-fixed-p4-d4")
        let outcome = try election.outcome(
            .weightedInclusiveSTV,
            Rule.droopOrder(election.options).merging([
                "quota": .choice("droop-exact"), "decimals": .whole(4), "batch": .choice(batch),
            ]) { $1 })
        #expect(outcome.stages.first?.amounts["quota"] == dump.rows[0].quota)
        #expect(outcome.transfers == dump.transfers)
        #expect(Set(outcome.winners) == dump.winners)
        #expect(outcome.isConserved)
        #expect(try election.outcomeIsAccepted(outcome))
    }

    @Test("repeats droop's rational WIGM counts", arguments: ["42", "513", "SC"])
    func rational(name: String) throws {
        let election = try BltElection("droop-\(name)")
        let dump = try DroopDump("\(name)-wigm-rational-d12")
        let outcome = try election.outcome(
            .weightedInclusiveSTV,
            Rule.droopOrder(election.options).merging(["quota": .choice("droop-exact")]) { $1 })
        // droop prints twelve decimals, the last one rounded.
        #expect(outcome.transfers.map { $0.map { rounded($0, 12) } } == dump.transfers)
        #expect(Set(outcome.winners) == dump.winners)
        #expect(try election.outcomeIsAccepted(outcome))
    }

    @Test(
        "repeats the PR Foundation's Meek counts to the ninth decimal",
        arguments: ["42", "42t", "513", "M135", "SC"])
    func meek(name: String) throws {
        let election = try BltElection("droop-\(name)")
        let dump = try DroopDump("\(name)-meek-prf-o6-fixed-p9-d9")
        let outcome = try election.outcome(.meekSTV, Rule.droopOrder(election.options))
        // The first row of each round shows what the votes were shared out to.
        let rounds = dump.rows.split { $0.action == "round" }.dropFirst().compactMap { rows -> [Fraction]? in
            guard let row = rows.first(where: { ["elect", "defeat", "tie"].contains($0.action) }),
                let quota = row.quota
            else { return nil }
            return [quota] + row.votes + row.keep
        }
        let figures = try #require(outcome.certificate.tables["figures"])
        let keep = try #require(outcome.certificate.tables["keep"])
        let ours = zip(figures, keep).map { figures, keep in
            [figures[0] ?? Fraction(0)] + figures.dropFirst(2).map { $0 ?? Fraction(0) }
                + keep.map { $0 ?? Fraction(0) }
        }
        for round in rounds { #expect(ours.contains(round)) }
        #expect(Set(outcome.winners) == dump.winners)
        #expect(outcome.isConserved)
        #expect(try election.outcomeIsAccepted(outcome))
    }

    @Test("shares equal ranks out as droop does", arguments: ["eq1", "eq2"])
    func equalRanks(name: String) throws {
        let election = try BltElection("droop-meek-\(name)")
        let dump = try DroopDump("\(name)-meek-o9-guarded-p18-g9-d18")
        let outcome = try election.outcome(
            .meekSTV, ["arithmetic": .choice("exact"), "decimals": .whole(15), "omega": .whole(9)])
        for row in dump.rows where row.action == "elect" {
            #expect(
                outcome.transfers.contains { votes in
                    zip(votes, row.votes).allSatisfy { rounded($0, 9) == rounded($1, 9) }
                })
        }
        #expect(Set(outcome.winners) == dump.winners)
        #expect(try election.outcomeIsAccepted(outcome))
    }

    @Test("repeats algorithm 123 on the election of the ERS97 booklet")
    func algorithm123() throws {
        let election = try BltElection("ers97")
        let outcome = try election.outcome(.meekSTV)
        let rows = try TransferFiles.text("stv/ers97_meek_reference.csv").split(whereSeparator: \.isNewline)
            .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
        let quotas = try #require(rows.last).dropFirst().compactMap(TransferFiles.number)
        // The last column shows the shares adjusted once more after the last election; no rule asks for that.
        let columns = stride(from: 1, to: rows[0].count - 2, by: 2)
        for (column, quota) in zip(columns, quotas) {
            let votes = rows[2..<13].map { TransferFiles.number($0[column]) }
            let stage = outcome.certificate.tables["figures"]?.first { row in
                zip(row.dropFirst(2), votes).allSatisfy { $0.map { rounded($0, 2) } ?? Fraction(0) == $1 }
            }
            #expect(stage?[0].map { rounded($0, 2) } == quota, "column \(column)")
        }
        #expect(
            Set(outcome.winners.map { election.names[$0] })
                == ["Smith", "Carpenter", "Duke", "Prince", "Vicar", "Freeman"])
    }

    @Test(
        "elects the same six by every rule on the election of the ERS97 booklet",
        arguments: [Rule.scottishSTV, .weightedInclusiveSTV, .meekSTV, .ers97STV])
    func booklet(rule: Rule) throws {
        let election = try BltElection("ers97")
        let outcome = try election.outcome(rule)
        #expect(
            Set(outcome.winners.map { election.names[$0] })
                == ["Smith", "Carpenter", "Duke", "Prince", "Vicar", "Freeman"])
        #expect(try election.outcomeIsAccepted(outcome))
    }

    private func rounded(_ number: Fraction, _ places: Int) -> Fraction {
        let (whole, decimals) = number.digits(places: places)
        return TransferFiles.number("\(whole).\(decimals)") ?? number
    }
}

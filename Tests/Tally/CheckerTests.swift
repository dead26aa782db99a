import Chance
import Tally
import Testing

@Suite("The checker")
struct CheckerTests {
    @Test("accepts every counted outcome", arguments: Rule.all)
    func accepts(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(rule, seed: seed)
            let verdict = Checker.check(try election.outcome(), against: try election.profile())
            #expect(verdict == .accepted, "seed \(seed)")
        }
    }

    @Test("refuses an outcome in which any one thing was changed", arguments: Rule.all)
    func refuses(rule: Rule) throws {
        var tried = 0
        for seed in 1...Tier.current.randomElections where tried < Tier.current.mutations {
            let election = try Election(rule, seed: seed)
            let outcome = try election.outcome()
            let profile = try election.profile()
            for (number, mutant) in outcome.mutants.enumerated() where mutant != outcome {
                tried += 1
                let verdict = Checker.check(
                    mutant, against: profile, rule: rule, parameters: election.parameters,
                    seats: election.seats)
                #expect(verdict != .accepted, "seed \(seed), mutant \(number)")
            }
        }
        #expect(tried >= Tier.current.mutations)
    }

    @Test("refuses an outcome of other ballots", arguments: Rule.all)
    func otherBallots(rule: Rule) throws {
        for seed in 1...Tier.current.randomElections {
            let election = try Election(rule, seed: seed)
            guard let last = election.ballots.last else { continue }
            let fewer = try election.profile(election.ballots.dropLast())
            let more = try Profile(
                options: election.options, eligible: election.eligible + 1, budget: election.budget,
                ballots: election.ballots + [last])
            #expect(Checker.check(try election.outcome(), against: fewer) != .accepted, "seed \(seed)")
            #expect(Checker.check(try election.outcome(), against: more) != .accepted, "seed \(seed)")
        }
    }
}

extension Outcome {
    /// The outcome with one field changed, each field in several ways.
    var mutants: [Outcome] {
        var all: [Outcome] = []
        func mutate(_ change: (inout Outcome) -> Void) {
            var mutant = self
            change(&mutant)
            all.append(mutant)
        }
        mutate { $0.rule = "no-such-rule" }
        for other in Rule.all {
            mutate {
                $0.rule = other.id
                if let standard = try? Parameters(of: other) { $0.parameters = standard }
            }
        }
        for parameter in Rule.named(rule)?.parameters ?? [] {
            mutate {
                var values = $0.parameters.values
                values[parameter.name] =
                    values[parameter.name] == parameter.standard ? .whole(2) : parameter.standard
                guard let rule = Rule.named($0.rule), let other = try? Parameters(of: rule, values) else {
                    return
                }
                $0.parameters = other
            }
        }
        for path in [\Outcome.seats, \.options, \.ballots, \.valid, \.invalid] {
            for step in [-1, 1, Int.max / 2] { mutate { $0[keyPath: path] &+= step } }
        }
        mutate { $0.eligible = nil }
        mutate { $0.eligible = ($0.eligible ?? 0) + 1 }
        for option in 0..<options {
            mutate {
                $0.winners =
                    $0.winners.contains(option) ? $0.winners.filter { $0 != option } : $0.winners + [option]
            }
            mutate { $0.ties.append(Tie(options: [option], seats: 1)) }
        }
        mutate { $0.winners.reverse() }
        mutate { $0.winners.append(options) }
        mutate { $0.winners.append(-1) }
        mutate { $0.ties = [] }
        for index in ties.indices {
            mutate { $0.ties[index].seats += 1 }
            mutate { $0.ties[index].options.removeLast() }
            mutate { $0.ties[index].options.reverse() }
        }
        mutate { $0.ranking.reverse() }
        mutate { $0.ranking.append([]) }
        if !ranking.isEmpty {
            mutate { $0.ranking.removeLast() }
            mutate { $0.ranking[0].reverse() }
            mutate { $0.ranking[0].append(options) }
        }
        mutate { $0.ranking = [$0.ranking.flatMap { $0 }] }
        mutate { $0.margins.append(Margin(above: [0], below: [1], difference: Fraction(0))) }
        for index in margins.indices {
            mutate { $0.margins[index].difference = Fraction(7_654_321) }
            mutate { $0.margins[index].above = [] }
            mutate { $0.margins[index].below.append(9) }
            mutate { $0.margins.remove(at: index) }
        }
        for index in stages.indices {
            mutate { $0.stages.remove(at: index) }
            mutate { $0.stages.insert($0.stages[index], at: index) }
            for stage in stages[index].mutants { mutate { $0.stages[index] = stage } }
        }
        mutate { $0.stages.append(.elected([], total: Fraction(1))) }
        for index in conditions.indices {
            mutate { $0.conditions.remove(at: index) }
            mutate { $0.conditions.insert($0.conditions[index], at: index) }
            for condition in conditions[index].mutants { mutate { $0.conditions[index] = condition } }
        }
        mutate { $0.alternatives.append([0]) }
        mutate { $0.alternatives.reverse() }
        for index in alternatives.indices {
            mutate { $0.alternatives.remove(at: index) }
            mutate { $0.alternatives[index].removeLast() }
        }
        mutate { $0.isComplete.toggle() }
        mutate { $0.allocation.append(1) }
        for option in allocation.indices {
            mutate { $0.allocation[option] += 1 }
            mutate { $0.allocation[option] = .max }
            mutate {
                $0.allocation[option] -= 1
                $0.allocation[(option + 1) % $0.allocation.count] += 1
            }
        }
        for other in certificate.mutants { mutate { $0.certificate = other } }
        return all
    }
}

extension Stage {
    fileprivate var mutants: [Stage] {
        var all: [Stage] = []
        func mutate(_ change: (inout Stage) -> Void) {
            var mutant = self
            change(&mutant)
            all.append(mutant)
        }
        mutate { $0.kind += "x" }
        mutate { $0.kind = $0.kind == "elected" ? "tied" : "elected" }
        mutate { $0.options.append(0) }
        mutate { $0.options = Array($0.options.dropLast()) }
        mutate { $0.options.reverse() }
        mutate { $0.seats = ($0.seats ?? 0) + 1 }
        mutate { $0.totals.reverse() }
        mutate { $0.totals.append(nil) }
        mutate { $0.totals = [] }
        for option in totals.indices {
            mutate { $0.totals[option] = $0.totals[option].map { $0 + Fraction(1) } ?? Fraction(0) }
        }
        mutate { $0.amounts["x"] = Fraction(1) }
        for name in amounts.keys.sorted() {
            mutate { $0.amounts[name] = nil }
            mutate { $0.amounts[name] = $0.amounts[name].map { $0 - Fraction(1) } }
        }
        return all
    }
}

extension Certificate {
    /// Each table without a row, with a row more, and with each cell changed.
    fileprivate var mutants: [Certificate] {
        var all: [Certificate] = []
        func mutate(_ change: (inout Certificate) -> Void) {
            var mutant = self
            change(&mutant)
            all.append(mutant)
        }
        mutate { $0.kind += "x" }
        mutate { $0.tables["x"] = [] }
        for name in tables.keys.sorted() {
            mutate { $0.tables[name] = nil }
            mutate { $0.tables[name]?.append([]) }
            for (place, row) in (tables[name] ?? []).enumerated() {
                mutate { $0.tables[name]?.remove(at: place) }
                mutate { $0.tables[name]?[place].append(nil) }
                for (cell, value) in row.enumerated() {
                    mutate { $0.tables[name]?[place][cell] = value.map { $0 + Fraction(1) } ?? Fraction(0) }
                    mutate { $0.tables[name]?[place][cell] = nil }
                }
            }
        }
        return all
    }
}

extension Condition {
    fileprivate var mutants: [Condition] {
        var all: [Condition] = []
        func mutate(_ change: (inout Condition) -> Void) {
            var mutant = self
            change(&mutant)
            all.append(mutant)
        }
        mutate { $0.name += "x" }
        mutate { $0.option = ($0.option ?? -1) + 1 }
        mutate { $0.met.toggle() }
        mutate { $0.numerator += 1 }
        mutate { $0.denominator += 1 }
        mutate { $0.required = Fraction(3, 7) ?? $0.required }
        for comparison in Comparison.allCases { mutate { $0.comparison = comparison } }
        return all
    }
}

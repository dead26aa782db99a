import Tally
import Testing

@Suite("The checker")
struct CheckerTests {
    @Test("accepts every counted outcome", arguments: Rule.all)
    func accepts(rule: Rule) throws {
        for seed in 1...300 {
            let election = try Election(rule, seed: seed)
            let verdict = Checker.check(try election.outcome(), against: try election.profile())
            #expect(verdict == .accepted, "seed \(seed)")
        }
    }

    @Test("refuses an outcome in which any one thing was changed", arguments: Rule.all)
    func refuses(rule: Rule) throws {
        var tried = 0
        for seed in 1...100 {
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
        #expect(tried > 2_000)
    }

    @Test("refuses an outcome of other ballots", arguments: Rule.all)
    func otherBallots(rule: Rule) throws {
        for seed in 1...100 {
            let election = try Election(rule, seed: seed)
            guard let last = election.ballots.last else { continue }
            let fewer = try election.profile(election.ballots.dropLast())
            let more = try Profile(
                options: election.options, eligible: election.eligible + 1, ballots: election.ballots + [last]
            )
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
        mutate { $0.ranking.removeLast() }
        mutate { $0.ranking.append([]) }
        mutate { $0.ranking[0].reverse() }
        mutate { $0.ranking[0].append(options) }
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
        if case .sums(let table) = certificate {
            mutate { $0.certificate = .sums(table + [Sum(points: 0, ballots: 0)]) }
            for index in table.indices {
                var (points, ballots, fewer) = (table, table, table)
                points[index].points += 1
                ballots[index].ballots -= 1
                fewer.remove(at: index)
                for other in [points, ballots, fewer] { mutate { $0.certificate = .sums(other) } }
            }
        }
        return all
    }
}

extension Stage {
    fileprivate var mutants: [Stage] {
        switch self {
        case .totals(let totals): [.totals(totals.reversed()), .totals(totals + [nil]), .totals([])]
        case .notAdmitted(let options): [.notAdmitted(options + [0]), .notAdmitted([])]
        case .elected(let options, let total):
            [.elected(options.dropLast(), total: total), .elected(options, total: Fraction(-99)), .adopted]
        case .tied(let options, let seats, let total):
            [
                .tied(options, seats: seats + 1, total: total),
                .tied(options, seats: seats, total: Fraction(-99)),
                .tied(options.dropLast(), seats: seats, total: total), .elected(options, total: total),
            ]
        case .adopted: [.rejected]
        case .rejected: [.adopted]
        }
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

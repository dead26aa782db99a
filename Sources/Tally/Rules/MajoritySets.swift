/// Who wins every duel, and the smallest sets that no option outside can rival.
struct MajoritySets {
    /// The option that beats every other one; nil where there is none, or no other one.
    let condorcetWinner: Int?
    /// The smallest set whose members each beat every option outside (Smith 1973).
    let smith: [Int]
    /// The options that no other leads a chain of won duels to, unless one leads back (Schwartz 1972).
    let schwartz: [Int]

    init(_ pairwise: Pairwise) {
        let options = 0..<pairwise.options
        condorcetWinner = options.first { option in
            options.count > 1 && options.allSatisfy { $0 == option || pairwise.beats(option, $0) }
        }
        let unbeaten = Reach(options: options.count) { !pairwise.beats($1, $0) }
        smith = options.filter { option in
            options.allSatisfy { $0 == option || unbeaten.leads(from: option, to: $0) }
        }
        let winning = Reach(options: options.count) { pairwise.beats($0, $1) }
        schwartz = options.filter { option in
            options.allSatisfy {
                !winning.leads(from: $0, to: option) || winning.leads(from: option, to: $0)
            }
        }
    }

    /// The Condorcet winner with the closest of its duels, and both sets.
    func stages(_ pairwise: Pairwise) -> [Stage] {
        guard pairwise.options > 1 else { return [] }
        var stages = [Stage("no-condorcet-winner")]
        if let winner = condorcetWinner {
            let duels = (0..<pairwise.options).filter { $0 != winner }.map {
                (support: pairwise[winner, over: $0], opposition: pairwise[$0, over: winner])
            }
            let closest = duels.min {
                let (first, second) = ($0.support - $0.opposition, $1.support - $1.opposition)
                return first == second ? $0.support < $1.support : first < second
            }
            let amounts = closest.map {
                ["support": Fraction($0.support), "opposition": Fraction($0.opposition)]
            }
            stages = [Stage("condorcet-winner", [winner], amounts ?? [:])]
        }
        return stages + [Stage("smith-set", smith), Stage("schwartz-set", schwartz)]
    }
}

/// The outcome of a rule that gives each option a total for its duels.
func outcomeOfDuels(
    _ rule: Rule, _ parameters: Parameters, _ seats: Int, _ profile: Profile, _ pairwise: Pairwise,
    _ seating: Seating
) -> Outcome {
    let sets = pairwise.valid > 0 ? MajoritySets(pairwise).stages(pairwise) : []
    return Outcome(
        rule: rule.id, parameters: parameters, seats: seats, profile: profile, valid: pairwise.valid,
        winners: seating.winners, ties: seating.ties, ranking: seating.ranking, margins: seating.margins,
        stages: sets + seating.stages,
        certificate: Certificate("pairwise", ["pairwise": pairwise.table]))
}

/// Checks a LiquidFeedback outcome: the pairs, the strongest chains, each condition of each proposal, and what
/// follows from them.
func checkLiquidFeedback(_ outcome: Outcome, _ profile: Profile) throws(Refusal) {
    guard let statusQuo = outcome.parameters.option("status-quo-option"), statusQuo < profile.options else {
        throw Refusal(reason: "the status quo is no option")
    }
    let pairs = try PairwiseCheck(outcome, profile, statusQuo: statusQuo)
    let chains = try BeatPathCheck(outcome, pairs, kind: "liquidfeedback")
    try chains.checkRanking(outcome.ranking)
    let check = StatusQuoCheck(outcome: outcome, pairs: pairs, chains: chains, statusQuo: statusQuo)
    try check.checkConditions()
    let eligible = check.proposals.filter { option in
        outcome.conditions.allSatisfy { $0.option != option || $0.met }
    }
    let border = try checkRankedSeats(outcome, admitted: Set(eligible))

    var stages = outcome.stages[...]
    if outcome.valid > 0 { try pairs.checkSets(&stages) }
    try expect(stages.popFirst() == Stage("against-status-quo", [statusQuo]), "the status quo is not told")
    let flags = [("reverse-beat-path", check.isReversed), ("multistage-majority", check.isMultistage)]
    for (kind, holds) in flags {
        let flagged = check.proposals.filter(holds)
        guard !flagged.isEmpty else { continue }
        try expect(stages.popFirst() == Stage(kind, flagged), "the stage \(kind) is wrong")
    }
    let refused = check.proposals.filter { !eligible.contains($0) }
    if !refused.isEmpty {
        try expect(stages.popFirst() == .notAdmitted(refused), "a stage about conditions is wrong")
    }
    if eligible.isEmpty {
        try expect(Array(stages) == [Stage("status-quo-stays", [statusQuo])], "the last stage is wrong")
    } else {
        try checkRankedSeatStages(stages, outcome, border)
    }
}

private struct StatusQuoCheck {
    let outcome: Outcome
    let pairs: PairwiseCheck
    let chains: BeatPathCheck
    let statusQuo: Int

    var proposals: [Int] { pairs.options.filter { $0 != statusQuo } }

    /// That the list holds each condition of each proposal and nothing else.
    func checkConditions() throws(Refusal) {
        var rest = outcome.conditions[...]
        func next(_ isRight: (Condition) -> Bool) throws(Refusal) {
            guard let condition = rest.popFirst(), isRight(condition) else {
                throw Refusal(reason: "a condition is wrong")
            }
        }
        func nextFlag(_ name: String, _ option: Int, _ holds: Bool) throws(Refusal) {
            try next { $0.states(name, option: option, holds ? 1 : 0, of: 1, .atLeast, .one) }
        }
        // Backwards from the status quo along majorities.
        let indirect = pairs.reached(from: statusQuo) { $1 != statusQuo && hasIndirect($1, $0) }
        for option in proposals {
            let (positive, negative) = (pairs.table[option][statusQuo], pairs.table[statusQuo][option])
            let (comparison, share) = asked("direct")
            try next {
                $0.states(
                    "direct-majority", option: option, positive, of: positive + negative, comparison, share)
            }
            for (name, count) in [("positive", positive), ("non-negative", outcome.valid - negative)] {
                guard let floor = outcome.parameters.whole("direct-\(name)") else { continue }
                try next {
                    $0.states("direct-\(name)", option: option, count, of: 1, .atLeast, Fraction(floor))
                }
            }
            try nextFlag("indirect-majority", option, indirect.contains(option))
            try nextFlag("better-than-status-quo", option, chains.prefers(option, to: statusQuo))
            if outcome.parameters.word("reverse-beat-path") == "excluded" {
                try nextFlag("no-reverse-beat-path", option, !isReversed(option))
            }
            if outcome.parameters.word("multistage-majority") == "excluded" {
                try nextFlag("no-multistage-majority", option, !isMultistage(option))
            }
        }
        try expect(rest.isEmpty, "there are conditions too many")
    }

    private func asked(_ kind: String) -> (Condition.Comparison, Fraction) {
        let comparison = Condition.Comparison(rawValue: outcome.parameters.word("\(kind)-comparison"))
        return (comparison ?? .moreThan, outcome.parameters.share("\(kind)-majority") ?? .one)
    }

    private func hasIndirect(_ option: Int, _ other: Int) -> Bool {
        let (support, opposition) = (pairs.table[option][other], pairs.table[other][option])
        let (comparison, required) = asked("indirect")
        let isMajority: Bool
        if let share = Fraction(support, support + opposition) {
            isMajority = comparison == .atLeast ? share >= required : share > required
        } else {
            isMajority = comparison == .atLeast && required.isZero
        }
        return isMajority && support >= outcome.parameters.whole("indirect-positive") ?? 0
            && outcome.valid - opposition >= outcome.parameters.whole("indirect-non-negative") ?? 0
    }

    func isReversed(_ option: Int) -> Bool {
        pairs.reached(from: option) { !pairs.beats($0, $1) }.contains(statusQuo)
    }

    func isMultistage(_ option: Int) -> Bool {
        guard chains.prefers(option, to: statusQuo) else { return true }
        return proposals.contains { other in
            guard pairs.beats(other, option), chains.prefers(other, to: option) else { return false }
            return pairs.table[other][option] > pairs.table[other][statusQuo]
                || pairs.table[option][other] < pairs.table[statusQuo][option]
        }
    }
}

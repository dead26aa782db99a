extension Branching {
    /// All moments of all ways: what is done there, about whom, what follows, and the votes.
    ///
    /// `steps` has a row for each moment: the number of the step (see `Decision.Step`) and the number of the
    /// moment that follows, for an open tie of one moment for each of its options. `options` names the
    /// options of the step. `figures` holds the quota, the votes no longer in the count, and the votes of
    /// each option. `keep` holds the share of a vote that each option keeps, where the rule has such shares.
    var certificate: Certificate {
        var tables = [
            "steps": nodes.map { node in
                [Fraction(node.decision.step.rawValue)] + node.next.map { $0.map { Fraction($0 + 1) } }
            },
            "options": nodes.map { $0.decision.options.map { Fraction($0 + 1) } },
            "figures": nodes.map(\.figures),
        ]
        if nodes.contains(where: { !$0.keepFactors.isEmpty }) { tables["keep"] = nodes.map(\.keepFactors) }
        return Certificate("transcript", tables)
    }

    func outcome(
        of rule: String, _ parameters: Parameters, _ seats: Int, _ profile: Profile, valid: Int,
        margins: [Margin] = []
    ) -> Outcome {
        let result = OpenResult(ends: ends.map { ($0.elected, $0.contested) }, seats: seats)
        return Outcome(
            rule: rule, parameters: parameters, seats: seats, profile: profile, valid: valid,
            winners: result.winners, ties: result.ties, alternatives: result.alternatives,
            isComplete: isComplete && result.isComplete, margins: result.ties.isEmpty ? margins : [],
            stages: stages, certificate: certificate)
    }
}

/// Whom the ways through a count elect.
private struct OpenResult {
    let winners: [Int]
    let ties: [Tie]
    let alternatives: [[Int]]
    /// False where more sets may be elected than can be listed; `alternatives` is empty then.
    let isComplete: Bool

    init(ends: [(elected: [Int], contested: [Int])], seats: Int) {
        let certain = ends.dropFirst().reduce(Set(ends[0].elected)) { $0.intersection($1.elected) }
        winners = ends[0].elected.filter { certain.contains($0) }
        let possible = Set(ends.flatMap { $0.elected + $0.contested })
        let tied = possible.subtracting(certain).sorted()
        ties = tied.isEmpty ? [] : [Tie(options: tied, seats: seats - winners.count)]

        var sets: Set<[Int]> = []
        for end in ends {
            Self.addSets(end.elected, end.contested[...], seats: seats, to: &sets)
            if sets.count > Ways.mostSets { break }
        }
        isComplete = sets.count <= Ways.mostSets
        alternatives =
            isComplete && sets.count > 1 ? sets.sorted { $0.lexicographicallyPrecedes($1) } : []
    }

    /// Adds every set of `elected` and enough of the `others`, as long as they can be listed.
    private static func addSets(
        _ elected: [Int], _ others: ArraySlice<Int>, seats: Int, to sets: inout Set<[Int]>
    ) {
        guard sets.count <= Ways.mostSets else { return }
        guard elected.count < seats, let first = others.first else {
            if elected.count == seats { sets.insert(elected.sorted()) }
            return
        }
        addSets(elected + [first], others.dropFirst(), seats: seats, to: &sets)
        if elected.count + others.count > seats {
            addSets(elected, others.dropFirst(), seats: seats, to: &sets)
        }
    }
}

extension TransferTerms {
    /// The count by these terms.
    func outcome(
        of rule: String, _ parameters: Parameters, _ profile: Profile
    ) throws(TallyError) -> Outcome {
        guard seats >= 1, seats <= options else { throw .badSeats(seats) }
        guard papers.valid > 0 else { return .withoutBallots(rule, parameters, seats, profile) }
        var count = TransferCount(self)
        let told = count.begin()
        let branching = try Branching(count, told: told)
        return branching.outcome(
            of: rule, parameters, seats, profile, valid: papers.valid,
            margins: quota == nil && seats == 1 ? branching.ends[0].margins : [])
    }
}

extension TransferCount {
    /// How far the only elected option is ahead of the next one at the end.
    fileprivate var margins: [Margin] {
        guard let winner = elected.first else { return [] }
        let others = status.indices.filter { $0 != winner && status[$0] != .excluded }
        guard let most = others.map({ votes[$0] }).max() else { return [] }
        return [
            Margin(
                above: [winner], below: others.filter { votes[$0] == most },
                difference: votes[winner] - most)
        ]
    }
}

extension Outcome {
    /// Nobody is elected where no ballot counts.
    static func withoutBallots(
        _ rule: String, _ parameters: Parameters, _ seats: Int, _ profile: Profile
    ) -> Outcome {
        Outcome(
            rule: rule, parameters: parameters, seats: seats, profile: profile, valid: 0, winners: [],
            stages: [],
            certificate: Certificate("transcript", ["steps": [], "options": [], "figures": []]))
    }
}

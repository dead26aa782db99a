extension Rule {
    /// Schulze against the status quo: elected is the highest in the Schulze ranking that has the majorities asked
    /// for and is better than leaving everything as it is. If there is none, the status quo stays.
    ///
    /// The status quo is the option `status-quo-option`; whoever stands above it on a ballot has that voter's
    /// approval, whoever stands below it not. An option without a rank is neither, unless `unranked` says
    /// otherwise. A *direct majority* is one against the status quo. An *indirect majority* has whoever has it
    /// against the status quo or against another option with an indirect majority. Each asks for a share of the
    /// votes for and against and, if given, for so many votes (`positive`) and so many voters who are not against
    /// (`non-negative`); of no votes at all there is no majority. Better than the status quo is an option that
    /// Schulze prefers to it. With `excluded`, an option is not elected to which a chain of duels leads from the
    /// status quo without a defeat (`reverse-beat-path`), or whose election another vote with it as the new status
    /// quo could undo (`multistage-majority`).
    package static let liquidFeedback = Rule(
        id: "liquidfeedback",
        source: "Behrens, Kistner, Nitsche & Swierczek 2014, The Principles of LiquidFeedback; core.sql 3",
        ballot: .ranking, reading: .pairs,
        parameters: [
            Parameter("status-quo-option", .option, .option(0)),
            Parameter("strength", .choice(["tuple", "simple"]), .choice("tuple")),
        ] + Parameter.majority("direct") + Parameter.majority("indirect") + [
            Parameter("reverse-beat-path", .choice(["allowed", "excluded"]), .choice("allowed")),
            Parameter("multistage-majority", .choice(["allowed", "excluded"]), .choice("allowed")),
        ] + Parameter.pairwise(unranked: ["as-status-quo", "below", "no-opinion"])
            + Parameter.ties([.report, .drawn]),
        count: countLiquidFeedback, check: checkLiquidFeedback)
}

extension Parameter {
    fileprivate static func majority(_ kind: String) -> [Parameter] {
        [
            Parameter(kind + "-majority", .share, .share(.half)),
            Parameter(kind + "-comparison", .choice(["more-than", "at-least"]), .choice("more-than")),
            Parameter(kind + "-positive", .whole(1...Profile.mostBallots), .none),
            Parameter(kind + "-non-negative", .whole(1...Profile.mostBallots), .none),
        ]
    }
}

private func countLiquidFeedback(
    _ profile: Profile, _ parameters: Parameters, _ seats: Int
) throws(TallyError) -> Outcome {
    guard let statusQuo = parameters.option("status-quo-option"), statusQuo < profile.options else {
        throw .badParameter("status-quo-option")
    }
    let pairwise = try Pairwise(profile, parameters, statusQuo: statusQuo)
    let measure = LinkMeasure(rawValue: parameters.word("strength")) ?? .tuple
    let paths = BeatPaths(Links(pairwise, measure))
    let count = StatusQuoCount(pairwise: pairwise, paths: paths, statusQuo: statusQuo, parameters: parameters)
    let conditions = count.conditions
    let eligible = count.proposals.filter { option in
        conditions.allSatisfy { $0.option != option || $0.met }
    }
    let ranking = paths.ranking
    let places = RankedSeats(
        ranking.map { $0.filter(eligible.contains) }, seats: seats,
        by: try TieBreak(parameters, options: profile.options))

    var stages = pairwise.valid > 0 ? MajoritySets(pairwise).stages(pairwise) : []
    stages += [Stage("against-status-quo", [statusQuo])] + count.flags
    let refused = count.proposals.filter { !eligible.contains($0) }
    if !refused.isEmpty { stages.append(.notAdmitted(refused)) }
    stages += eligible.isEmpty ? [Stage("status-quo-stays", [statusQuo])] : places.stages
    return Outcome(
        rule: Rule.liquidFeedback.id, parameters: parameters, seats: seats, profile: profile,
        valid: pairwise.valid, winners: places.winners, ties: places.ties, ranking: ranking, stages: stages,
        conditions: conditions,
        certificate: Certificate(
            "liquidfeedback",
            paths.tables(measure).merging(["pairwise": pairwise.table]) { first, _ in first }))
}

/// What each proposal achieves against the status quo.
private struct StatusQuoCount {
    let pairwise: Pairwise
    let paths: BeatPaths
    let statusQuo: Int
    let parameters: Parameters

    var proposals: [Int] { (0..<pairwise.options).filter { $0 != statusQuo } }

    /// For each proposal all that it needs in order to be elected.
    var conditions: [Condition] {
        let indirect = self.indirect
        let (reversed, multistage) = (reversed, multistage)
        return proposals.flatMap { option in
            var conditions = majority("direct", of: option, against: statusQuo)
            conditions.append(
                Condition("indirect-majority", option: option, holds: indirect.contains(option)))
            conditions.append(
                Condition(
                    "better-than-status-quo", option: option, holds: paths.prefers(option, to: statusQuo)))
            if parameters.word("reverse-beat-path") == "excluded" {
                let isFree = !reversed.contains(option)
                conditions.append(Condition("no-reverse-beat-path", option: option, holds: isFree))
            }
            if parameters.word("multistage-majority") == "excluded" {
                let isFree = !multistage.contains(option)
                conditions.append(Condition("no-multistage-majority", option: option, holds: isFree))
            }
            return conditions
        }
    }

    /// Told even where they do not count.
    var flags: [Stage] {
        [Stage("reverse-beat-path", reversed), Stage("multistage-majority", multistage)]
            .filter { !$0.options.isEmpty }
    }

    private func majority(_ kind: String, of option: Int, against other: Int) -> [Condition] {
        let (positive, negative) = (pairwise[option, over: other], pairwise[other, over: option])
        var conditions = [
            Condition(
                kind + "-majority", option: option, positive, of: positive + negative,
                parameters.word(kind + "-comparison") == "at-least" ? .atLeast : .moreThan,
                parameters.share(kind + "-majority") ?? .half)
        ]
        let floors = [("positive", positive), ("non-negative", pairwise.valid - negative)]
        for (name, count) in floors {
            guard let floor = parameters.whole(kind + "-" + name) else { continue }
            conditions.append(
                Condition(kind + "-" + name, option: option, count, of: 1, .atLeast, Fraction(floor)))
        }
        return conditions
    }

    /// Those with a majority against the status quo, then round by round those with one against any of them.
    private var indirect: Set<Int> {
        var reached: Set<Int> = []
        var front = [statusQuo]
        while !front.isEmpty {
            front = proposals.filter { option in
                !reached.contains(option)
                    && front.contains { majority("indirect", of: option, against: $0).allSatisfy(\.met) }
            }
            reached.formUnion(front)
        }
        return reached
    }

    /// Those to whom duels lead from the status quo that it or the next one wins or that end equal.
    private var reversed: [Int] {
        let unbeaten = Reach(options: pairwise.options) { !pairwise.beats($1, $0) }
        return proposals.filter { unbeaten.leads(from: statusQuo, to: $0) }
    }

    /// Those not better than the status quo, and those whom another one, ranked higher and winning their duel,
    /// would face with more votes or fewer against than in their duels with the status quo.
    private var multistage: [Int] {
        proposals.filter { option in
            let negative = pairwise[statusQuo, over: option]
            return !paths.prefers(option, to: statusQuo)
                || proposals.contains { other in
                    let (support, opposition) = (pairwise[other, over: option], pairwise[option, over: other])
                    return paths.prefers(other, to: option) && support > opposition
                        && (support > pairwise[other, over: statusQuo] || opposition < negative)
                }
        }
    }
}

extension Condition {
    /// Something that is so or not: 1 or 0 of 1.
    fileprivate init(_ name: String, option: Int, holds: Bool) {
        self.init(name, option: option, holds ? 1 : 0, of: 1, .atLeast, Fraction(1))
    }
}

/// Who supports which option: the valid ballots, those without a mark left out, option by option.
struct Support: Sendable {
    /// Supporters of one option who give it equally many points; 1 each where only marks count.
    struct Block: Sendable {
        let points: Int
        /// Groups of voters with equal ballots, in ascending order.
        var voters: [Int32]
    }

    /// The largest number of points that a ballot may give, so that no sum overflows.
    static let mostPoints = 1_000_000

    /// The number of valid ballots, with those that mark nothing.
    private(set) var valid = 0
    /// How many ballots each group of voters stands for.
    private(set) var weights: [Int] = []
    /// The supporters of each option, by points in ascending order.
    private(set) var blocks: [[Block]]
    /// The number of ballots that mark each option.
    private(set) var votes: [Int]
    /// The sum of points of each option; the votes where only marks count.
    private(set) var points: [Int]

    /// Reads the parameters `most`, `overmarked` and `blank`.
    ///
    /// Ballots with points are taken where `takesPoints`, an option with 1 point or more being marked; the points
    /// count where `weighsPoints`, else each mark is one. Points below 0 or above `mostPoints` are overmarked.
    init(
        _ profile: Profile, _ parameters: Parameters, takesPoints: Bool = false, weighsPoints: Bool = false
    ) throws(TallyError) {
        blocks = Array(repeating: [], count: profile.options)
        votes = Array(repeating: 0, count: profile.options)
        points = votes
        let most = parameters.whole("most") ?? profile.options
        let refusesOvermarked = parameters.word("overmarked") == "refused"
        for group in profile.groups {
            let marked: [Int]
            var scores: [Int?] = []
            switch group.ballot {
            case .approvals(let options): marked = options
            case .blank: marked = []
            case .invalid: continue
            case .scores(let given) where takesPoints:
                scores = given
                marked = given.indices.filter { given[$0] ?? 0 > 0 }
            default: throw .badBallot(group.ballot)
            }
            let isOut = scores.contains { !(0...Self.mostPoints).contains($0 ?? 0) }
            if isOut || marked.count > most {
                guard !refusesOvermarked else { throw .overmarked(group.ballot) }
                continue
            }
            if marked.isEmpty, parameters.word("blank") == "invalid" { continue }
            valid += group.count
            guard !marked.isEmpty else { continue }
            for option in marked {
                add(
                    group.count, to: option, points: weighsPoints && !scores.isEmpty ? scores[option] ?? 0 : 1
                )
            }
            weights.append(group.count)
        }
        for option in blocks.indices { blocks[option].sort { $0.points < $1.points } }
    }

    private mutating func add(_ count: Int, to option: Int, points given: Int) {
        votes[option] += count
        points[option] += count * given
        let voters = Int32(weights.count)
        if given == 1, blocks[option].first?.points == 1 {
            // Where only marks count, always.
            blocks[option][0].voters.append(voters)
            return
        }
        if let place = blocks[option].firstIndex(where: { $0.points == given }) {
            blocks[option][place].voters.append(voters)
        } else {
            blocks[option].append(Block(points: given, voters: [voters]))
        }
    }

    var supported: [Int] { votes.indices.filter { votes[$0] > 0 } }

    /// Whether no group of voters that `counts` supports both `option` and one of the `others`.
    func isApart(_ option: Int, from others: [Int], where counts: (Int) -> Bool = { _ in true }) -> Bool {
        let own = Set(blocks[option].flatMap { $0.voters.filter { counts(Int($0)) } })
        return !others.contains { other in
            other != option && blocks[other].contains { $0.voters.contains { own.contains($0) } }
        }
    }

    /// The same ballots with more marks, each of which gives 1 point.
    func with(_ addition: Addition) -> Support {
        var more = self
        var new: [Int32] = []
        var twins: [Int32: Int32] = [:]
        for (group, count) in addition.voters {
            if count == weights[group] {
                new.append(Int32(group))
            } else {
                twins[Int32(group)] = Int32(more.weights.count)
                more.weights[group] -= count
                more.weights.append(count)
            }
        }
        for option in more.blocks.indices {
            for place in more.blocks[option].indices {
                more.blocks[option][place].voters += more.blocks[option][place].voters.compactMap {
                    twins[$0]
                }
            }
        }
        new += twins.values
        if addition.blank > 0 {
            new.append(Int32(more.weights.count))
            more.weights.append(addition.blank)
        }
        more.votes[addition.option] += addition.count
        more.points[addition.option] += addition.count
        if let place = more.blocks[addition.option].firstIndex(where: { $0.points == 1 }) {
            more.blocks[addition.option][place].voters = (more.blocks[addition.option][place].voters + new)
                .sorted()
        } else if !new.isEmpty {
            more.blocks[addition.option].insert(Block(points: 1, voters: new.sorted()), at: 0)
        }
        return more
    }
}

extension Parameter {
    /// What a ballot with too many marks and one without any mean.
    static let marks = [
        Parameter("most", .whole(1...10_000), .none),
        Parameter("overmarked", .choice(["invalid", "refused"]), .choice("invalid")),
        Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
    ]
}

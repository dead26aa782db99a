extension Profile {
    /// Hands the scores on each valid ballot and the number of such ballots to `take`; returns how many are valid.
    ///
    /// A ballot that is not `allowed` is invalid or stops the count, as the parameter `overmarked` says. A ballot
    /// that is blank, by `isBlank` or as such, is valid unless the parameter `blank` says otherwise; a blank
    /// ballot comes with no score for every option.
    func countScores(
        _ parameters: Parameters, allowed: ([Int?]) -> Bool,
        isBlank: ([Int?]) -> Bool = { $0.allSatisfy { $0 == nil } },
        each take: (_ scores: [Int?], _ count: Int) -> Void
    ) throws(TallyError) -> Int {
        let blankIsValid = parameters.word("blank") != "invalid"
        let nothing = [Int?](repeating: nil, count: options)
        var valid = 0
        for group in groups {
            let scores: [Int?]
            switch group.ballot {
            case .scores(let given): scores = given
            case .blank: scores = nothing
            case .invalid: continue
            default: throw .badBallot(group.ballot)
            }
            guard allowed(scores) else {
                guard parameters.word("overmarked") == "invalid" else { throw .overmarked(group.ballot) }
                continue
            }
            if !blankIsValid, isBlank(scores) { continue }
            valid += group.count
            take(scores, group.count)
        }
        return valid
    }

    /// The points of each option and how many valid ballots rate it, and the number of valid ballots.
    func sumScores(
        _ parameters: Parameters, allowed: ([Int?]) -> Bool,
        isBlank: ([Int?]) -> Bool = { $0.allSatisfy { $0 == nil } }
    ) throws(TallyError) -> (sums: [Sum], valid: Int) {
        var sums = [Sum](repeating: Sum(points: 0, ballots: 0), count: options)
        let valid = try countScores(
            parameters, allowed: allowed, isBlank: isBlank,
            each: { scores, count in
                for option in scores.indices {
                    guard let score = scores[option] else { continue }
                    sums[option].points += score * count
                    sums[option].ballots += count
                }
            })
        return (sums, valid)
    }
}

/// Whether every score given lies within the bounds.
func isWithin(_ bounds: ClosedRange<Int>, _ scores: [Int?]) -> Bool {
    for score in scores { if let score, !bounds.contains(score) { return false } }
    return true
}

extension [Sum] {
    /// Whether each option is rated on enough ballots, where `raters` asks for that.
    func raterConditions(_ parameters: Parameters) -> [Condition] {
        guard let raters = parameters.whole("raters") else { return [] }
        return indices.map {
            Condition("raters", option: $0, self[$0].ballots, of: 1, .atLeast, Fraction(raters))
        }
    }
}

extension [Int] {
    /// The rows of a table that was kept in one block.
    func rows(of width: Int) -> [[Int]] {
        stride(from: 0, to: count, by: width).map { Array(self[$0..<$0 + width]) }
    }
}

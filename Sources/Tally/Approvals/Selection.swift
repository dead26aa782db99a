/// Whom a count elects on one way: those taken, and of the rest, who are all alike, as many as there are seats left.
struct Selection: Sendable {
    /// In order of election.
    var taken: [Int]
    var rest: [Int] = []
    var seats = 0

    /// Elected whoever of the rest is.
    var certain: [Int] { seats == rest.count ? taken + rest : taken }
}

/// What several selections have in common; at least one.
struct CommonSelection {
    /// How many sets of winners are listed at most.
    static let mostAlternatives = 500

    let winners: [Int]
    let ties: [Tie]
    let alternatives: [[Int]]
    /// Whether all sets of winners are listed.
    let isComplete: Bool

    init(_ selections: [Selection]) {
        let common = selections.dropFirst().reduce(Set(selections[0].certain)) {
            $0.intersection($1.certain)
        }
        winners = selections[0].certain.filter { common.contains($0) }
        let possible = Set(selections.flatMap { $0.seats > 0 ? $0.taken + $0.rest : $0.taken })
        let contested = possible.subtracting(common).sorted()
        let open = (selections.map { $0.taken.count + $0.seats }.max() ?? 0) - common.count
        ties = contested.isEmpty ? [] : [Tie(options: contested, seats: open)]
        var sets: Set<[Int]> = []
        var isComplete = true
        for selection in selections {
            var choice = Array(0..<selection.seats)
            repeat {
                if sets.count > Self.mostAlternatives { break }
                sets.insert((selection.taken + choice.map { selection.rest[$0] }).sorted())
            } while choice.advance(below: selection.rest.count)
        }
        if sets.count > Self.mostAlternatives { isComplete = false }
        let sorted = sets.sorted { $0.lexicographicallyPrecedes($1) }
        alternatives = sets.count > 1 ? Array(sorted.prefix(Self.mostAlternatives)) : []
        self.isComplete = isComplete
    }
}

extension [Int] {
    /// The next choice of as many numbers below `bound`, in ascending order; false at the last.
    mutating func advance(below bound: Int) -> Bool {
        guard let place = indices.last(where: { self[$0] < bound - (count - $0) }) else { return false }
        self[place] += 1
        for next in indices where next > place { self[next] = self[next - 1] + 1 }
        return true
    }
}

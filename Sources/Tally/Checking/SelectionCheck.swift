/// Checks winners, ties and alternatives against what each way elects.
struct SelectionCheck {
    let outcome: Outcome
    /// Whom each way elects, the first way first: `taken`, and any so many of `rest`.
    let ways: [(taken: [Int], rest: [Int], seats: Int)]
    /// Whether every way was followed.
    let isWhole: Bool

    private static let mostAlternatives = 500

    func run() throws(Refusal) {
        guard let first = ways.first else { throw Refusal(reason: "there is no way to elect anybody") }
        let always = (0..<outcome.options).filter { option in
            ways.allSatisfy {
                $0.taken.contains(option) || ($0.rest.contains(option) && $0.rest.count == $0.seats)
            }
        }
        let ever = (0..<outcome.options).filter { option in
            ways.contains { $0.taken.contains(option) || ($0.rest.contains(option) && $0.seats > 0) }
        }
        try expect(outcome.winners.sorted() == always, "the winners are not those of every way")
        let order = first.taken + first.rest
        let places = outcome.winners.compactMap { order.firstIndex(of: $0) }
        try expect(places == places.sorted(), "the winners are out of order")
        let contested = ever.filter { !always.contains($0) }
        let largest = ways.map { $0.taken.count + $0.seats }.max() ?? 0
        try expect(
            outcome.ties
                == (contested.isEmpty ? [] : [Tie(options: contested, seats: largest - always.count)]),
            "the ties are not those of the ways")
        try checkAlternatives()
    }

    private func checkAlternatives() throws(Refusal) {
        var sets: Set<[Int]> = []
        for way in ways { collect(way.taken, way.rest[...], way.seats, &sets) }
        let isListed = sets.count <= Self.mostAlternatives
        try expect(outcome.isComplete == (isWhole && isListed), "the completeness is not as stated")
        if isListed {
            try expect(
                Set(outcome.alternatives) == (sets.count > 1 ? sets : []), "the alternatives are wrong")
        } else {
            try expect(
                outcome.alternatives.count == Self.mostAlternatives, "the alternatives are not so many")
            for set in outcome.alternatives {
                let isElected = ways.contains { way in
                    set.count == way.taken.count + way.seats && way.taken.allSatisfy { set.contains($0) }
                        && set.allSatisfy { way.taken.contains($0) || way.rest.contains($0) }
                }
                try expect(isElected, "an alternative is elected on no way")
            }
        }
        try expect(
            outcome.alternatives.allSatisfy { $0 == $0.sorted() }, "an alternative is out of order")
        for (one, next) in zip(outcome.alternatives, outcome.alternatives.dropFirst()) {
            try expect(one.lexicographicallyPrecedes(next), "the alternatives are out of order")
        }
    }

    /// Stops at one set more than are listed.
    private func collect(_ taken: [Int], _ rest: ArraySlice<Int>, _ seats: Int, _ sets: inout Set<[Int]>) {
        guard sets.count <= Self.mostAlternatives else { return }
        if seats == 0 {
            sets.insert(taken.sorted())
        } else if let next = rest.first, rest.count >= seats {
            collect(taken + [next], rest.dropFirst(), seats - 1, &sets)
            collect(taken, rest.dropFirst(), seats, &sets)
        }
    }
}

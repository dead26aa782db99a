extension ERS97Count {
    var next: Decision {
        if seatsLeft == 0 || !contested.isEmpty { return .end }
        if !leaving.isEmpty { return Decision(step: .batch, options: leaving) }
        let hopefuls = hopefuls
        if hopefuls.count <= seatsLeft { return Decision(step: .rest, options: hopefuls) }
        let surpluses = status.indices.map { surplus(of: $0) }
        let losers = losers(among: hopefuls, surplus: surpluses.reduce(.zero, +))
        if !losers.isEmpty {
            return Decision(step: losers.count == 1 ? .exclude : .excludeLosers, options: losers)
        }
        if let most = surpluses.max(), !most.isZero {
            let tied = terms.ties.narrowed(
                surpluses.indices.filter { surpluses[$0] == most }, preferred: true, standing)
            return Decision(step: .surplus, options: tied, isOpen: tied.count > 1)
        }
        let fewest = hopefuls.map { votes[$0] }.min() ?? .zero
        let tied = terms.ties.narrowed(
            hopefuls.filter { votes[$0] == fewest }, preferred: false, standing)
        let isShared = tied.count > 1 && fewest.isZero
        return Decision(
            step: isShared ? .share : .exclude, options: tied, isOpen: tied.count > 1 && !isShared)
    }

    /// The most options from below whose votes, with all surpluses, are not more than the next one's. Options
    /// with equally many votes stay together. While there are any, surpluses wait.
    private func losers(among hopefuls: [Int], surplus: Fraction) -> [Int] {
        let order = hopefuls.sorted { votes[$0] < votes[$1] }
        var sum = surplus
        var losers = 0
        for (place, option) in order.enumerated().dropLast(seatsLeft) {
            sum += votes[option]
            let above = votes[order[place + 1]]
            if sum <= above, votes[option] < above { losers = place + 1 }
        }
        return order.prefix(losers).sorted()
    }
}

extension SharesCourse {
    /// The fewest strangers whose marks would make the option cheaper than `next`, which is the cheapest, or at least
    /// as cheap, or without it just affordable: the richest of them. Nil where all together are too few.
    func missing(_ option: Int, before next: Int?, orWith isEnough: Bool, start: Fraction) -> Addition? {
        let support = ground.support
        let (_, numerator, scale) = start.parts
        let silent = (numerator * ledger.denominator).quotientAndRemainder(dividingBy: scale).quotient
        // In units of the ledger, so many times finer; the price of a point for this option where next is cheapest.
        let price = next.flatMap { prices[$0] }
        let finer =
            price.flatMap { price in
                next.map { Natural(UInt(price.points)) * Natural(UInt(ground.worth[$0])) }
            } ?? .one
        let most = price.map { $0.missing * Natural(UInt(ground.worth[option])) }
        func share(_ amount: Natural, _ points: Int) -> Natural {
            let own = amount * finer
            return most.map { min(own, $0 * Natural(UInt(points))) } ?? own
        }
        var sum = Natural.zero
        for holding in ledger.holdings(of: support.blocks[option], support.weights) {
            sum = sum + share(ledger.units[holding.index], holding.points) * Natural(UInt(holding.count))
        }
        var needed = Natural(UInt(ground.costs[option])) * ledger.denominator * finer
        if next != nil, !isEnough { needed = needed + .one }
        var addition = Addition(option: option)
        let strangers = ledger.strangers(to: option, of: support, blank: silent)
        for strangers in strangers.sorted(by: { $0.amount > $1.amount }) where sum < needed {
            let each = share(strangers.amount, 1)
            if each.isZero { break }
            let (quotient, rest) = (needed - sum).quotientAndRemainder(dividingBy: each)
            let all = strangers.count(in: support)
            let enough = rest.isZero ? quotient : quotient + .one
            let count = enough.small.map { Int(min($0, UInt(all))) } ?? all
            strangers.add(count, to: &addition, of: support)
            sum = sum + each * Natural(UInt(count))
        }
        return sum < needed ? nil : addition
    }
}

extension PhragmenCourse {
    /// The fewest strangers whose marks would let the option be bought before the next one, which was just looked for,
    /// or at least with it.
    func missing(_ option: Int, orWith isEnough: Bool, of support: Support, cost: Int) -> Addition? {
        guard cost <= remaining else { return nil }
        var addition = Addition(option: option)
        let strangers = since.strangers(to: option, of: support, blank: .zero).sorted {
            $0.amount < $1.amount
        }
        guard let best else {
            strangers.first?.add(1, to: &addition, of: support)
            return addition.count == 1 ? addition : nil
        }
        // Bought earlier when (cost + since when of all) × votes of the next < its units × voters.
        let votes = Natural(UInt(best.votes))
        var left = Natural(UInt(cost)) * since.denominator * votes
        var right = best.units * Natural(UInt(support.votes[option]))
        for block in support.blocks[option] {
            for voter in block.voters {
                let units = since.units[Int(since.place[Int(voter)])]
                left = left + units * votes * Natural(UInt(support.weights[Int(voter)]))
            }
        }
        if isEnough { right = right + .one }
        for strangers in strangers where left >= right {
            let own = strangers.amount * votes
            guard own < best.units else { break }
            let quotient = (left - right).quotientAndRemainder(dividingBy: best.units - own).quotient + .one
            let all = strangers.count(in: support)
            let count = quotient.small.map { Int(min($0, UInt(all))) } ?? all
            strangers.add(count, to: &addition, of: support)
            left = left + own * Natural(UInt(count))
            right = right + best.units * Natural(UInt(count))
        }
        return left < right ? addition : nil
    }
}

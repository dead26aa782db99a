/// What equal shares is checked against.
struct SharesCase {
    struct Supporter {
        let voter: Int32
        let points: Int32
    }

    let ballots: MarkedBallots
    let costs: [Int]
    /// What one point, or one mark, for an option is worth to a voter.
    let worth: [Int]
    /// How many options are bought at most.
    let most: Int
    let supporters: [[Supporter]]

    init(_ ballots: MarkedBallots, costs: [Int], worth: [Int], most: Int) {
        self.ballots = ballots
        self.costs = costs
        self.worth = worth
        self.most = most
        var supporters = [[Supporter]](repeating: [], count: costs.count)
        for (voter, group) in ballots.groups.enumerated() {
            for mark in group.marks {
                supporters[mark.option].append(Supporter(voter: Int32(voter), points: Int32(mark.points)))
            }
        }
        self.supporters = supporters
    }
}

/// The purchases of equal shares, followed for one start or for several starts at once as long as all agree.
struct SharesReplay: CommitteeReplay {
    let shares: SharesCase
    private(set) var taken: [Int] = []
    /// What the classes have, for each start.
    private(set) var purses: [Purse]
    /// The class of each group of voters.
    private(set) var place: [Int]
    private var prices: [Int: Purse.Price] = [:]

    init(_ shares: SharesCase, starts: [Fraction]) {
        self.shares = shares
        purses = starts.map { Purse($0) }
        place = Array(repeating: 1, count: shares.ballots.groups.count)
    }

    /// Who supports an option, by class and points.
    func holdings(_ option: Int) -> [Purse.Share] {
        var counts: [Int: [Int32: Int]] = [:]
        for supporter in shares.supporters[option] {
            let voter = Int(supporter.voter)
            counts[place[voter], default: [:]][supporter.points, default: 0] +=
                shares.ballots.groups[voter].count
        }
        return counts.sorted { $0.key < $1.key }.flatMap { index, points in
            points.sorted { $0.key < $1.key }.map {
                Purse.Share(index: index, points: Int($0.key), count: $0.value)
            }
        }
    }

    private var left: [Int] {
        shares.costs.indices.filter { !shares.supporters[$0].isEmpty && !taken.contains($0) }
    }

    mutating func tied(listed: [WaysCheck.Step]) throws(Refusal) -> [Int] {
        guard let option = listed.first?.option else {
            guard taken.count < shares.most else { return [] }
            for option in left {
                try expect(money(of: option) < Fraction(shares.costs[option]), "supporters could still pay")
            }
            return []
        }
        try expect(taken.count < shares.most && left.contains(option), "an option is bought that cannot be")
        prices = [:]
        for step in listed {
            guard let price = purses[0].price(shares.costs[step.option], holdings(step.option)) else {
                throw Refusal(reason: "supporters cannot pay")
            }
            if let value = step.value { try expect(purses[0].fraction(price) == value, "a price is wrong") }
            prices[step.option] = price
        }
        guard let price = prices[option] else { return [] }
        var tied: [Int] = []
        for other in left {
            switch offer(other, at: price, of: option) {
            case .none: continue
            case .some(true): throw Refusal(reason: "another option is cheaper")
            case .some(false): tied.append(other)
            }
        }
        return tied
    }

    /// Whether an option's supporters have more than its cost at the price of another; nil when less, false when
    /// exactly so much.
    private func offer(_ other: Int, at paid: Purse.Price, of option: Int) -> Bool? {
        let price = purses[0].near(paid) * Double(shares.worth[other]) / Double(shares.worth[option])
        let sum = shares.supporters[other].reduce(0.0) { sum, supporter in
            let has = purses[0].near[place[Int(supporter.voter)]]
            let pays = min(has, price * Double(supporter.points))
            return sum + pays * Double(shares.ballots.groups[Int(supporter.voter)].count)
        }
        // Each of the terms is off by less than 1/2^47 of itself, and each addition by 1/2^53 of the sum.
        let error = Double(shares.supporters[other].count + 100) * 0x1p-50
        if sum < Double(shares.costs[other]) * (1 - error) { return nil }
        let (own, others) = (Natural(UInt(shares.worth[option])), Natural(UInt(shares.worth[other])))
        let points = Natural(UInt(paid.points)) * own
        var total = Natural.zero
        for share in holdings(other) {
            let has = purses[0].amounts[share.index] * points
            let due = paid.paid * others * Natural(UInt(share.points))
            total = total + min(has, due) * Natural(UInt(share.count))
        }
        let cost = Natural(UInt(shares.costs[other])) * points * purses[0].scale
        return total == cost ? false : total > cost ? true : nil
    }

    /// What the supporters of an option have together.
    func money(of option: Int) -> Fraction {
        let units = holdings(option).reduce(Natural.zero) {
            $0 + purses[0].amounts[$1.index] * Natural(UInt($1.count))
        }
        return Fraction(isNegative: false, units, purses[0].scale)
    }

    /// The supporters of an option who have money, by points and by what they have.
    func payers(of option: Int) -> [(points: Int, had: Fraction, count: Int)] {
        var counts: [Int: [Fraction: Int]] = [:]
        for share in holdings(option) where share.index > 0 {
            counts[share.points, default: [:]][purses[0].fraction(of: share.index), default: 0] += share.count
        }
        return counts.sorted { $0.key < $1.key }.flatMap { points, amounts in
            amounts.sorted { $0.key < $1.key }.map { (points, $0.key, $0.value) }
        }
    }

    func isHarmless(_ option: Int, among tied: [Int]) -> Bool {
        guard taken.count + tied.count <= shares.most else { return false }
        let payers = Set(shares.supporters[option].map(\.voter).filter { place[Int($0)] > 0 })
        return tied.allSatisfy { other in
            other == option || !shares.supporters[other].contains { payers.contains($0.voter) }
        }
    }

    mutating func take(_ option: Int) { take(option, at: prices[option].map { [$0] } ?? []) }

    /// Every supporter pays the price of each start.
    mutating func take(_ option: Int, at prices: [Purse.Price]) {
        var payers: [(index: Int, points: Int)] = []
        var moved: [Purse.Share: Int] = [:]
        let first = purses[0].amounts.count
        for supporter in shares.supporters[option] where place[Int(supporter.voter)] > 0 {
            let voter = Int(supporter.voter)
            let kind = Purse.Share(index: place[voter], points: Int(supporter.points), count: 0)
            if moved[kind] == nil {
                moved[kind] = first + payers.count
                payers.append((kind.index, kind.points))
            }
            place[voter] = moved[kind] ?? 0
        }
        for (lane, price) in prices.enumerated() { purses[lane].pay(price, payers) }
        taken.append(option)
        tidy()
    }

    /// Numbers the classes that have members anew; all without money in any start are class 0.
    private mutating func tidy() {
        var numbers: [Int: Int] = [:]
        var classes = [0]
        for voter in place.indices {
            let old = place[voter]
            if numbers[old] == nil {
                let isEmpty = old == 0 || purses.allSatisfy { $0.amounts[old].isZero }
                numbers[old] = isEmpty ? 0 : classes.count
                if !isEmpty { classes.append(old) }
            }
            place[voter] = numbers[old] ?? 0
        }
        for lane in purses.indices { purses[lane].keep(classes) }
    }

    func equals(_ other: SharesReplay) -> Bool {
        var known: [[Int]: Bool] = [:]
        return Set(taken) == Set(other.taken)
            && zip(place, other.place).allSatisfy { one, two in
                if let isEqual = known[[one, two]] { return isEqual }
                let isEqual = purses[0].fraction(of: one) == other.purses[0].fraction(of: two)
                known[[one, two]] = isEqual
                return isEqual
            }
    }
}

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
    /// Of each option, those who give it the fewest points first.
    let supporters: [[Supporter]]
    /// How many ballots each group of voters stands for.
    let weights: [Int]

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
        self.supporters = supporters.map { $0.sorted { $0.points < $1.points } }
        weights = ballots.groups.map(\.count)
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
    /// The options of which the supporters surely have less than the cost, and ever will.
    private var lost: [Bool]

    init(_ shares: SharesCase, starts: [Fraction]) {
        self.shares = shares
        purses = starts.map { Purse($0) }
        place = Array(repeating: 1, count: shares.ballots.groups.count)
        lost = shares.costs.map { _ in false }
    }

    /// Who supports an option, by points and class.
    func holdings(_ option: Int) -> [Purse.Share] {
        var holdings: [Purse.Share] = []
        var counts = purses[0].near.map { _ in 0 }
        var points: Int32 = 0
        func close() {
            for index in counts.indices where counts[index] > 0 {
                holdings.append(Purse.Share(index: index, points: Int(points), count: counts[index]))
                counts[index] = 0
            }
        }
        for supporter in shares.supporters[option] {
            if supporter.points != points { close() }
            points = supporter.points
            counts[place[Int(supporter.voter)]] += shares.weights[Int(supporter.voter)]
        }
        close()
        return holdings
    }

    private var left: [Int] {
        shares.costs.indices.filter { !shares.supporters[$0].isEmpty && !taken.contains($0) }
    }

    mutating func tied(listed: [WaysCheck.Step]) throws(Refusal) -> [Int] {
        guard let option = listed.first?.option else {
            guard taken.count < shares.most else { return [] }
            for option in left where !lost[option] {
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
        for other in left where !lost[other] {
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
    private mutating func offer(_ other: Int, at paid: Purse.Price, of option: Int) -> Bool? {
        let price = purses[0].near(paid) * Double(shares.worth[other]) / Double(shares.worth[option])
        let cost = Double(shares.costs[other])
        let (money, sum) = money(of: other, at: price)
        // Each of the terms is off by less than 1/2^47 of itself, and each addition by 1/2^53 of the sum.
        let error = Double(shares.supporters[other].count + 100) * 0x1p-50
        if money < cost * (1 - error) { lost[other] = true }
        if sum < cost * (1 - error) { return nil }
        let (own, others) = (Natural(UInt(shares.worth[option])), Natural(UInt(shares.worth[other])))
        let points = Natural(UInt(paid.points)) * own
        var total = Natural.zero
        for share in holdings(other) {
            let has = purses[0].amounts[share.index] * points
            let due = paid.paid * others * Natural(UInt(share.points))
            total = total + min(has, due) * Natural(UInt(share.count))
        }
        let exact = Natural(UInt(shares.costs[other])) * points * purses[0].scale
        return total == exact ? false : total > exact ? true : nil
    }

    /// What the supporters of an option have together, and what they would pay for it at a price, both rounded.
    private func money(of option: Int, at price: Double) -> (all: Double, paid: Double) {
        var (all, paid) = (0.0, 0.0)
        purses[0].near.withUnsafeBufferPointer { near in
            place.withUnsafeBufferPointer { place in
                shares.weights.withUnsafeBufferPointer { weights in
                    for supporter in shares.supporters[option] {
                        let voter = Int(supporter.voter)
                        let (has, count) = (near[place[voter]], Double(weights[voter]))
                        all += has * count
                        paid += min(has, price * Double(supporter.points)) * count
                    }
                }
            }
        }
        return (all, paid)
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
        let first = purses[0].amounts.count
        var moved = purses[0].near.map { _ in 0 }
        var points: Int32 = 0
        for supporter in shares.supporters[option] where place[Int(supporter.voter)] > 0 {
            if supporter.points != points {
                points = supporter.points
                for index in moved.indices { moved[index] = 0 }
            }
            let index = place[Int(supporter.voter)]
            if moved[index] == 0 {
                moved[index] = first + payers.count
                payers.append((index, Int(points)))
            }
            place[Int(supporter.voter)] = moved[index]
        }
        for (lane, price) in prices.enumerated() { purses[lane].pay(price, payers) }
        taken.append(option)
        tidy()
    }

    /// Numbers the classes that have members anew; all without money in any start are class 0.
    private mutating func tidy() {
        var numbers = purses[0].near.map { _ in -1 }
        var classes = [0]
        for voter in place.indices {
            let old = place[voter]
            if numbers[old] < 0 {
                let isEmpty = old == 0 || purses.allSatisfy { $0.amounts[old].isZero }
                numbers[old] = isEmpty ? 0 : classes.count
                if !isEmpty { classes.append(old) }
            }
            place[voter] = numbers[old]
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

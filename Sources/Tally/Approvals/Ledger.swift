/// Exact amounts of money, one for each group of voters; those with equal amounts share a class.
///
/// All amounts are whole multiples of one unit, 1/`denominator`, which gets finer with each purchase: sums need
/// no common divisor, and elections show only a few hundred classes.
struct Ledger: Sendable {
    /// The class of each group of voters.
    private(set) var place: [Int32]
    /// The amount of each class in units; class 0 holds nothing, and would not with more at the start.
    private(set) var units: Amounts
    /// The amount of each class, off by less than 1/2^51 of itself.
    private(set) var near: [Double]
    /// How much of each unit more that everybody has at the start each class has more now; a rounded number.
    private(set) var slopes: [Double]
    private(set) var denominator: Natural
    private var members: [Int]
    private var free: [Int] = []
    private var fractions: [Fraction?]

    /// Everybody starts with `amount`, which is not negative.
    init(voters: Int, amount: Fraction) {
        let (_, numerator, denominator) = amount.parts
        self.denominator = denominator
        place = Array(repeating: 1, count: voters)
        units = Amounts([.zero, numerator])
        near = [0, Natural.ratio(numerator, denominator)]
        slopes = [0, 1]
        members = [0, voters]
        fractions = [nil, nil]
    }

    /// Turns every amount into how much it lacks of `ceiling`, which none exceeds.
    mutating func invert(below ceiling: Fraction) {
        let (_, numerator, scale) = ceiling.parts
        for index in near.indices {
            units[index] = members[index] > 0 ? numerator * denominator - units[index] * scale : .zero
            near[index] = Natural.ratio(units[index], denominator * scale)
            fractions[index] = nil
        }
        denominator = denominator * scale
    }

    /// Makes the unit so many times finer.
    mutating func refine(by factor: UInt) {
        guard factor > 1 else { return }
        denominator = denominator * Natural(factor)
        units.multiply(by: factor)
    }

    /// A class without members yet.
    mutating func open(_ amount: Natural) -> Int {
        let index = vacant()
        units[index] = amount
        (near[index], slopes[index]) = (Natural.ratio(amount, denominator), 0)
        return index
    }

    /// A class without members yet, of those who had as much as class `other` and pay `price`, which is less.
    mutating func open(after other: Int, paying price: Natural, slope: Double) -> Int {
        let index = vacant()
        units.set(index, to: other, minus: price)
        (near[index], slopes[index]) = (Natural.ratio(units[index], denominator), slope)
        return index
    }

    private mutating func vacant() -> Int {
        if let index = free.popLast() {
            fractions[index] = nil
            return index
        }
        units.append()
        near.append(0)
        slopes.append(0)
        members.append(0)
        fractions.append(nil)
        return near.count - 1
    }

    mutating func move(_ voters: Int32, to new: Int) {
        let old = Int(place[Int(voters)])
        place[Int(voters)] = Int32(new)
        members[new] += 1
        members[old] -= 1
        if members[old] == 0, old > 0 { free.append(old) }
    }

    /// The amount of a class in lowest terms.
    mutating func fraction(_ index: Int) -> Fraction {
        if let known = fractions[index] { return known }
        let fraction = Fraction(isNegative: false, units[index], denominator)
        fractions[index] = fraction
        return fraction
    }

    /// Equal for ledgers in which every group of voters has the same amount.
    var key: [Fraction] {
        var classes = [Fraction?](repeating: nil, count: near.count)
        return place.map { index in
            if let known = classes[Int(index)] { return known }
            let fraction = Fraction(isNegative: false, units[Int(index)], denominator)
            classes[Int(index)] = fraction
            return fraction
        }
    }
}

/// What supporters of an option who hold equally much and give equally many points have together.
struct Holding {
    let index: Int
    let points: Int
    let count: Int
}

extension Ledger {
    /// The holdings of an option's supporters by points, in no further order; those of class 0 left out if it is empty.
    func holdings(of blocks: [Support.Block], _ weights: [Int]) -> [Holding] {
        var holdings: [Holding] = []
        var counts = [Int](repeating: 0, count: near.count)
        let isEmpty = units.isZero(0)
        for block in blocks {
            place.withUnsafeBufferPointer { place in
                weights.withUnsafeBufferPointer { weights in
                    counts.withUnsafeMutableBufferPointer { counts in
                        for voter in block.voters { counts[Int(place[Int(voter)])] += weights[Int(voter)] }
                    }
                }
            }
            if holdings.isEmpty { holdings.reserveCapacity(counts.count) }
            for index in counts.indices where counts[index] > 0 {
                if index > 0 || !isEmpty {
                    holdings.append(Holding(index: index, points: block.points, count: counts[index]))
                }
                counts[index] = 0
            }
        }
        return holdings
    }
}

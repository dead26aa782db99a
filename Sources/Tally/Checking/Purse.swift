/// What the voters of each class have, for the checker: exact, as multiples of 1/`scale`.
///
/// The checker's voters with equal histories form a class; class 0 has nothing.
struct Purse {
    private(set) var amounts: [Natural]
    /// The same rounded, each off by less than 1/2^51 of itself.
    private(set) var near: [Double]
    private(set) var scale: Natural

    /// Classes 0, without money, and 1, with `amount` each.
    init(_ amount: Fraction) {
        scale = amount.parts.denominator
        amounts = [.zero, amount.parts.numerator]
        near = [0, Natural.ratio(amount.parts.numerator, scale)]
    }

    /// Some voters of a class who give an option equally many points.
    struct Share {
        let index: Int
        let points: Int
        let count: Int
    }

    /// The price of a point, as `paid` / (`points` × scale).
    struct Price {
        let paid: Natural
        let points: Int
    }

    /// Lets the poorest pay all they have, one class after the other, until the others can pay alike; nil where
    /// all together have less than the cost.
    func price(_ cost: Int, _ shares: [Share]) -> Price? {
        let sorted = shares.sorted { isPoorer($0, $1) }
        var paid = Natural(UInt(cost)) * scale
        var points = sorted.reduce(0) { $0 + $1.points * $1.count }
        for share in sorted {
            let price = Price(paid: paid, points: points)
            if !isShort(share, of: price) { return price }
            let gift = amounts[share.index] * Natural(UInt(share.count))
            guard gift <= paid else { return nil }
            paid = paid - gift
            points -= share.points * share.count
        }
        return nil
    }

    /// Whether somebody has less for each point than another.
    private func isPoorer(_ one: Share, _ other: Share) -> Bool {
        let (left, right) = (near[one.index] * Double(other.points), near[other.index] * Double(one.points))
        if left < right * (1 - 0x1p-40) { return true }
        if left > right * (1 + 0x1p-40) { return false }
        return amounts[one.index] * Natural(UInt(other.points)) < amounts[other.index]
            * Natural(UInt(one.points))
    }

    /// Whether somebody has less than the price of the points given.
    func isShort(_ share: Share, of price: Price) -> Bool {
        amounts[share.index] * Natural(UInt(price.points)) < price.paid * Natural(UInt(share.points))
    }

    /// Whether somebody has more than that.
    func hasMore(_ share: Share, than price: Price) -> Bool {
        amounts[share.index] * Natural(UInt(price.points)) > price.paid * Natural(UInt(share.points))
    }

    func fraction(_ price: Price) -> Fraction {
        Fraction(isNegative: false, price.paid, scale * Natural(UInt(price.points)))
    }

    func fraction(of index: Int) -> Fraction { Fraction(isNegative: false, amounts[index], scale) }

    func near(_ price: Price) -> Double {
        Natural.ratio(price.paid, scale * Natural(UInt(price.points)))
    }

    /// Adds a class for each of these, who pay the price as far as they can; their amounts afterwards.
    mutating func pay(_ price: Price, _ payers: [(index: Int, points: Int)]) {
        let factor = Natural(UInt(price.points))
        let left = payers.map { payer in
            let (had, due) = (amounts[payer.index] * factor, price.paid * Natural(UInt(payer.points)))
            return had > due ? had - due : .zero
        }
        scale = scale * factor
        amounts = amounts.map { $0 * factor } + left
        near += left.map { Natural.ratio($0, scale) }
    }

    /// Forgets all classes but these, which are numbered from 0.
    mutating func keep(_ classes: [Int]) {
        amounts = classes.map { amounts[$0] }
        near = classes.map { near[$0] }
    }
}

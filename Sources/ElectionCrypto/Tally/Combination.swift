extension Trustees {
    /// What the tally's second elements are divided by to open it; nil where too few have decrypted.
    ///
    /// Of a threshold key's parts the ones with the lowest numbers are taken, as many as it needs. The parts are
    /// checked. `parts`: by number, from 1.
    package func combined(
        _ parts: [Int: PartialDecryption<G>], in group: G
    ) -> [[G.Element]]? {
        var product: [[G.Element]]?
        var first = 1
        for holder in holders {
            let factors: [[G.Element]]
            switch holder {
            case .single:
                guard let part = parts[first] else { return nil }
                factors = part.factors
                first += 1
            case .threshold(let keys):
                let present = (1...keys.size).filter { parts[first + $0 - 1] != nil }.prefix(keys.threshold)
                guard present.count == keys.threshold else { return nil }
                let weights = present.map { Trustees.weight(of: $0, among: Array(present), in: group) }
                let lists = present.compactMap { parts[first + $0 - 1]?.factors }
                factors = Trustees.interpolated(lists, weights, in: group)
                first += keys.size
            }
            product = product.map { zip($0, factors).map { zip($0, $1).map(group.product) } } ?? factors
        }
        return product
    }

    /// λ = ∏ k/(k − point) over the other points, modulo q. Source: Lagrange's interpolation at 0.
    static func weight(of point: Int, among points: [Int], in group: G) -> G.Scalar {
        var numerator = group.one
        var denominator = group.one
        for other in points where other != point {
            numerator = group.product(numerator, group.scalar(other))
            denominator = group.product(denominator, group.scalar(other - point))
        }
        return group.product(numerator, group.inverse(denominator))
    }

    private static func interpolated(
        _ lists: [[[G.Element]]], _ weights: [G.Scalar], in group: G
    ) -> [[G.Element]] {
        (lists.first ?? []).indices.map { question in
            lists[0][question].indices.map { column in
                group.product(of: lists.map { $0[question][column] }, raisedTo: weights)
            }
        }
    }
}

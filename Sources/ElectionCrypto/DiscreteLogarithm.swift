/// Finds the n in 0 ... `bound` with g^n = element: the total of an encrypted count.
///
/// Up to 2^19 powers of g are kept (8 MB), so that a bound of 10^11 takes as many products again. Small totals are
/// found first. Source: Shanks 1971 (baby steps, giant steps).
public struct DiscreteLogarithm<G: Group>: Sendable {
    private struct BabyStep: Sendable {
        let key: UInt64
        let exponent: UInt32
    }

    private static var batch: Int { 512 }

    private let group: G
    private let bound: Int
    /// g^0, g^1, … in the order of their keys.
    private let babySteps: [BabyStep]
    /// g^−count.
    private let giantStep: G.Element

    public init(_ group: G, bound: Int) {
        precondition(bound >= 0, "a total is not negative")
        self.group = group
        self.bound = bound
        let count = min(Int(Double(bound).squareRoot()) + 1, 1 << 19)
        giantStep = group.power(group.generator, group.scalar(-count))
        babySteps = DiscreteLogarithm.steps(group, from: group.identity, by: group.generator, count: count)
            .enumerated().map { BabyStep(key: $1, exponent: UInt32($0)) }
            .sorted { $0.key < $1.key }
    }

    /// nil where no n up to the bound will do.
    public func callAsFunction(_ element: G.Element) -> Int? {
        var start = element
        let size = DiscreteLogarithm.batch * babySteps.count
        for first in stride(from: 0, through: bound, by: size) {
            let left = (bound - first) / babySteps.count + 1
            let keys = DiscreteLogarithm.steps(
                group, from: start, by: giantStep, count: min(left, DiscreteLogarithm.batch))
            for (step, key) in keys.enumerated() {
                for exponent in exponents(key) {
                    let total = first + step * babySteps.count + exponent
                    if total <= bound, isLogarithm(total, of: element) { return total }
                }
            }
            start = group.product(start, group.power(giantStep, group.scalar(DiscreteLogarithm.batch)))
        }
        return nil
    }

    /// The exponents of the baby steps with this key, mostly none.
    private func exponents(_ key: UInt64) -> [Int] {
        var low = 0
        var high = babySteps.count
        while low < high {
            let middle = (low + high) / 2
            if babySteps[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return babySteps[low...].prefix { $0.key == key }.map { Int($0.exponent) }
    }

    private func isLogarithm(_ total: Int, of element: G.Element) -> Bool {
        group.power(group.generatorTable, group.scalar(total)) == element
    }

    /// The keys of start, start · step, start · step², …: 64 bits of each element's text.
    private static func steps(_ group: G, from start: G.Element, by step: G.Element, count: Int) -> [UInt64] {
        var element = start
        var keys: [UInt64] = []
        keys.reserveCapacity(count)
        while keys.count < count {
            var elements: [G.Element] = []
            for _ in 0..<min(batch, count - keys.count) {
                elements.append(element)
                element = group.product(element, step)
            }
            keys += group.texts(elements).map { text in
                text.utf8.suffix(20).reduce(0) { $0 &* 31 &+ UInt64($1) }
            }
        }
        return keys
    }
}

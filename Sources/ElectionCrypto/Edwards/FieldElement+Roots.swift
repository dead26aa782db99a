/// Everything that needs a power of a number.
extension FieldElement {
    /// √−1, the even one of RFC 8032, section 5.1.3.
    private static let rootOfMinusOne = FieldElement(
        a0: 0x0006_1B27_4A0E_A0B0, a1: 0x0000_D5A5_FC8F_189D, a2: 0x0007_EF5E_9CBD_0C60,
        a3: 0x0007_8595_A680_4C9E, a4: 0x0002_B832_4804_FC1D)

    /// 1/x; 0 for 0.
    var inverse: FieldElement {
        // x^(p − 2), with p − 2 = 8 · (2^252 − 3) + 3 and x^3 at hand.
        let cube = squared * self
        return powerForRoots.squared(times: 3) * cube
    }

    /// √(numerator/denominator), either of both; nil where there is none. Source: RFC 8032, section 5.1.3.
    static func root(of numerator: FieldElement, over denominator: FieldElement) -> FieldElement? {
        let cube = denominator.squared * denominator
        let seventh = cube.squared * denominator
        let candidate = numerator * cube * (numerator * seventh).powerForRoots
        let check = denominator * candidate.squared
        if (check - numerator).isZero { return candidate }
        return (check + numerator).isZero ? candidate * rootOfMinusOne : nil
    }

    /// 1/x for each, at the price of one inversion and three products a number; none may be 0.
    static func inverses(_ elements: [FieldElement]) -> [FieldElement] {
        var products: [FieldElement] = []
        products.reserveCapacity(elements.count)
        var running = one
        for element in elements {
            products.append(running)
            running = running * element
        }
        running = running.inverse
        for index in elements.indices.reversed() {
            products[index] = products[index] * running
            running = running * elements[index]
        }
        return products
    }

    /// x^((p − 5)/8) = x^(2^252 − 3).
    private var powerForRoots: FieldElement {
        // onesN = x^(2^N − 1).
        let two = squared
        let nine = two.squared(times: 2) * self
        let eleven = nine * two
        let ones5 = eleven.squared * nine
        let ones10 = ones5.squared(times: 5) * ones5
        let ones20 = ones10.squared(times: 10) * ones10
        let ones40 = ones20.squared(times: 20) * ones20
        let ones50 = ones40.squared(times: 10) * ones10
        let ones100 = ones50.squared(times: 50) * ones50
        let ones200 = ones100.squared(times: 100) * ones100
        let ones250 = ones200.squared(times: 50) * ones50
        return ones250.squared(times: 2) * self
    }

    private func squared(times count: Int) -> FieldElement {
        var result = self
        for _ in 0..<count { result = result.squared }
        return result
    }
}

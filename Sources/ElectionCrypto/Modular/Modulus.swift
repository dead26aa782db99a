import CGMP

/// Arithmetic modulo an odd number, for public data: the time depends on the numbers.
///
/// Numbers are below the modulus and have its count of limbs.
struct Modulus: Sendable {
    let limbs: [UInt]
    let bitCount: Int

    init(_ limbs: [UInt]) {
        self.limbs = limbs
        bitCount = Limbs.bitCount(limbs)
    }

    var count: Int { limbs.count }

    var one: [UInt] { number(1) }

    func number(_ small: UInt) -> [UInt] { Limbs.fitted([small], to: count) }

    func product(_ left: [UInt], _ right: [UInt]) -> [UInt] {
        var result = left
        multiply(&result, by: right)
        return result
    }

    func multiply(_ result: inout [UInt], by other: [UInt]) {
        let count = limbs.count
        other.withUnsafeBufferPointer { other in
            guard let other = other.baseAddress else { return }
            result.withUnsafeMutableBufferPointer { result in
                guard let result = result.baseAddress else { return }
                withUnsafeTemporaryAllocation(of: UInt.self, capacity: 3 * count + 1) { scratch in
                    guard let scratch = scratch.baseAddress else { return }
                    __gmpn_mul_n(scratch, result, other, count)
                    __gmpn_tdiv_qr(scratch + 2 * count, result, 0, scratch, 2 * count, limbs, count)
                }
            }
        }
    }

    func square(_ result: inout [UInt]) {
        let count = limbs.count
        result.withUnsafeMutableBufferPointer { result in
            guard let result = result.baseAddress else { return }
            withUnsafeTemporaryAllocation(of: UInt.self, capacity: 3 * count + 1) { scratch in
                guard let scratch = scratch.baseAddress else { return }
                __gmpn_sqr(scratch, result, count)
                __gmpn_tdiv_qr(scratch + 2 * count, result, 0, scratch, 2 * count, limbs, count)
            }
        }
    }

    /// A number of any length, reduced.
    func remainder(_ number: [UInt]) -> [UInt] {
        guard number.count >= count else { return Limbs.fitted(number, to: count) }
        var quotient = [UInt](repeating: 0, count: number.count - count + 1)
        var rest = [UInt](repeating: 0, count: count)
        __gmpn_tdiv_qr(&quotient, &rest, 0, number, number.count, limbs, count)
        return rest
    }

    func power(_ base: [UInt], _ exponent: [UInt]) -> [UInt] {
        written { result in
            Limbs.withInteger(base) { base in
                Limbs.withInteger(exponent) { exponent in
                    Limbs.withInteger(limbs) { __gmpz_powm(result, base, exponent, $0) }
                }
            }
        }
    }

    /// 0 where there is none.
    func inverse(_ number: [UInt]) -> [UInt] {
        written { result in
            Limbs.withInteger(number) { number in
                Limbs.withInteger(limbs) { modulus in
                    if __gmpz_invert(result, number, modulus) == 0 { __gmpz_set_ui(result, 0) }
                }
            }
        }
    }

    /// The Jacobi symbol: for a prime modulus 1 says that the number is a square and not 0.
    func jacobi(_ number: [UInt]) -> Int {
        Limbs.withInteger(number) { number in Limbs.withInteger(limbs) { Int(__gmpz_jacobi(number, $0)) } }
    }

    private func written(_ body: (UnsafeMutablePointer<__mpz_struct>) -> Void) -> [UInt] {
        var integer = __mpz_struct()
        __gmpz_init(&integer)
        defer { __gmpz_clear(&integer) }
        body(&integer)
        let used = Array(UnsafeBufferPointer(start: integer._mp_d, count: Int(integer._mp_size)))
        return Limbs.fitted(used, to: count)
    }
}

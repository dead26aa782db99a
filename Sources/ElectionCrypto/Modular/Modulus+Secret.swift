import CGMP

/// The same arithmetic in a time, and with reads of memory, that depend on the lengths only.
///
/// Source: GMP's manual, "Low-level functions for cryptography".
extension Modulus {
    func secretPower(_ base: [UInt], _ exponent: [UInt], bits: Int) -> [UInt] {
        var result = [UInt](repeating: 0, count: count)
        var scratch = [UInt](
            repeating: 0, count: __gmpn_sec_powm_itch(count, mp_bitcnt_t(bits), count))
        __gmpn_sec_powm(&result, base, count, exponent, mp_bitcnt_t(bits), limbs, count, &scratch)
        return result
    }

    func secretProduct(_ left: [UInt], _ right: [UInt]) -> [UInt] {
        var product = [UInt](repeating: 0, count: 2 * count)
        var scratch = [UInt](repeating: 0, count: __gmpn_sec_mul_itch(count, count))
        __gmpn_sec_mul(&product, left, count, right, count, &scratch)
        return secretRemainder(product)
    }

    func secretSum(_ left: [UInt], _ right: [UInt]) -> [UInt] {
        var sum = [UInt](repeating: 0, count: count + 1)
        sum[count] = __gmpn_add_n(&sum, left, right, count)
        return secretRemainder(sum)
    }

    func secretDifference(_ left: [UInt], _ right: [UInt]) -> [UInt] {
        var difference = [UInt](repeating: 0, count: count)
        let borrow = __gmpn_sub_n(&difference, left, right, count)
        var result = difference
        _ = __gmpn_cnd_add_n(borrow, &result, difference, limbs, count)
        return result
    }

    /// Of a number with at least as many limbs as the modulus.
    func secretRemainder(_ number: [UInt]) -> [UInt] {
        var rest = number
        var scratch = [UInt](repeating: 0, count: __gmpn_sec_div_r_itch(number.count, count))
        __gmpn_sec_div_r(&rest, number.count, limbs, count, &scratch)
        return Array(rest.prefix(count))
    }

    /// 0 for 0.
    func secretInverse(_ number: [UInt]) -> [UInt] {
        var result = [UInt](repeating: 0, count: count)
        var spent = number
        var scratch = [UInt](repeating: 0, count: __gmpn_sec_invert_itch(count))
        let isDone = __gmpn_sec_invert(&result, &spent, limbs, count, mp_bitcnt_t(2 * bitCount), &scratch)
        return isDone == 0 ? number : result
    }
}

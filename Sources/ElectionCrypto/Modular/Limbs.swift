import CGMP

/// Whole numbers as 64-bit limbs, the lowest first, with as many limbs as the modulus they belong to.
enum Limbs {
    /// The number that a constant of the sources writes in decimal digits.
    static func constant(_ digits: String) -> [UInt] {
        digits.utf8.reduce(into: []) { limbs, digit in
            var carry = UInt(digit & 15)
            for index in limbs.indices {
                let (high, low) = limbs[index].multipliedFullWidth(by: 10)
                let (sum, overflow) = low.addingReportingOverflow(carry)
                limbs[index] = sum
                carry = high + (overflow ? 1 : 0)
            }
            if carry > 0 { limbs.append(carry) }
        }
    }

    /// Reads decimal digits without sign, space or leading zero; nil for another text or a number that is not
    /// below `bound`.
    static func number(_ text: some StringProtocol, below bound: [UInt]) -> [UInt]? {
        var digits = Array(text.utf8.prefix(bound.count * 20 + 1))
        guard let first = digits.first, digits.allSatisfy({ (0x30...0x39).contains($0) }),
            digits.count == 1 || first != 0x30, digits.count <= bound.count * 20
        else { return nil }
        for index in digits.indices { digits[index] -= 0x30 }
        // GMP may write one limb more than the number has.
        var limbs = [UInt](repeating: 0, count: digits.count / 19 + 2)
        let used = __gmpn_set_str(&limbs, digits, digits.count, 10)
        guard used <= bound.count else { return nil }
        limbs = fitted(Array(limbs.prefix(used)), to: bound.count)
        return isBelow(limbs, bound) ? limbs : nil
    }

    static func decimal(_ limbs: [UInt]) -> String {
        var rest = Array(limbs.prefix(significant(limbs)))
        guard !rest.isEmpty else { return "0" }
        var digits = [UInt8](repeating: 0, count: rest.count * 20 + 1)
        let count = __gmpn_get_str(&digits, 10, &rest, rest.count)
        return String(decoding: digits.prefix(count).drop { $0 == 0 }.map { $0 + 0x30 }, as: UTF8.self)
    }

    /// A big-endian integer, with at least `count` limbs.
    static func number(bigEndian bytes: [UInt8], count: Int) -> [UInt] {
        var limbs = [UInt](repeating: 0, count: max(count, (bytes.count + 7) / 8))
        for (place, byte) in bytes.reversed().enumerated() {
            limbs[place / 8] |= UInt(byte) << UInt(place % 8 * 8)
        }
        return limbs
    }

    static func isBelow(_ left: [UInt], _ right: [UInt]) -> Bool {
        for index in left.indices.reversed() where left[index] != right[index] {
            return left[index] < right[index]
        }
        return false
    }

    /// How many limbs there are below the zeros at the top.
    static func significant(_ limbs: [UInt]) -> Int {
        limbs.lastIndex { $0 != 0 }.map { $0 + 1 } ?? 0
    }

    static func bitCount(_ limbs: [UInt]) -> Int {
        let count = significant(limbs)
        return count == 0 ? 0 : count * 64 - limbs[count - 1].leadingZeroBitCount
    }

    /// `width` bits from bit `shift` upwards; bits above the number are 0. At most 64.
    static func digit(_ limbs: [UInt], from shift: Int, width: Int) -> Int {
        let index = shift / 64
        let offset = shift % 64
        guard index < limbs.count else { return 0 }
        var value = limbs[index] >> UInt(offset)
        if offset + width > 64, index + 1 < limbs.count { value |= limbs[index + 1] << UInt(64 - offset) }
        return Int(value & (1 << UInt(width) - 1))
    }

    static func fitted(_ limbs: [UInt], to count: Int) -> [UInt] {
        limbs + Array(repeating: 0, count: count - limbs.count)
    }

    /// The number as GMP's type, to be read only and while `body` runs.
    static func withInteger<Value>(_ limbs: [UInt], _ body: (UnsafePointer<__mpz_struct>) -> Value) -> Value {
        limbs.withUnsafeBufferPointer { buffer in
            var integer = __mpz_struct()
            __gmpz_roinit_n(&integer, buffer.baseAddress, buffer.count)
            return body(&integer)
        }
    }
}

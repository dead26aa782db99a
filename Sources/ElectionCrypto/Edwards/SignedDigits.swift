/// Numbers below 2^255 with signed digits, so that half a table of multiples is enough.
enum SignedDigits {
    /// Odd digits below 2^(width − 1) in size, each followed by at least `width` − 1 zeros; digit i counts 2^i.
    /// Ends with the highest digit; empty for 0. Source: Solinas 2000, section 4.
    static func sparse(_ words: SIMD4<UInt64>, width: Int) -> [Int8] {
        let length = bitCount(words) + 1
        var digits = [Int8](repeating: 0, count: length)
        let whole = 1 << width
        var carry = 0
        var place = 0
        var end = 0
        while place < length {
            let digit = carry + bits(words, from: place, width: width)
            guard digit & 1 == 1 else {
                place += 1
                continue
            }
            carry = digit < whole / 2 ? 0 : 1
            digits[place] = Int8(truncatingIfNeeded: digit - carry * whole)
            end = place + 1
            place += width
        }
        digits.removeLast(length - end)
        return digits
    }

    /// Digits in −2^(width − 1) ..< 2^(width − 1); digit i counts 2^(i · width). At most 15 bits wide.
    static func dense(_ words: SIMD4<UInt64>, width: Int) -> [Int16] {
        let whole = 1 << width
        var carry = 0
        return stride(from: 0, to: 256, by: width).map { place in
            let digit = carry + bits(words, from: place, width: width)
            carry = digit < whole / 2 ? 0 : 1
            return Int16(truncatingIfNeeded: digit - carry * whole)
        }
    }

    private static func bitCount(_ words: SIMD4<UInt64>) -> Int {
        for index in (0..<4).reversed() where words[index] != 0 {
            return 64 * index + 64 - words[index].leadingZeroBitCount
        }
        return 0
    }

    private static func bits(_ words: SIMD4<UInt64>, from place: Int, width: Int) -> Int {
        let index = place >> 6
        let offset = UInt64(place & 63)
        var value = words[index] >> offset
        if offset > 0, index < 3 { value |= words[index + 1] << (64 - offset) }
        return Int(value & (1 << UInt64(width) - 1))
    }
}

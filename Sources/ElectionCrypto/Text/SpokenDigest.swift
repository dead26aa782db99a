extension Digest {
    /// What people read to each other to be sure that they look at the same file.
    ///
    ///     0713 9925 4410 8062 0038 5171 9914 2630 4477 1208 5536 9001
    ///
    /// The number in decimal, its last 48 digits in groups of four: to make two files with the same ones takes about
    /// 2^80 attempts.
    package var spoken: String {
        var number = bytes
        var digits: [String] = []
        for _ in 0..<48 {
            var rest = 0
            for index in number.indices {
                let value = rest << 8 | Int(number[index])
                number[index] = UInt8(value / 10)
                rest = value % 10
            }
            digits.append(String(rest))
        }
        digits.reverse()
        return stride(from: 0, to: 48, by: 4).map { digits[$0..<$0 + 4].joined() }.joined(separator: " ")
    }
}

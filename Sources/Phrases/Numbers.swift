/// A space that neither breaks a line nor is as wide as one between words.
private let narrowSpace = "\u{202F}"

extension Phrases {
    /// Digits in groups of three: `1 204` with a narrow no-break space, in English `1,204`.
    package func number(_ number: Int) -> String {
        if (-999...999).contains(number) { return String(number) }
        let digits = Array(String(number.magnitude).utf8)
        let separator = Array((language == .english ? "," : narrowSpace).utf8)
        var out: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { out += separator }
            out.append(digit)
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// `part` of `whole` in percent with one decimal, rounded half up: `8,8 %`, in English `8.8%`.
    ///
    /// Both counts are 0 or more. Of a whole of 0 there is no share: a dash.
    package func percent(_ part: Int, of whole: Int) -> String {
        guard whole > 0, part >= 0 else { return "–" }
        // round(part · 1000 / whole) = ⌊(part · 2000 + whole) / (2 · whole)⌋
        let permille = (Int128(part) * 2000 + Int128(whole)) / (Int128(whole) * 2)
        let units = number(Int(clamping: permille / 10))
        let tenth = permille % 10
        return language == .english ? "\(units).\(tenth)%" : "\(units),\(tenth)\(narrowSpace)%"
    }

    /// `a, b und c`; empty for no parts.
    package func list(_ parts: [String]) -> String {
        guard let last = parts.last else { return "" }
        guard parts.count > 1 else { return last }
        return self("format.list", ["first": parts.dropLast().joined(separator: ", "), "last": last])
    }
}

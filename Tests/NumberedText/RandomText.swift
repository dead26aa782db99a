import Chance

extension SeededRandom {
    /// Words, spaces of all kinds, line ends, marks that combine, emoji, flags, controls and any scalar.
    mutating func text(pieces: Int) -> String {
        let odd = [
            " ", " ", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "\u{A0}", "\u{202F}", "\u{3000}",
            "\u{2028}", "\u{2029}", "\u{85}", "\u{0}", "\u{7}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{FEFF}",
            "\u{202E}", "\u{308}", "\u{323}", "\u{301}", "e\u{301}", "ä", "ß", "👩‍👩‍👧", "🇩🇪", "🇩", "👍🏽", "\u{600}",
            "\u{94D}",
            "\u{915}", "\u{1100}", "\u{1161}", "\u{11A8}", "각", "日本", "שלום", "\u{1F3FB}", "\u{FE0F}",
        ]
        var out = ""
        for _ in 0..<pieces {
            switch Int.random(in: 0..<10, using: &self) {
            case 0..<4:
                for _ in 0..<Int.random(in: 1...12, using: &self) {
                    out.unicodeScalars.append(Unicode.Scalar(UInt8.random(in: 97...122, using: &self)))
                }
            case 4..<9: out += odd.randomElement(using: &self) ?? ""
            default:
                if Int.random(in: 0..<20, using: &self) == 0 {
                    out += String(repeating: "x\u{308}", count: 90)
                }
                if let scalar = Unicode.Scalar(UInt32.random(in: 0..<0x11_0000, using: &self)) {
                    out.unicodeScalars.append(scalar)
                }
            }
        }
        return out
    }

    mutating func bytes(upTo most: Int) -> [UInt8] {
        (0..<Int.random(in: 0...most, using: &self)).map { _ in UInt8.random(in: 0...255, using: &self) }
    }
}

import Foundation

extension Sequence<UInt8> {
    /// Lower-case hexadecimal, two digits a byte.
    package var hex: String {
        let digits = Array("0123456789abcdef".utf8)
        var out: [UInt8] = []
        for byte in self { out += [digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
        return String(decoding: out, as: UTF8.self)
    }
}

extension [UInt8] {
    /// Standard alphabet with padding. Source: RFC 4648 section 4.
    package var base64: String { Data(self).base64EncodedString() }

    /// Reads exactly what `base64` writes: nil for missing padding, spaces and stray bits.
    package init?(base64 text: String) {
        guard let data = Data(base64Encoded: text), data.base64EncodedString() == text else { return nil }
        self = Array(data)
    }

    /// Reads an even number of hexadecimal digits.
    package init?(hex text: String) {
        let digits = Array(text.utf8)
        guard digits.count.isMultiple(of: 2) else { return nil }
        var out: [UInt8] = []
        out.reserveCapacity(digits.count / 2)
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16),
                digits[index] != UInt8(ascii: "+")
            else { return nil }
            out.append(byte)
        }
        self = out
    }
}

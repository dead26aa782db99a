/// A JSON value without floating-point numbers, as the public record writes it.
///
/// Fractions are strings `"n/d"` in lowest terms. Integers beyond ±(2⁵³−1) are written as decimal strings.
package indirect enum JSON: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// The value's one byte form: no spaces, keys in order of their UTF-16 code units. Source: RFC 8785.
    package var canonical: [UInt8] {
        var out: [UInt8] = []
        write(to: &out)
        return out
    }

    /// `canonical` as text.
    package var text: String { String(decoding: canonical, as: UTF8.self) }

    private func write(to out: inout [UInt8]) {
        switch self {
        case .null: out += "null".utf8
        case .bool(let value): out += (value ? "true" : "false").utf8
        case .int(let value):
            let digits = String(value).utf8
            if value.magnitude <= 9_007_199_254_740_991 {
                out += digits
            } else {
                out.append(0x22)
                out += digits
                out.append(0x22)
            }
        case .string(let value): JSON.write(value, to: &out)
        case .array(let values):
            out.append(0x5B)
            for (index, value) in values.enumerated() {
                if index > 0 { out.append(0x2C) }
                value.write(to: &out)
            }
            out.append(0x5D)
        case .object(let members):
            out.append(0x7B)
            let keys = members.keys.sorted { $0.utf16.lexicographicallyPrecedes($1.utf16) }
            for (index, key) in keys.enumerated() {
                if index > 0 { out.append(0x2C) }
                JSON.write(key, to: &out)
                out.append(0x3A)
                members[key]?.write(to: &out)
            }
            out.append(0x7D)
        }
    }

    /// Escapes as RFC 8785 section 3.2.2.2 asks: the short forms, `\u00xx` for other controls, the rest as it is.
    private static func write(_ text: String, to out: inout [UInt8]) {
        out.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: out += [0x5C, 0x22]
            case 0x5C: out += [0x5C, 0x5C]
            case 0x08: out += [0x5C, 0x62]
            case 0x09: out += [0x5C, 0x74]
            case 0x0A: out += [0x5C, 0x6E]
            case 0x0C: out += [0x5C, 0x66]
            case 0x0D: out += [0x5C, 0x72]
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                out += [0x5C, 0x75, 0x30, 0x30, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            default: out.append(byte)
            }
        }
        out.append(0x22)
    }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .int(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(Dictionary(elements, uniquingKeysWith: { _, last in last }))
    }
    package init(nilLiteral: ()) { self = .null }
}

extension JSON {
    package subscript(_ key: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }
    package var string: String? { if case .string(let value) = self { value } else { nil } }
    package var int: Int? {
        switch self {
        case .int(let value): value
        case .string(let digits):
            Int(digits).flatMap { String($0) == digits && $0.magnitude > 9_007_199_254_740_991 ? $0 : nil }
        default: nil
        }
    }
    package var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
    package var array: [JSON]? { if case .array(let values) = self { values } else { nil } }
    package var object: [String: JSON]? { if case .object(let members) = self { members } else { nil } }
}

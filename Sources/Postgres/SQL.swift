/// A statement with its values apart: an interpolated value is bound as `$1`, `$2`, …, never pasted.
///
/// Literal parts are `StaticString`, so text made at run time can never become part of a statement.
package struct SQL: Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String
    package private(set) var values: [SQLValue]

    package init(stringLiteral value: StaticString) {
        text = value.description
        values = []
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        values = stringInterpolation.values
    }

    /// The trusted text of a file of ours, such as a migration. Binds nothing.
    init(file text: String) {
        self.text = text
        values = []
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString
        var text = ""
        var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value) {
            values.append(SQLValue(type: Value.sqlType, bytes: value.sqlBytes))
            text += "$\(values.count)"
        }

        package mutating func appendInterpolation<Value: SQLBindable>(_ value: Value?) {
            values.append(SQLValue(type: Value.sqlType, bytes: value?.sqlBytes))
            text += "$\(values.count)"
        }

        /// Puts a part of a statement into another; its places are counted on.
        package mutating func appendInterpolation(_ part: SQL) {
            var number = values.count
            var rest = part.text[...]
            while let dollar = rest.firstIndex(of: "$") {
                text += rest[..<dollar]
                rest = rest[rest.index(after: dollar)...]
                let digits = rest.prefix { $0.isASCII && $0.isNumber }
                guard !digits.isEmpty else {
                    text += "$"
                    continue
                }
                number += 1
                text += "$\(number)"
                rest = rest[digits.endIndex...]
            }
            text += rest
            values += part.values
        }
    }
}

/// One bound value in PostgreSQL's binary format; nil bytes are NULL.
package struct SQLValue: Sendable {
    let type: UInt32
    let bytes: [UInt8]?
}

package import Core

extension HTML: ExpressibleByStringInterpolation {
    package init(stringLiteral literal: StaticString) {
        bytes = []
        append(literal)
    }

    package init(stringInterpolation: StringInterpolation) { self = stringInterpolation.html }

    package struct StringInterpolation: StringInterpolationProtocol {
        package typealias StringLiteralType = StaticString

        var html = HTML()

        package init(literalCapacity: Int, interpolationCount: Int) {
            html.bytes.reserveCapacity(literalCapacity + interpolationCount * 48)
        }

        package mutating func appendLiteral(_ literal: StaticString) { html.append(literal) }

        package mutating func appendInterpolation(_ text: String) { html.append(escaping: text) }
        package mutating func appendInterpolation(_ text: Substring) { html.append(escaping: text) }

        /// The number in plain digits; for people, let Phrases write it.
        package mutating func appendInterpolation(_ number: Int) { html.bytes += String(number).utf8 }
        package mutating func appendInterpolation(_ id: some NumberID) { html.bytes += id.description.utf8 }
        package mutating func appendInterpolation(_ link: Link) { html.append(escaping: link.address) }

        package mutating func appendInterpolation(_ part: HTML) { html.bytes += part.bytes }
        package mutating func appendInterpolation(_ part: some Markup) { html.bytes += part.html.bytes }
        package mutating func appendInterpolation(_ part: (some Markup)?) {
            if let part { html.bytes += part.html.bytes }
        }
        package mutating func appendInterpolation(_ parts: [some Markup]) {
            for part in parts { html.bytes += part.html.bytes }
        }

        /// `part` only where `condition` holds.
        package mutating func appendInterpolation(
            if condition: Bool, _ part: @autoclosure () -> HTML, else other: @autoclosure () -> HTML = HTML()
        ) {
            html += condition ? part() : other()
        }

        /// ` name="value"` with a leading space; nothing where `value` is nil.
        package mutating func appendInterpolation(attribute name: StaticString, _ value: String?) {
            guard let value else { return }
            html.append(" ")
            html.append(name)
            html.append("=\"")
            html.append(escaping: value)
            html.append("\"")
        }
        package mutating func appendInterpolation(attribute name: StaticString, _ value: Int?) {
            appendInterpolation(attribute: name, value.map(String.init))
        }
        package mutating func appendInterpolation(attribute name: StaticString, _ value: Link?) {
            appendInterpolation(attribute: name, value?.address)
        }

        /// ` name` with a leading space, such as ` checked`, where `condition` holds.
        package mutating func appendInterpolation(flag name: StaticString, _ condition: Bool) {
            guard condition else { return }
            html.append(" ")
            html.append(name)
        }
    }
}

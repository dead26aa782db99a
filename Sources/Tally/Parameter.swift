/// Something a rule leaves open: its name, what it may be, and what it is when nobody says.
package struct Parameter: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// One of these words.
        case choice([String])
        case whole(ClosedRange<Int>)
        /// A fraction from 0 to 1.
        case share
        /// An exact number within these bounds.
        case number(ClosedRange<Fraction>)
        /// All options in an order that was published before the count.
        case order
        /// One option.
        case option
    }

    package enum Value: Sendable, Hashable {
        case choice(String)
        case whole(Int)
        case share(Fraction)
        case number(Fraction)
        case order([Int])
        case option(Int)
        /// The parameter does not apply.
        case none
    }

    /// Printed in the public record, so never renamed.
    package let name: String
    package let kind: Kind
    /// `.none` only where the parameter may be left out.
    package let standard: Value

    init(_ name: String, _ kind: Kind, _ standard: Value) {
        self.name = name
        self.kind = kind
        self.standard = standard
    }

    package func allows(_ value: Value) -> Bool {
        switch (kind, value) {
        case (.choice(let words), .choice(let word)): words.contains(word)
        case (.whole(let range), .whole(let number)): range.contains(number)
        case (.share, .share(let share)): share >= Fraction(0) && share <= Fraction(1)
        case (.number(let range), .number(let number)): range.contains(number)
        case (.order, .order(let order)): order.sorted() == Array(order.indices)
        case (.option, .option(let option)): option >= 0 && option < Ranking.mostOptions
        case (_, .none): standard == .none
        default: false
        }
    }

    /// Reads a value as people type it: `sum`, `10`, `1/4`, `25%`, `2,1,3`, and `none` where it may be left out.
    package func value(text: String) -> Value? {
        if text == "none", standard == .none { return Value.none }
        let value: Value? =
            switch kind {
            case .choice: .choice(text)
            case .whole: Int(text).map(Value.whole)
            case .share where text.hasSuffix("%"):
                Int(text.dropLast()).flatMap { Fraction($0, 100) }.map(Value.share)
            case .share: Fraction(text: text).map(Value.share)
            case .number: Fraction(text: text).map(Value.number)
            case .order: Self.order(text).map(Value.order)
            case .option: Int(text).map { Value.option($0 - 1) }
            }
        return value.flatMap { allows($0) ? $0 : nil }
    }

    /// `2,1,3`: options numbered from 1.
    private static func order(_ text: String) -> [Int]? {
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int($0) }
        return numbers.count == parts.count ? numbers.map { $0 - 1 } : nil
    }
}

/// One value for each parameter of a rule.
package struct Parameters: Sendable, Hashable {
    package let values: [String: Parameter.Value]

    /// Takes the `given` values and the rule's standard for every other parameter.
    package init(of rule: Rule, _ given: [String: Parameter.Value] = [:]) throws(TallyError) {
        var values: [String: Parameter.Value] = [:]
        for parameter in rule.parameters {
            let value = given[parameter.name] ?? parameter.standard
            guard parameter.allows(value) else { throw .badParameter(parameter.name) }
            values[parameter.name] = value
        }
        // The smallest name, so that the same input always gives the same error.
        if let unknown = given.keys.filter({ values[$0] == nil }).min() { throw .unknownParameter(unknown) }
        self.values = values
    }

    package subscript(_ name: String) -> Parameter.Value { values[name] ?? .none }

    package func word(_ name: String) -> String {
        if case .choice(let word) = self[name] { word } else { "" }
    }

    package func whole(_ name: String) -> Int? {
        if case .whole(let number) = self[name] { number } else { nil }
    }

    package func share(_ name: String) -> Fraction? {
        if case .share(let share) = self[name] { share } else { nil }
    }

    package func number(_ name: String) -> Fraction? {
        if case .number(let number) = self[name] { number } else { nil }
    }

    package func order(_ name: String) -> [Int]? {
        if case .order(let order) = self[name] { order } else { nil }
    }

    package func option(_ name: String) -> Int? {
        if case .option(let option) = self[name] { option } else { nil }
    }
}

package import Core
package import Tally

/// A rule's parameters as a JSON object: words, whole numbers, shares and other
/// numbers as `"n/d"`, options as numbers from 1, null where none applies.
package enum ParametersJSON {
    package static func value(_ parameters: Parameters) -> JSON {
        .object(
            parameters.values.mapValues { value in
                switch value {
                case .choice(let word): .string(word)
                case .whole(let number): .int(number)
                case .share(let share): .fraction(share)
                case .number(let number): .fraction(number)
                case .order(let order): .options(order)
                case .option(let option): .int(option + 1)
                case .none: .null
                }
            })
    }

    package static func parameters(_ json: JSON, of rule: Rule) throws(RecordError) -> Parameters {
        guard let members = json.object, Set(members.keys) == Set(rule.parameters.map(\.name)) else {
            throw RecordError("the parameters are not those of \(rule.id)")
        }
        var given: [String: Parameter.Value] = [:]
        for parameter in rule.parameters {
            given[parameter.name] = try value(json.field(parameter.name), of: parameter)
        }
        do throws(TallyError) {
            return try Parameters(of: rule, given)
        } catch {
            throw RecordError("a parameter is not allowed by \(rule.id)")
        }
    }

    private static func value(_ json: JSON, of parameter: Parameter) throws(RecordError) -> Parameter.Value {
        if json == .null { return .none }
        switch parameter.kind {
        case .choice:
            guard let word = json.string else { throw RecordError("\(parameter.name) is not a word") }
            return .choice(word)
        case .whole:
            guard let number = json.int else { throw RecordError("\(parameter.name) is not a whole number") }
            return .whole(number)
        case .share: return .share(try json.fraction())
        case .number: return .number(try json.fraction())
        case .order:
            guard let list = json.array else { throw RecordError("\(parameter.name) is not a list") }
            return .order(try each(list) { option throws(RecordError) in try option.option() })
        case .option: return .option(try json.option())
        }
    }
}

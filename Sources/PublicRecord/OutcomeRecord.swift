package import Core
package import Tally

/// An outcome as it leaves the house: with the options' ids and names, in canonical JSON.
///
/// `winners` are ids; everywhere else options are numbers from 1. Totals and differences are whole numbers or
/// `"n/d"`, what conditions require is always `"n/d"`.
package struct OutcomeRecord: Sendable, Hashable {
    package static let version = 1

    package let outcome: Outcome
    /// The options' ids in the source: a number, a word such as `yes`, or the name.
    package let ids: [String]
    package let names: [String]

    package init(_ outcome: Outcome, ids: [String], names: [String]) {
        self.outcome = outcome
        self.ids = ids
        self.names = names
    }

    package var json: JSON {
        [
            "v": .int(Self.version),
            "rule": .string(outcome.rule),
            "parameters": ParametersJSON.value(outcome.parameters),
            "seats": .int(outcome.seats),
            "ids": .array(ids.map(JSON.string)),
            "names": .array(names.map(JSON.string)),
            "eligible": outcome.eligible.map(JSON.int) ?? .null,
            "ballots": .int(outcome.ballots),
            "valid": .int(outcome.valid),
            "invalid": .int(outcome.invalid),
            "winners": .array(outcome.winners.map { .string(ids[$0]) }),
            "ties": .array(outcome.ties.map { ["options": .options($0.options), "seats": .int($0.seats)] }),
            "alternatives": .array(outcome.alternatives.map(JSON.options)),
            "complete": .bool(outcome.isComplete),
            "allocation": .array(outcome.allocation.map(JSON.int)),
            "ranking": .array(outcome.ranking.map(JSON.options)),
            "margins": .array(outcome.margins.map(\.json)),
            "stages": .array(outcome.stages.map(\.json)),
            "conditions": .array(outcome.conditions.map(\.json)),
            "certificate": outcome.certificate.json,
        ]
    }

    /// Reads what `json` writes; members it does not know are left aside.
    package init(_ json: JSON) throws(RecordError) {
        guard try json.whole("v") == Self.version else { throw RecordError("the version is not known") }
        guard let rule = Rule.named(try json.text("rule")) else { throw RecordError("the rule is not known") }
        ids = try each(json.list("ids")) { id throws(RecordError) in try id.word() }
        names = try each(json.list("names")) { name throws(RecordError) in try name.word() }
        guard ids.count == names.count, !ids.isEmpty, Set(ids.map { Array($0.utf8) }).count == ids.count
        else {
            throw RecordError("the options' ids and names do not fit together")
        }
        let numbers = Dictionary(uniqueKeysWithValues: ids.enumerated().map { (Array($1.utf8), $0) })
        let eligible = try json.field("eligible")
        outcome = Outcome(
            rule: rule.id,
            parameters: try ParametersJSON.parameters(json.field("parameters"), of: rule),
            seats: try json.whole("seats"),
            options: ids.count,
            eligible: eligible == .null ? nil : try json.whole("eligible"),
            ballots: try json.whole("ballots"),
            valid: try json.whole("valid"),
            invalid: try json.whole("invalid"),
            winners: try each(json.list("winners")) { id throws(RecordError) in
                guard let option = numbers[Array(try id.word().utf8)] else {
                    throw RecordError("a winner is not an option")
                }
                return option
            },
            ties: try each(json.list("ties")) { tie throws(RecordError) in
                Tie(options: try tie.options("options"), seats: try tie.whole("seats"))
            },
            alternatives: try json.groups("alternatives"),
            isComplete: try json.flag("complete"),
            allocation: try each(json.list("allocation")) { seats throws(RecordError) in
                guard let seats = seats.int else { throw RecordError("an allocation is not a number") }
                return seats
            },
            ranking: try json.groups("ranking"),
            margins: try each(json.list("margins")) { margin throws(RecordError) in try Margin(margin) },
            stages: try each(json.list("stages")) { stage throws(RecordError) in try Stage(stage) },
            conditions: try each(json.list("conditions")) { condition throws(RecordError) in
                try Condition(condition)
            },
            certificate: try Certificate(json.field("certificate")))
    }

    /// Reads canonical bytes without anything unknown.
    package init(parsing bytes: [UInt8]) throws(RecordError) {
        try self.init(canonicalJSON(bytes))
        guard json.canonical == bytes else { throw RecordError("the outcome is not in its canonical form") }
    }
}

extension JSON {
    fileprivate func word() throws(RecordError) -> String {
        guard let string else { throw RecordError("a text is missing") }
        return string
    }

    /// A list of lists of options.
    fileprivate func groups(_ key: String) throws(RecordError) -> [[Int]] {
        try each(list(key)) { group throws(RecordError) in
            guard let options = group.array else {
                throw RecordError("\(key) holds something else than lists")
            }
            return try each(options) { option throws(RecordError) in try option.option() }
        }
    }
}

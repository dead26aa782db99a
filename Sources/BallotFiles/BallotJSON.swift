package import Core
package import Tally

/// The platform's own form of one ballot, as it is committed to and published.
///
///     {"choice":"yes"}  {"choice":2}  {"approvals":[1,3]}  {"scores":[5,null,0]}  {"ranking":[[2],[1,3]]}
///     {"blank":true}  {"invalid":true}
///
/// Options are numbered from 1; where the rule names them (yes, no, abstain) the name stands.
package enum BallotJSON {
    package static func value(_ ballot: Ballot, rule: Rule) -> JSON {
        switch ballot {
        case .blank: return ["blank": true]
        case .invalid: return ["invalid": true]
        case .choice(let option):
            let names = rule.fixedOptions
            return ["choice": names.indices.contains(option) ? .string(names[option]) : .int(option + 1)]
        case .approvals(let marked): return ["approvals": .array(marked.map { .int($0 + 1) })]
        case .scores(let scores): return ["scores": .array(scores.map { $0.map(JSON.int) ?? .null })]
        case .ranking(let ranking):
            return ["ranking": .array(ranking.groups.map { .array($0.map { .int($0 + 1) }) })]
        }
    }

    /// The inverse of `value`: the ballot must be of the rule's kind and name options 1 ... `options`.
    package static func ballot(_ json: JSON, rule: Rule, options: Int) throws(BallotFileError) -> Ballot {
        guard let members = json.object, members.count == 1, let (key, value) = members.first else {
            throw BallotFileError(reason: "a ballot is an object with one member")
        }
        let ballot: Ballot? =
            switch key {
            case "blank": value == true ? .blank : nil
            case "invalid": value == true ? .invalid : nil
            case "choice": choice(value, rule).map(Ballot.choice)
            case "approvals": numbers(value).map(Ballot.approvals)
            case "scores": scores(value).map(Ballot.scores)
            case "ranking": value.array.flatMap { all($0.map(numbers)) }.map { .ranking(Ranking($0)) }
            default: nil
            }
        guard let ballot else { throw BallotFileError(reason: "this is not a ballot") }
        guard ballot.kind == nil || ballot.kind == rule.ballot else {
            throw BallotFileError(reason: "a ballot of the rule \(rule.id) says \(rule.ballot.rawValue)")
        }
        guard ballot.isWellFormed(options: options), ballot.ranking?.isPlain ?? true else {
            throw BallotFileError(
                reason: "a ballot names options 1 to \(options) in order, none of them twice")
        }
        return ballot
    }

    /// Reads canonical bytes and nothing else.
    package static func ballot(
        parsing bytes: [UInt8], rule: Rule, options: Int
    ) throws(BallotFileError) -> Ballot {
        let ballot = try ballot(parse(bytes), rule: rule, options: options)
        guard value(ballot, rule: rule).canonical == bytes else {
            throw BallotFileError(reason: "a ballot is not written in its canonical form")
        }
        return ballot
    }

    static func parse(_ bytes: [UInt8]) throws(BallotFileError) -> JSON {
        do throws(JSONError) {
            return try JSON(parsing: bytes)
        } catch {
            throw BallotFileError(reason: "this is not JSON: \(error.reason) at byte \(error.offset + 1)")
        }
    }

    private static func choice(_ value: JSON, _ rule: Rule) -> Int? {
        guard rule.fixedOptions.isEmpty else {
            return value.string.flatMap { rule.fixedOptions.firstIndex(of: $0) }
        }
        return value.int.flatMap(index)
    }

    private static func numbers(_ value: JSON) -> [Int]? {
        value.array.flatMap { all($0.map { $0.int.flatMap(index) }) }
    }

    private static func scores(_ value: JSON) -> [Int?]? {
        value.array.flatMap { all($0.map { $0 == .null ? .some(nil) : $0.int.map(Optional.some) }) }
    }

    /// The index of an option numbered from 1.
    private static func index(_ number: Int) -> Int? { number >= 1 ? number - 1 : nil }

    private static func all<Value>(_ values: [Value?]) -> [Value]? {
        let present = values.compactMap { $0 }
        return present.count == values.count ? present : nil
    }
}

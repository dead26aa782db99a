/// Whether an outcome follows from the ballots.
package enum CheckVerdict: Sendable, Hashable {
    case accepted
    /// The first thing found wrong, in English.
    case refused(String)
}

/// Why the checker refuses an outcome.
struct Refusal: Error {
    let reason: String
}

/// Accepts or refuses a finished outcome by its certificate, without counting by the rule.
///
/// It shares no code with counting but the values: sums are verified option by option, comparisons are made
/// between fractions, and winners are verified by how many options stand above them.
package enum Checker {
    /// Whether the outcome answers what was asked: this rule with these parameters for so many seats.
    package static func check(
        _ outcome: Outcome, against profile: Profile, rule: Rule, parameters: Parameters, seats: Int
    ) -> CheckVerdict {
        guard outcome.rule == rule.id else { return .refused("the rule is another") }
        guard outcome.parameters == parameters else { return .refused("the parameters are others") }
        guard outcome.seats == seats else { return .refused("the number of seats is another") }
        return check(outcome, against: profile)
    }

    /// Whether the outcome is right for the rule, parameters and seats that it names itself.
    package static func check(_ outcome: Outcome, against profile: Profile) -> CheckVerdict {
        do throws(Refusal) {
            guard let rule = Rule.named(outcome.rule) else { throw Refusal(reason: "unknown rule") }
            try checkHeader(outcome, rule, profile)
            try rule.check(outcome, profile)
            return .accepted
        } catch {
            return .refused(error.reason)
        }
    }

    private static func checkHeader(
        _ outcome: Outcome, _ rule: Rule, _ profile: Profile
    ) throws(Refusal) {
        let names = rule.parameters.map(\.name)
        try expect(Set(outcome.parameters.values.keys) == Set(names), "the parameters are not the rule's")
        for parameter in rule.parameters {
            try expect(
                parameter.allows(outcome.parameters[parameter.name]), "\(parameter.name) is not allowed")
        }
        try expect(outcome.options == profile.options, "the number of options differs")
        try expect(outcome.eligible == profile.eligible, "the number of eligible voters differs")
        try expect(
            rule.aim.seats(options: profile.options).contains(outcome.seats),
            "the number of seats is impossible")
        try expect(
            rule.aim == .apportionment || outcome.allocation.isEmpty, "an option gets several seats")
        try expect(
            outcome.ballots == profile.groups.map(\.count).reduce(0, +), "the number of ballots differs")
        try expect((0...outcome.ballots).contains(outcome.valid), "the number of valid ballots is impossible")
        try expect(outcome.invalid == outcome.ballots - outcome.valid, "valid and invalid do not add up")
    }
}

func expect(_ holds: Bool, _ complaint: @autoclosure () -> String) throws(Refusal) {
    guard holds else { throw Refusal(reason: complaint()) }
}

extension Condition {
    /// Compares reduced fractions; counting multiplies crosswise instead.
    var holds: Bool {
        guard let share = Fraction(numerator, denominator) else {
            return comparison == .atLeast && required.isZero
        }
        return switch comparison {
        case .moreThan: share > required
        case .atLeast: share >= required
        case .lessThan: share < required
        case .otherThan: share != required
        }
    }

    /// Whether this is the named comparison of these numbers, with the right answer.
    func states(
        _ name: String, option: Int? = nil, _ numerator: Int, of denominator: Int,
        _ comparison: Comparison, _ required: Fraction
    ) -> Bool {
        self.name == name && self.option == option && self.numerator == numerator
            && self.denominator == denominator && self.comparison == comparison && self.required == required
            && met == holds
    }
}

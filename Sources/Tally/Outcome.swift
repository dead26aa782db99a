/// What a rule makes of a profile: the same value for every rule, in exact numbers.
package struct Outcome: Sendable, Hashable {
    /// The rule's id.
    package var rule: String
    package var parameters: Parameters
    package var seats: Int
    package var options: Int
    package var eligible: Int?
    /// Ballots cast; `valid` and `invalid` add up to it.
    package var ballots: Int
    package var valid: Int
    package var invalid: Int
    /// Those elected however the ties are settled, by rank and among equals by number.
    /// For `yes-no`: yes alone when the proposal is adopted, else nobody.
    package var winners: [Int]
    /// Sets of options that the ballots leave equal where it matters. Nobody settles them here.
    package var ties: [Tie]
    /// Every set of options that some way of settling the ties elects, each in order of number, the sets in order;
    /// empty where there is only one.
    package var alternatives: [[Int]]
    /// Whether all ways of settling the ties were followed to their end. If not, `winners` may be too many.
    package var isComplete: Bool
    /// How many seats each option gets, where an option may get several; else empty.
    package var allocation: [Int]
    /// Groups of equal options, best first.
    package var ranking: [[Int]]
    package var margins: [Margin]
    /// How the count went, for people to follow.
    package var stages: [Stage]
    package var conditions: [Condition]
    /// The numbers that let the checker accept the rest without counting by the rule.
    package var certificate: Certificate

    /// Takes everything about the ballots from `profile`.
    package init(
        rule: String, parameters: Parameters, seats: Int, profile: Profile, valid: Int, winners: [Int],
        ties: [Tie] = [], alternatives: [[Int]] = [], isComplete: Bool = true, allocation: [Int] = [],
        ranking: [[Int]] = [], margins: [Margin] = [], stages: [Stage], conditions: [Condition] = [],
        certificate: Certificate
    ) {
        self.init(
            rule: rule, parameters: parameters, seats: seats, options: profile.options,
            eligible: profile.eligible, ballots: profile.ballots, valid: valid,
            invalid: profile.ballots - valid, winners: winners, ties: ties, alternatives: alternatives,
            isComplete: isComplete, allocation: allocation, ranking: ranking, margins: margins,
            stages: stages,
            conditions: conditions, certificate: certificate)
    }

    package init(
        rule: String, parameters: Parameters, seats: Int, options: Int, eligible: Int?, ballots: Int,
        valid: Int, invalid: Int, winners: [Int], ties: [Tie], alternatives: [[Int]] = [],
        isComplete: Bool = true, allocation: [Int] = [], ranking: [[Int]], margins: [Margin], stages: [Stage],
        conditions: [Condition], certificate: Certificate
    ) {
        self.rule = rule
        self.parameters = parameters
        self.seats = seats
        self.options = options
        self.eligible = eligible
        self.ballots = ballots
        self.valid = valid
        self.invalid = invalid
        self.winners = winners
        self.ties = ties
        self.alternatives = alternatives
        self.isComplete = isComplete
        self.allocation = allocation
        self.ranking = ranking
        self.margins = margins
        self.stages = stages
        self.conditions = conditions
        self.certificate = certificate
    }
}

/// Options that the ballots leave equal, and how many of them can still get a seat.
package struct Tie: Sendable, Hashable {
    package var options: [Int]
    /// 0 where a tie means rejection.
    package var seats: Int

    package init(options: [Int], seats: Int) {
        self.options = options
        self.seats = seats
    }
}

/// The distance between two groups that follow each other in the ranking.
package struct Margin: Sendable, Hashable {
    package var above: [Int]
    package var below: [Int]
    package var difference: Fraction

    package init(above: [Int], below: [Int], difference: Fraction) {
        self.above = above
        self.below = below
        self.difference = difference
    }
}

/// Something the result depends on: `numerator`/`denominator` compared with `required`.
package struct Condition: Sendable, Hashable {
    package enum Comparison: String, Sendable, CaseIterable {
        case moreThan = "more-than"
        case atLeast = "at-least"
        case lessThan = "less-than"
        case otherThan = "other-than"
    }

    package var name: String
    /// The option it is about; nil when it is about the whole election.
    package var option: Int?
    package var met: Bool
    package var numerator: Int
    package var denominator: Int
    package var comparison: Comparison
    package var required: Fraction

    package init(
        name: String, option: Int? = nil, met: Bool, numerator: Int, denominator: Int, comparison: Comparison,
        required: Fraction
    ) {
        self.name = name
        self.option = option
        self.met = met
        self.numerator = numerator
        self.denominator = denominator
        self.comparison = comparison
        self.required = required
    }
}

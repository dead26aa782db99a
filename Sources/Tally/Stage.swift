/// One step of the count, in numbers. The same shape for every rule, so that each can be read, drawn and told.
package struct Stage: Sendable, Hashable {
    /// What happened, such as `elected`; told by the phrase `rule.<id>.stage.<kind>` or else `rule.stage.<kind>`.
    package var kind: String
    /// Whom it happened to, in order of number unless the order says something.
    package var options: [Int]
    /// How many seats it is about, where that says something.
    package var seats: Int?
    /// What each option has after this step, in order of number; nil for options out of the count. Empty where
    /// the step changes nothing that options have.
    package var totals: [Fraction?]
    /// Further numbers by name, such as `quota` or `exhausted`.
    package var amounts: [String: Fraction]

    package init(
        _ kind: String, _ options: [Int] = [], seats: Int? = nil, totals: [Fraction?] = [],
        _ amounts: [String: Fraction] = [:]
    ) {
        self.kind = kind
        self.options = options
        self.seats = seats
        self.totals = totals
        self.amounts = amounts
    }
}

extension Stage {
    /// The total of each option; nil where nobody rated it.
    package static func totals(_ totals: [Fraction?]) -> Stage { Stage("totals", totals: totals) }

    /// These options miss a condition and cannot be elected.
    package static func notAdmitted(_ options: [Int]) -> Stage { Stage("not-admitted", options) }

    package static func elected(_ options: [Int], total: Fraction) -> Stage {
        Stage("elected", options, ["total": total])
    }

    /// These options compete for fewer seats than they are.
    package static func tied(_ options: [Int], seats: Int, total: Fraction) -> Stage {
        Stage("tied", options, seats: seats, ["total": total])
    }

    /// These options compete for fewer seats than they are; the published list decides. In its order.
    package static func drawn(_ options: [Int], seats: Int, total: Fraction) -> Stage {
        Stage("drawn", options, seats: seats, ["total": total])
    }

    /// This option was among equals at the last seat and is preferred as the status quo.
    package static func statusQuo(_ option: Int, total: Fraction) -> Stage {
        Stage("status-quo", [option], ["total": total])
    }

    package static let adopted = Stage("adopted")
    package static let rejected = Stage("rejected")
}

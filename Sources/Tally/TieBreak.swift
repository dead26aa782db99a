/// What happens where the ballots leave options equal, as a parameter of the rule.
package enum TiePolicy: String, Sendable, CaseIterable {
    /// Every way of settling the tie is followed; elected is who is elected on all of them.
    case report
    /// The latest earlier stage at which the tied options differ decides, then as `report`.
    case backward
    /// The earliest stage at which the tied options differ decides, then as `report`.
    case forward
    /// The order in the parameter `drawn` decides, published before the count: who stands earlier is preferred.
    case drawn
    /// The option in the parameter `status-quo` is preferred, then as `report`.
    case statusQuo = "status-quo"
}

extension Parameter {
    /// The parameters `ties`, and where they apply `drawn` and `status-quo`.
    static func ties(_ policies: [TiePolicy] = TiePolicy.allCases) -> [Parameter] {
        var parameters = [
            Parameter("ties", .choice(policies.map(\.rawValue)), .choice(TiePolicy.report.rawValue))
        ]
        if policies.contains(.drawn) { parameters.append(Parameter("drawn", .order, .none)) }
        if policies.contains(.statusQuo) { parameters.append(Parameter("status-quo", .option, .none)) }
        return parameters
    }
}

/// Settles ties on one way through a count, by the policy or, where that says nothing, by the way's own picks.
struct TieBreak {
    /// A tie that only a pick settled.
    struct Pick: Hashable {
        /// In order of number.
        let tied: [Int]
        let taken: Int
    }

    let policy: TiePolicy
    let drawn: [Int]
    let statusQuo: Int?
    /// Which of the tied options to take at each open tie, by place; the first where the list ends.
    private let script: [Int]
    private(set) var picks: [Pick] = []

    init(_ parameters: Parameters, options: Int, script: [Int] = []) throws(TallyError) {
        policy = TiePolicy(rawValue: parameters.word("ties")) ?? .report
        drawn = parameters.order("drawn") ?? []
        statusQuo = parameters.option("status-quo")
        self.script = script
        if policy == .drawn, drawn.count != options { throw .badParameter("drawn") }
        if policy == .statusQuo, (statusQuo ?? options) >= options { throw .badParameter("status-quo") }
    }

    /// One of the `tied` options: the preferred one, or with `preferred` false the one to leave.
    ///
    /// `history` holds what each option had after each earlier stage, the latest last.
    mutating func take(of tied: [Int], preferred: Bool = true, history: [[Fraction?]] = []) -> Int {
        let left = Self.narrowed(
            tied.sorted(), preferred: preferred, policy: policy, drawn: drawn, statusQuo: statusQuo,
            history: history)
        guard left.count > 1 else { return left[0] }
        let place = picks.count < script.count ? script[picks.count] : 0
        picks.append(Pick(tied: left, taken: left[place]))
        return left[place]
    }

    /// Those among whom the policy leaves the choice.
    static func narrowed(
        _ tied: [Int], preferred: Bool, policy: TiePolicy, drawn: [Int], statusQuo: Int?,
        history: [[Fraction?]]
    ) -> [Int] {
        switch policy {
        case .report: return tied
        case .drawn:
            let order = preferred ? drawn : drawn.reversed()
            return order.first { tied.contains($0) }.map { [$0] } ?? tied
        case .statusQuo:
            guard let statusQuo, tied.contains(statusQuo) else { return tied }
            return preferred ? [statusQuo] : tied.filter { $0 != statusQuo }
        case .backward, .forward:
            var left = tied
            for totals in policy == .backward ? history.reversed() : history {
                let values = left.compactMap { totals[$0] }
                guard values.count == left.count, let best = preferred ? values.max() : values.min() else {
                    continue
                }
                left = left.filter { totals[$0] == best }
                if left.count == 1 { break }
            }
            return left
        }
    }
}

/// How a rule with transfers settles ties: first by earlier stages where it says so, then by the policy.
struct TieOrder: Sendable {
    /// The stages that decide first; nil where none do.
    let stages: TiePolicy?
    private let policy: TiePolicy
    private let drawn: [Int]
    private let statusQuo: Int?

    /// `statute` is the rule's own first step, which goes before any policy.
    init(_ parameters: Parameters, options: Int, statute: TiePolicy? = nil) throws(TallyError) {
        // Refuses a list or a status quo that does not fit.
        policy = try TieBreak(parameters, options: options).policy
        drawn = parameters.order("drawn") ?? []
        statusQuo = parameters.option("status-quo")
        stages = statute ?? (policy == .backward || policy == .forward ? policy : nil)
    }

    /// Those among whom the choice stays open.
    func narrowed(_ tied: [Int], preferred: Bool, _ standing: Standing) -> [Int] {
        guard tied.count > 1 else { return tied }
        var left = tied
        if stages != nil { left = standing.extreme(of: tied, highest: preferred) }
        return TieBreak.narrowed(
            left, preferred: preferred, policy: policy == stages ? .report : policy, drawn: drawn,
            statusQuo: statusQuo, history: [])
    }
}

/// All that earlier stages say about ties: options in the order of the stage at which they differ, the latest
/// or the earliest. It stands for the whole history, so that counts with the same order go on equally.
struct Standing: Hashable, Sendable {
    /// 0 for the lowest; equal where no stage tells options apart. Empty where stages do not matter.
    private var ranks: [Int]
    private let latestFirst: Bool

    init(_ order: TieOrder, options: Int) {
        ranks = [Int](repeating: 0, count: order.stages == nil ? 0 : options)
        latestFirst = order.stages == .backward
    }

    /// After a stage: `votes` of each option. Only those still `live` can be tied later.
    mutating func add(_ votes: [Fraction], live: [Bool]) {
        guard !ranks.isEmpty else { return }
        let old = ranks
        func isBelow(_ first: Int, _ second: Int) -> Bool {
            if latestFirst, votes[first] != votes[second] { return votes[first] < votes[second] }
            if old[first] != old[second] { return old[first] < old[second] }
            return votes[first] < votes[second]
        }
        let order = ranks.indices.filter { live[$0] }.sorted(by: isBelow)
        ranks = [Int](repeating: 0, count: old.count)
        for (lower, higher) in zip(order, order.dropFirst()) {
            ranks[higher] = ranks[lower] + (isBelow(lower, higher) ? 1 : 0)
        }
    }

    func extreme(of tied: [Int], highest: Bool) -> [Int] {
        let values = tied.map { ranks[$0] }
        let best = (highest ? values.max() : values.min()) ?? 0
        return tied.filter { ranks[$0] == best }
    }

    /// Whether stages tell all of these apart, or do not matter.
    func tellsApart(_ options: [Int]) -> Bool {
        ranks.isEmpty || Set(options.map { ranks[$0] }).count == options.count
    }
}

/// A count that goes on step by step. Two that are equal go on equally, whatever came before.
protocol StagedCount: Hashable {
    /// What the transcript shows: the quota where there is one, the votes no longer in the count, and the
    /// votes of each option.
    var figures: [Fraction?] { get }
    /// The share of each vote that each option keeps, by rules that have it; else empty.
    var keepFactors: [Fraction?] { get }
    /// In order of election.
    var elected: [Int] { get }
    /// Options without a single vote that are left for fewer seats: any of them may get one.
    var contested: [Int] { get }
    /// What comes next.
    var next: Decision { get }
    /// Goes on, and tells what happened.
    mutating func take(_ step: Decision.Step, _ options: [Int]) throws(TallyError) -> [Stage]
}

/// What a rule with transfers does next.
struct Decision: Hashable {
    /// The raw value is the word's number in certificates.
    enum Step: Int {
        /// The count is over.
        case end = 0
        /// These options are elected because no more are left than seats.
        case rest = 1
        /// This option has more than half of the votes.
        case majority = 2
        /// The votes of this option beyond the quota go on.
        case surplus = 3
        /// These options leave the count, and their votes go on.
        case exclude = 4
        /// The same for options that are equal and leave in any order with the same result.
        case excludeTogether = 5
        /// The next ballots of the options that left go on.
        case batch = 6
        /// The shares that elected options keep are adjusted.
        case adjust = 7
        /// These options without a vote are left for fewer seats.
        case share = 8
        /// These options leave the count together because all their votes cannot lift one of them over the
        /// next.
        case excludeLosers = 9

        /// The kind of stage that tells an exclusion.
        var excluded: String {
            switch self {
            case .excludeTogether: "excluded-together"
            case .excludeLosers: "excluded-losers"
            default: "excluded"
            }
        }
    }

    let step: Step
    let options: [Int]
    /// Whether the ballots leave open which one of the options it is.
    var isOpen = false

    static let end = Decision(step: .end, options: [])
}

/// The bounds of following open ties.
enum Ways {
    /// How many ways are followed at most, beside what they have in common.
    static let most = 500
    /// How many sets of winners are listed at most.
    static let mostSets = 500
}

/// All ways through a staged count. What several ways lead to is followed once.
struct Branching<Count: StagedCount> {
    /// One moment of the count; the first is where it begins.
    struct Node {
        let figures: [Fraction?]
        let keepFactors: [Fraction?]
        let decision: Decision
        /// The number of the moment that follows, for each option of an open decision; nil where the bound on
        /// ways was met.
        var next: [Int?]
    }

    private(set) var nodes: [Node] = []
    /// What happened on the first way.
    private(set) var stages: [Stage] = []
    /// Where the ways end, the first way first.
    private(set) var ends: [Count] = []
    private(set) var ways = 1
    private(set) var isComplete = true

    private var known: [Count: Int] = [:]
    private var pending: [(from: Count, node: Int, place: Int, isFirst: Bool)] = []

    init(_ start: Count, told: [Stage]) throws(TallyError) {
        stages = told
        visit(start, isFirst: true)
        while let (from, node, place, isFirst) = pending.popLast() {
            if place > 0 {
                guard ways < Ways.most else {
                    isComplete = false
                    continue
                }
            }
            let decision = nodes[node].decision
            var count = from
            let told = try count.take(
                decision.step, decision.isOpen ? [decision.options[place]] : decision.options)
            if isFirst { stages += told }
            if ways > 1 || place > 0, let same = known[count] {
                nodes[node].next[place] = same
                continue
            }
            if place > 0 { ways += 1 }
            nodes[node].next[place] = nodes.count
            visit(count, isFirst: isFirst)
        }
        known = [:]
    }

    private mutating func visit(_ count: Count, isFirst: Bool) {
        let decision = count.next
        let ways = decision.isOpen ? decision.options.count : decision.step == .end ? 0 : 1
        if !known.isEmpty || ways > 1 { known[count] = nodes.count }
        if ways == 0 { ends.append(count) }
        if isFirst, decision.isOpen { stages.append(decision.told(count)) }
        for place in (0..<ways).reversed() {
            pending.append((count, nodes.count, place, isFirst && place == 0))
        }
        nodes.append(
            Node(
                figures: count.figures, keepFactors: count.keepFactors, decision: decision,
                next: [Int?](repeating: nil, count: ways)))
    }
}

extension Decision {
    fileprivate func told(_ count: some StagedCount) -> Stage {
        let votes = count.figures[options[0] + 2] ?? .zero
        return Stage(step == .surplus ? "tied-surplus" : "tied-exclusion", options, ["total": votes])
    }
}

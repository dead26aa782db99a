/// A count that takes one option after the other, as it stands after some of them.
protocol Course {
    /// What a step should be remembered by.
    associatedtype Detail
    /// Equal for courses that took the same options and go on in the same way.
    associatedtype Key: Hashable

    /// In order.
    var taken: [Int] { get }
    var key: Key { get }
    /// The options that could come next, all equally good, in order of number; none at the end.
    mutating func candidates() -> [Int]
    /// One of the `tied` that can come first without changing where any way leads.
    func harmless(of tied: [Int]) -> Int?
    /// Takes one of the `candidates`.
    mutating func take(_ option: Int) -> Detail
}

/// All ways through a count that the ballots leave open, equal courses followed once.
struct CommitteeWays<C: Course> {
    /// How many different courses are followed at most after the same number of steps.
    static var mostCourses: Int { 500 }

    struct Step {
        let from: Int
        let option: Int
        let to: Int
        let detail: C.Detail
    }

    /// By `from`, then by option. Courses are numbered from 0 in the order in which they are found.
    private(set) var steps: [Step] = []
    private(set) var ends: [(number: Int, course: C)] = []
    /// Between whom a course left the choice open.
    private(set) var open: [Int: [Int]] = [:]
    /// How many courses were found.
    private(set) var count = 1
    private(set) var isComplete = true

    init(from start: C, _ ties: DrawnOrder) {
        var courses = [(number: 0, course: start)]
        while !courses.isEmpty {
            var next: [(number: Int, course: C)] = []
            var known: [C.Key: Int] = [:]
            let isAlone = courses.count == 1
            while let (number, last) = courses.popLast() {
                var course = last
                let tied = ties.narrowed(course.candidates())
                if tied.isEmpty {
                    ends.append((number, course))
                    continue
                }
                let harmless = tied.count > 1 ? course.harmless(of: tied) : tied[0]
                if harmless == nil { open[number] = tied }
                for (place, option) in (harmless.map { [$0] } ?? tied).enumerated() {
                    var other = course
                    // Lets the last one change in place.
                    if place + 1 == tied.count || harmless != nil { course = start }
                    let detail = other.take(option)
                    // The key is dear, and a course without others equals none.
                    let key = isAlone && harmless != nil ? nil : other.key
                    if let key, let to = known[key] {
                        steps.append(Step(from: number, option: option, to: to, detail: detail))
                    } else if next.count < Self.mostCourses {
                        if let key { known[key] = count }
                        steps.append(Step(from: number, option: option, to: count, detail: detail))
                        next.append((count, other))
                        count += 1
                    } else {
                        isComplete = false
                    }
                }
            }
            courses = next.reversed()
        }
    }

    /// The steps of the first way to a course.
    func way(to end: Int) -> [Step] {
        var way: [Step] = []
        while let step = steps.first(where: { $0.to == way.last?.from ?? end }) { way.append(step) }
        return way.reversed()
    }

    /// The steps of the first way.
    var firstWay: [Step] { way(to: ends.first?.number ?? 0) }
}

/// What the parameters say about ties between options that can be taken in any order.
struct DrawnOrder: Sendable {
    let policy: TiePolicy
    let drawn: [Int]
    private let precedence: String
    private let votes: [Int]
    private let costs: [Int]

    init(_ parameters: Parameters, votes: [Int], costs: [Int] = []) throws(TallyError) {
        // Refuses a list that does not fit.
        policy = try TieBreak(parameters, options: votes.count).policy
        drawn = parameters.order("drawn") ?? []
        precedence = parameters.word("precedence")
        self.votes = votes
        self.costs = costs
    }

    func narrowed(_ tied: [Int]) -> [Int] {
        guard tied.count > 1 else { return tied }
        var left = tied
        if precedence.hasPrefix("more-votes") {
            let most = left.map { votes[$0] }.max()
            left = left.filter { votes[$0] == most }
        }
        if precedence.hasSuffix("lower-cost"), !costs.isEmpty {
            let least = left.map { costs[$0] }.min()
            left = left.filter { costs[$0] == least }
        }
        return TieBreak.narrowed(
            left, preferred: true, policy: policy, drawn: drawn, statusQuo: nil, history: [])
    }

    /// The `rest`, who are all alike, as far as `seats` reach: one choice by a drawn list, else all of them.
    func selection(_ taken: [Int], rest: [Int], seats: Int) -> Selection {
        guard policy == .drawn, seats < rest.count else {
            return Selection(taken: taken, rest: rest, seats: min(seats, rest.count))
        }
        return Selection(taken: taken + drawn.filter { rest.contains($0) }.prefix(seats))
    }
}

extension Parameter {
    /// What comes before the tie policy: nothing, or one of these.
    static func precedence(_ words: [String]) -> Parameter {
        Parameter("precedence", .choice(["none"] + words), .choice("none"))
    }
}

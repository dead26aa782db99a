import Chance
import Tally

/// A small invented election that fits a rule.
struct Election {
    let rule: Rule
    let parameters: Parameters
    let options: Int
    let seats: Int
    let eligible: Int
    let ballots: [Ballot]

    let budget: Profile.Budget?

    init(_ rule: Rule, seed: Int) throws {
        var dice = SeededRandom(UInt64(seed))
        let options =
            rule.fixedOptions.isEmpty ? Int.random(in: 1...5, using: &dice) : rule.fixedOptions.count
        let count = Int.random(in: 0...12, using: &dice)
        self.rule = rule
        self.options = options
        let most = rule.aim == .apportionment ? 12 : rule.aim.seats(options: options).upperBound
        seats = Int.random(in: 1...most, using: &dice)
        eligible = count + Int.random(in: 0...9, using: &dice)
        ballots = (0..<count).map { _ in Self.ballot(rule.ballot, options, &dice) }
        budget =
            rule.aim == .budget
            ? Profile.Budget(
                limit: Int.random(in: 0...20, using: &dice),
                costs: (0..<options).map { _ in Int.random(in: 1...9, using: &dice) }) : nil
        parameters = try Parameters(of: rule, Self.given(rule, options, &dice))
    }

    func profile(_ ballots: [Ballot]? = nil) throws -> Profile {
        try Profile(
            options: options, eligible: eligible, budget: budget, ballots: ballots ?? self.ballots)
    }

    func outcome() throws -> Outcome { try rule.count(profile(), parameters, seats) }

    private static func ballot(_ kind: Ballot.Kind, _ options: Int, _ dice: inout SeededRandom) -> Ballot {
        switch Int.random(in: 0...9, using: &dice) {
        case 0: return .blank
        case 1: return .invalid
        default: break
        }
        switch kind {
        case .choice: return .choice(Int.random(in: 0..<options, using: &dice))
        case .approvals: return .approvals((0..<options).filter { _ in Bool.random(using: &dice) })
        case .scores:
            return .scores(
                (0..<options).map { _ in
                    Bool.random(using: &dice) ? nil : Int.random(in: -1...6, using: &dice)
                })
        case .ranking: return .ranking(ranking(options, &dice))
        }
    }

    /// Mostly a strict order of some options; sometimes with equal, skipped or repeated ones.
    private static func ranking(_ options: Int, _ dice: inout SeededRandom) -> Ranking {
        var groups = (0..<options).shuffled(using: &dice).prefix(Int.random(in: 1...options, using: &dice))
            .map { [$0] }
        switch Int.random(in: 0...5, using: &dice) {
        case 0: groups.insert([], at: Int.random(in: 0...groups.count, using: &dice))
        case 1: groups.append([Int.random(in: 0..<options, using: &dice)])
        case 2 where groups.count > 1:
            let joined = groups[0] + groups[1]
            groups.replaceSubrange(0...1, with: [joined.sorted()])
        default: break
        }
        return Ranking(groups)
    }

    /// Values for about half of the parameters; words that stop a count are left out.
    private static func given(
        _ rule: Rule, _ options: Int, _ dice: inout SeededRandom
    ) -> [String: Parameter.Value] {
        var given: [String: Parameter.Value] = [:]
        for parameter in rule.parameters where Bool.random(using: &dice) {
            switch parameter.kind {
            case .choice(let words):
                given[parameter.name] = words.filter { $0 != "refused" }.randomElement(using: &dice)
                    .map(Parameter.Value.choice)
            case .whole where parameter.standard == .none:
                given[parameter.name] = .whole(Int.random(in: 1...4, using: &dice))
            case .whole, .number, .order, .option: break
            case .share:
                given[parameter.name] = Fraction(Int.random(in: 0...4, using: &dice), 4).map(
                    Parameter.Value.share)
            }
        }
        if given["ties"] == .choice("drawn") { given["drawn"] = .order((0..<options).shuffled(using: &dice)) }
        if given["ties"] == .choice("status-quo") {
            given["status-quo"] = .option(Int.random(in: 0..<options, using: &dice))
        }
        for parameter in rule.parameters where parameter.kind == .option && parameter.standard != .none {
            given[parameter.name] = .option(Int.random(in: 0..<options, using: &dice))
        }
        return given
    }
}

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

    init(_ rule: Rule, seed: Int) throws {
        var dice = SeededRandom(UInt64(seed))
        let options =
            rule.fixedOptions.isEmpty ? Int.random(in: 1...5, using: &dice) : rule.fixedOptions.count
        let count = Int.random(in: 0...12, using: &dice)
        self.rule = rule
        self.options = options
        seats = rule.fixedOptions.isEmpty ? Int.random(in: 1...options, using: &dice) : 1
        eligible = count + Int.random(in: 0...9, using: &dice)
        ballots = (0..<count).map { _ in Self.ballot(rule.ballot, options, &dice) }
        parameters = try Parameters(of: rule, Self.given(rule, &dice))
    }

    func profile(_ ballots: [Ballot]? = nil) throws -> Profile {
        try Profile(options: options, eligible: eligible, ballots: ballots ?? self.ballots)
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
        case .ranking: return .ranking((0..<options).shuffled(using: &dice).map { [$0] })
        }
    }

    /// Values for about half of the parameters; words that stop a count are left out.
    private static func given(_ rule: Rule, _ dice: inout SeededRandom) -> [String: Parameter.Value] {
        var given: [String: Parameter.Value] = [:]
        for parameter in rule.parameters where Bool.random(using: &dice) {
            switch parameter.kind {
            case .choice(let words):
                given[parameter.name] = words.filter { $0 != "refused" }.randomElement(using: &dice)
                    .map(Parameter.Value.choice)
            case .whole where parameter.standard == .none:
                given[parameter.name] = .whole(Int.random(in: 1...4, using: &dice))
            case .whole: break
            case .share:
                given[parameter.name] = Fraction(Int.random(in: 0...4, using: &dice), 4).map(
                    Parameter.Value.share)
            }
        }
        return given
    }
}

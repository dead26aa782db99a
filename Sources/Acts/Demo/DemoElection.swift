import Ballots
import Core
import Tally

/// One invented election: what is asked, how it is counted, and how the invented people vote.
struct DemoElection: Sendable {
    let question: String
    let description: String
    let rule: Rule
    /// As people type them.
    let parameters: [String: String]
    /// The free options; where there are none, those of the rule or of proposals.
    let options: [String]
    let seats: Int
    /// In whole euros, with what each option costs in their order.
    let budget: (limit: Int, costs: [Int])?
    /// How many of a hundred people vote.
    let share: Int
    let ballot: @Sendable (_ number: Int, _ options: Int) -> Ballot

    init(
        _ question: String, _ description: String, _ rule: Rule, _ parameters: [String: String] = [:],
        options: [String] = [], seats: Int = 1, budget: (limit: Int, costs: [Int])? = nil, share: Int,
        ballot: @escaping @Sendable (_ number: Int, _ options: Int) -> Ballot
    ) {
        self.question = question
        self.description = description
        self.rule = rule
        self.parameters = parameters
        self.options = options
        self.seats = seats
        self.budget = budget
        self.share = share
        self.ballot = ballot
    }

    func draft(
        in process: ProcessID, _ proposals: [ElectionOption], from start: Instant, until end: Instant,
        manner: Manner = .openBox, isAlsoOnPaper: Bool = false
    ) throws -> ElectionDraft {
        var values: [String: Parameter.Value] = [:]
        for parameter in rule.parameters {
            if let text = parameters[parameter.name] { values[parameter.name] = parameter.value(text: text) }
        }
        let free = (rule.fixedOptions.isEmpty ? options : ["Ja", "Nein", "Enthaltung"]).map {
            ElectionOption(title: $0)
        }
        let priced = (proposals + free).enumerated().map { number, option in
            guard let costs = budget?.costs else { return option }
            return ElectionOption(
                title: option.title, proposal: option.proposal, cost: costs[number % costs.count])
        }
        return ElectionDraft(
            process: process, question: question, description: description, rule: rule,
            parameters: try Parameters(of: rule, values), seats: seats, limit: budget?.limit,
            options: priced, opensAt: start, closesAt: end, manner: manner,
            isAlsoOnPaper: isAlsoOnPaper)
    }
}

extension DemoElection {
    static let market = DemoElection(
        "Soll der Wochenmarkt auch am Mittwochabend öffnen?",
        "Der Markt stünde dann zweimal in der Woche auf dem Platz, mittwochs von 16 bis 20 Uhr.",
        .yesNo, ["turnout-quorum": "25%"], share: 61
    ) { number, _ in .choice(number % 9 < 5 ? 0 : number % 9 < 8 ? 1 : 2) }

    static let square = DemoElection(
        "Was gehört auf den neuen Marktplatz?",
        "Kreuzen Sie alles an, was Sie gut finden. Der Rat setzt um, was die meisten wollen.",
        .approval, share: 30
    ) { number, options in .approvals((0..<options).filter { (number * 7 + $0 * 5) % (3 + $0) == 0 }) }

    static let board = DemoElection(
        "Wer spricht für die Stadtteile im Beirat?",
        "Drei Plätze sind frei. Alle, die sich bewerben, sind erfunden.",
        .scottishSTV,
        options: [
            "Amina Rhein", "Bernd Ufer", "Chiara Hafen", "Deniz Brücke", "Elke Linde", "Fatih Wiese",
            "Greta Deich",
        ], seats: 3, share: 55
    ) { number, options in
        // Three streams of opinion, each with favourites of its own and different depth.
        let favourites = [[0, 2, 4], [1, 5, 3], [6, 3, 2, 0]][number * number % 7 % 3]
        let turned = favourites.indices.map { favourites[($0 + number / 7) % favourites.count] }
        let rest = (0..<options).filter { !favourites.contains($0) && ($0 + number) % 3 == 0 }
        return .ranking(Ranking((turned + rest).map { [$0] }))
    }

    static let money = DemoElection(
        "Welche Ideen bekommen Geld?",
        "Es gibt 120.000 Euro. Kreuzen Sie alles an, was Sie gut finden.",
        .equalShares, ["completion": "add1"],
        budget: (limit: 120_000, costs: [38_000, 24_000, 52_000, 12_000, 31_000, 8_000]), share: 48
    ) { number, options in
        .approvals((0..<options).filter { (number * 5 + $0 * $0 * 3) % 7 < 3 || ($0 + number) % 11 == 0 })
    }
}

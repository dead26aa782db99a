/// What the tie policy of an outcome says about equals at a border.
struct TieCheck {
    private let policy: String
    /// The place of each option in the published list.
    private let places: [Int]
    private let statusQuo: Int?

    /// Refuses a policy whose list or option does not fit the election.
    init(_ outcome: Outcome) throws(Refusal) {
        policy = outcome.parameters.word("ties")
        var places = [Int](repeating: 0, count: outcome.options)
        if policy == "drawn" {
            let order = outcome.parameters.order("drawn") ?? []
            try expect(
                order.sorted() == Array(0..<outcome.options), "the list for ties is not one of all options")
            for (place, option) in order.enumerated() { places[option] = place }
        }
        self.places = places
        statusQuo = policy == "status-quo" ? outcome.parameters.option("status-quo") : nil
        if policy == "status-quo" {
            try expect((0..<outcome.options).contains(statusQuo ?? -1), "the status quo is not an option")
        }
    }

    /// Who of the tied is preferred, by number, and who is still tied for how many seats.
    func settled(_ tie: Tie) -> (preferred: [Int], open: Tie?) {
        guard !tie.options.isEmpty else { return ([], nil) }
        if policy == "drawn" {
            let preferred = tie.options.filter { option in
                tie.options.count { places[$0] < places[option] } < tie.seats
            }
            return (preferred, nil)
        }
        guard let statusQuo, tie.options.contains(statusQuo) else { return ([], tie) }
        let rest = Tie(options: tie.options.filter { $0 != statusQuo }, seats: tie.seats - 1)
        return ([statusQuo], rest.seats > 0 ? rest : nil)
    }

    /// How the stages tell it where seats are at stake.
    func stages(_ tie: Tie, total: Fraction) -> [Stage] {
        if policy == "drawn" {
            let inOrder = tie.options.sorted { places[$0] < places[$1] }
            return [.drawn(inOrder, seats: tie.seats, total: total)]
        }
        let (preferred, open) = settled(tie)
        return preferred.map { .statusQuo($0, total: total) }
            + (open.map { [.tied($0.options, seats: $0.seats, total: total)] } ?? [])
    }
}

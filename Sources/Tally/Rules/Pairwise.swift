/// How many voters put each option above each other one: all that the rules by pairs depend on.
struct Pairwise: Sendable, Hashable {
    /// Rules by pairs take no more options, as time grows with their number to the power of three.
    static let mostOptions = 1_000

    let options: Int
    /// The number of valid ballots.
    let valid: Int
    /// At `option * options + other`, how many prefer the option to the other one.
    let support: [Int]

    subscript(option: Int, over other: Int) -> Int { support[option * options + other] }

    func beats(_ option: Int, _ other: Int) -> Bool { self[option, over: other] > self[other, over: option] }

    /// One row for each option, one cell for each other one, none for itself.
    var table: [[Fraction?]] {
        (0..<options).map { row in
            (0..<options).map { $0 == row ? nil : Fraction(self[row, over: $0]) }
        }
    }
}

extension Parameter {
    /// What a ranking means to a rule by pairs.
    ///
    /// Options on one rank are not preferred to each other, and a skipped rank means nothing: there is no
    /// other way to count pairs. An option without a rank stands below all ranked ones or, as `no-opinion`, is
    /// compared with nothing. One ranked more than once stands at its first rank, or the ballot is invalid.
    /// A ballot that ranks nothing prefers nothing or is invalid.
    static func pairwise(unranked: [String] = ["below", "no-opinion"]) -> [Parameter] {
        [
            Parameter("unranked", .choice(unranked), .choice(unranked[0])),
            Parameter("repeated", .choice(["first", "invalid"]), .choice("first")),
            Parameter("blank", .choice(["valid", "invalid"]), .choice("valid")),
        ]
    }
}

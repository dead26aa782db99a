import Core

/// What is to be decrypted: for each question its columns' sums, or all ranked ballots in their order.
///
///     [[{"alpha":"…","beta":"…"},…],…]
package struct EncryptedTally<G: Group>: Hashable, Sendable {
    package let ciphertexts: [[Ciphertext<G>]]

    package init(_ ciphertexts: [[Ciphertext<G>]]) { self.ciphertexts = ciphertexts }

    package func text(in group: G) -> String {
        jsonArray(ciphertexts.map { jsonArray($0.map { $0.text(in: group) }) })
    }

    /// Checks membership of every element.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        try self.init(JSON(election: bytes), in: group)
    }

    init(_ json: JSON, in group: G) throws(ElectionError) {
        guard let questions = json.array else { throw ElectionError("a tally is not a list") }
        ciphertexts = try each(questions) { question, number throws(ElectionError) in
            guard let items = question.array else { throw ElectionError("tally \(number) is not a list") }
            return try each(items) { item, _ throws(ElectionError) in try Ciphertext(item, in: group) }
        }
    }

    /// The lists of the ranked questions.
    package func ranked(_ questions: [BallotQuestion]) -> [[Ciphertext<G>]] {
        zip(ciphertexts, questions).filter { $0.1.isRanked }.map(\.0)
    }

    /// The same tally with other lists for the ranked questions, as a shuffle leaves them.
    package func replacing(
        ranked lists: [[Ciphertext<G>]], _ questions: [BallotQuestion]
    ) -> EncryptedTally {
        var rest = lists[...]
        return EncryptedTally(
            zip(ciphertexts, questions).map { column, question in
                question.isRanked ? rest.popFirst() ?? [] : column
            })
    }
}

/// Adds ballots up without decrypting them. Its size does not grow with ballots, but for ranked questions.
package struct TallyInProgress<G: Group>: Sendable {
    private let group: G
    private let questions: [BallotQuestion]
    private var ciphertexts: [[Ciphertext<G>]]
    package private(set) var ballots = 0
    package private(set) var weight = 0

    package init(_ election: EncryptedElection<G>) {
        group = election.group
        questions = election.questions
        ciphertexts = election.questions.map { question in
            let neutral = Ciphertext<G>.neutral(in: election.group)
            return question.isRanked ? [] : [Ciphertext<G>](repeating: neutral, count: question.columns)
        }
    }

    /// Adds a ballot that is checked and the last one of its credential.
    package mutating func add(_ ballot: CheckedBallot<G>) { add(ballot.weighted(in: group)) }

    mutating func add(_ ballot: WeightedBallot<G>) {
        for (index, answer) in ballot.ciphertexts.enumerated() {
            if questions[index].isRanked {
                ciphertexts[index] += answer
            } else {
                for (column, ciphertext) in answer.enumerated() {
                    ciphertexts[index][column] = ciphertexts[index][column].times(ciphertext, in: group)
                }
            }
        }
        ballots += 1
        weight += ballot.weight
    }

    /// Ranked ballots in the order of their elements, so that it tells nothing of the order of voting.
    package var encryptedTally: EncryptedTally<G> {
        EncryptedTally(
            zip(ciphertexts, questions).map { list, question in
                question.isRanked ? list.sorted { $0.precedes($1, in: group) } : list
            })
    }
}

/// The columns of a ballot, each taken as often as the voter's weight says.
struct WeightedBallot<G: Group>: Sendable {
    let ciphertexts: [[Ciphertext<G>]]
    let weight: Int
}

extension CheckedBallot {
    func weighted(in group: G) -> WeightedBallot<G> {
        let weight = entry.weight
        return WeightedBallot(
            ciphertexts: ciphertexts.map { $0.map { $0.weighted(weight, in: group) } }, weight: weight)
    }
}

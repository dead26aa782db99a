import Core

/// What came out: for each question the votes of each column, or all ranked ballots after the last shuffle.
///
///     {"result":[[3,5],[[1,2,3],[2,1,3]]]}
package struct ElectionResult: Hashable, Sendable {
    package enum Answer: Hashable, Sendable {
        /// Weighted votes, the blank ones first where the question allows them.
        case votes([Int])
        case ballots([[Int]])
    }

    package let answers: [Answer]

    package init(_ answers: [Answer]) { self.answers = answers }

    package var text: String {
        let lists = answers.map { answer in
            switch answer {
            case .votes(let votes): jsonArray(votes.map { JSON.count($0) })
            case .ballots(let ballots): jsonArray(ballots.map { jsonArray($0.map { String($0) }) })
            }
        }
        return "{\"result\":\(jsonArray(lists))}"
    }

    package init(parsing bytes: [UInt8], _ questions: [BallotQuestion]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["result"])
        let lists = try json.list("result")
        guard lists.count == questions.count else {
            throw ElectionError("there is not one result a question")
        }
        answers = try each(lists) { list, number throws(ElectionError) in
            guard let items = list.array else { throw ElectionError("result \(number) is not a list") }
            if !questions[number - 1].isRanked {
                return .votes(try each(items) { item, _ throws(ElectionError) in try item.count() })
            }
            return .ballots(
                try each(items) { item, _ throws(ElectionError) in
                    try each(item.items()) { rank, _ throws(ElectionError) in
                        guard let given = rank.int, (0...255).contains(given) else {
                            throw ElectionError(
                                "a ballot of result \(number) holds what is no number from 0 to 255")
                        }
                        return given
                    }
                })
        }
    }

    /// Whether dividing the tally by `factors` gives this result. Takes no logarithm.
    ///
    /// `weight`: the votes of all ballots together, more than which no column can have.
    package func follows<G: Group>(
        from tally: EncryptedTally<G>, dividedBy factors: [[G.Element]], weight: Int,
        in election: EncryptedElection<G>
    ) -> Bool {
        let group = election.group
        let messages = ElectionResult.messages(tally, factors, in: group)
        guard messages.count == answers.count else { return false }
        for (index, answer) in answers.enumerated() {
            switch answer {
            case .votes(let votes):
                guard votes.allSatisfy((0...weight).contains) else { return false }
                let due = votes.map { group.power(group.generatorTable, group.scalar($0)) }
                guard messages[index] == due else { return false }
            case .ballots(let ballots):
                let count = election.questions[index].answers.count
                guard messages[index].map({ group.decode($0, count: count) }) == ballots else { return false }
            }
        }
        return true
    }

    static func messages<G: Group>(
        _ tally: EncryptedTally<G>, _ factors: [[G.Element]], in group: G
    ) -> [[G.Element]] {
        zip(tally.ciphertexts, factors).map { column, factors in
            zip(column, factors).map { group.quotient($0.beta, $1) }
        }
    }
}

extension ElectionResult {
    /// The result that dividing the tally by `factors` gives. `logarithm`: of an element to the generator, if it
    /// lies between 0 and the votes of all ballots.
    package init<G: Group>(
        opening tally: EncryptedTally<G>, dividedBy factors: [[G.Element]], in election: EncryptedElection<G>,
        logarithm: (G.Element) -> Int?
    ) throws(ElectionError) {
        let messages = ElectionResult.messages(tally, factors, in: election.group)
        guard messages.count == election.questions.count else {
            throw ElectionError("there is not one tally for each question")
        }
        answers = try each(messages) { column, number throws(ElectionError) in
            let question = election.questions[number - 1]
            if question.isRanked {
                return .ballots(
                    try each(column) { message, _ throws(ElectionError) in
                        guard let ranks = election.group.decode(message, count: question.answers.count) else {
                            throw ElectionError("a ranked ballot of question \(number) cannot be read")
                        }
                        return ranks
                    })
            }
            return .votes(
                try each(column) { message, _ throws(ElectionError) in
                    guard let votes = logarithm(message) else {
                        throw ElectionError("question \(number) has more votes than there are")
                    }
                    return votes
                })
        }
    }
}

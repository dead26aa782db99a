package import Core
import PublicRecord
package import Tally

/// What an administrator enters to hold an election.
package struct ElectionDraft: Sendable {
    package let process: ProcessID
    package let question: String
    package let description: String
    package let rule: Rule
    package let parameters: Parameters
    package let seats: Int
    /// In whole euros, only for rules that spend money; then each option has a cost.
    package let limit: Int?
    package let options: [ElectionOption]
    package let opensAt: Instant
    package let closesAt: Instant
    package let manner: Manner
    /// Whether people can also vote on paper.
    package let isAlsoOnPaper: Bool

    package init(
        process: ProcessID, question: String, description: String, rule: Rule, parameters: Parameters,
        seats: Int = 1, limit: Int? = nil, options: [ElectionOption], opensAt: Instant, closesAt: Instant,
        manner: Manner = .openBox, isAlsoOnPaper: Bool = false
    ) {
        self.process = process
        self.question = question
        self.description = description
        self.rule = rule
        self.parameters = parameters
        self.seats = seats
        self.limit = limit
        self.options = options
        self.opensAt = opensAt
        self.closesAt = closesAt
        self.manner = manner
        self.isAlsoOnPaper = isAlsoOnPaper
    }

    package var budget: Profile.Budget? {
        limit.map { Profile.Budget(limit: $0, costs: options.map { $0.cost ?? 0 }) }
    }

    /// Bytes of the largest ballot the box takes.
    static let largestBallot = 1500

    /// Refuses what could never be voted on or counted: an empty count must succeed and a full ballot must fit.
    package func check() throws {
        guard options.count >= 2 else { throw BallotRejection.fewOptions }
        guard Set(options.map(\.title)).count == options.count else { throw BallotRejection.sameOptions }
        guard (rule.aim == .budget) == (limit != nil) else { throw BallotRejection.badBudget }
        do {
            let nobody = try Profile(options: options.count, eligible: 1, budget: budget, ballots: [])
            _ = try rule.count(nobody, parameters, seats)
        } catch TallyError.badSeats {
            throw BallotRejection.badSeats
        } catch TallyError.badBudget {
            throw BallotRejection.badBudget
        } catch TallyError.badOptions {
            throw BallotRejection.fewOptions
        } catch {
            throw BallotRejection.badParameters
        }
        guard SealedBallot(fullBallot, rule: rule, salt: []).ballot.count <= Self.largestBallot else {
            throw BallotRejection.tooLarge
        }
        let answers = EncryptedAnswers(rule, parameters, options: options.count)
        guard manner == .openBox || answers.isPossible else { throw BallotRejection.notEncryptable }
    }

    private var fullBallot: Ballot {
        switch rule.ballot {
        case .choice: .choice(options.count - 1)
        case .approvals: .approvals(Array(options.indices))
        case .ranking: .ranking(Ranking(options.indices.map { [$0] }))
        case .scores:
            .scores(
                options.map { _ in
                    let bounds = [parameters.whole("lowest") ?? 0, parameters.whole("highest") ?? 0]
                    return bounds.max { String($0).utf8.count < String($1).utf8.count }
                })
        }
    }
}

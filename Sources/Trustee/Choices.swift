import Core
import ElectionCrypto

/// The choices of a ballot, a list for each question: `[[0,1,0],[2,1,3]]`.
enum Choices {
    static func parse(_ text: Substring) -> [[Int]]? {
        guard let lists = try? JSON(parsing: Array(text.utf8)).array else { return nil }
        var choices: [[Int]] = []
        for list in lists {
            guard let numbers = list.array?.map(\.int), numbers.allSatisfy({ (0...255).contains($0 ?? -1) })
            else { return nil }
            choices.append(numbers.compactMap { $0 })
        }
        return choices
    }

    static func text(_ choices: [[Int]]) -> String {
        JSON.array(choices.map { .array($0.map { .int($0) }) }).text
    }

    /// Choices that the question permits: a ranking, now and then a blank vote, else some of the answers.
    static func drawn(for question: BallotQuestion, using chance: inout some RandomNumberGenerator) -> [Int] {
        switch question {
        case .ranked(let question):
            return (1...question.answers.count).shuffled(using: &chance)
        case .choice(let question):
            if question.allowsBlank, Int.random(in: 0..<8, using: &chance) == 0 {
                return [1] + [Int](repeating: 0, count: question.answers.count)
            }
            let count = Int.random(in: question.limits, using: &chance)
            let chosen = Set(question.answers.indices.shuffled(using: &chance).prefix(count))
            let marks = question.answers.indices.map { chosen.contains($0) ? 1 : 0 }
            return question.allowsBlank ? [0] + marks : marks
        }
    }
}

import Phrases
import Terminal

/// How many voters of each weight there are: the electoral roll without a person.
///
///     voters,weight
///     1200,1
///     3,5
///
/// The heading may be left out, and a weight of 1.
struct Roll {
    private(set) var weights: [Int: Int] = [:]

    var size: Int { weights.values.reduce(0, +) }
    var totalWeight: Int { weights.reduce(0) { $0 + $1.key * $1.value } }

    private static let most = 10_000_000

    init(reading path: String, _ words: Phrases) throws {
        let text = String(decoding: try readFile(path, longest: 1 << 20), as: UTF8.self)
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.filter { $0 != "\r" && $0 != " " }
            guard !line.isEmpty, index > 0 || line != "voters,weight" else { continue }
            let numbers = line.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(numbers.count), let voters = numbers[0],
                let weight = numbers.count == 2 ? numbers[1] : 1, voters > 0, weight > 0,
                voters <= Roll.most - size, weight < 1 << 30
            else { throw BadInput(words("trustee.roll.malformed"), file: path, line: index + 1) }
            weights[weight, default: 0] += voters
        }
        guard size > 0 else { throw BadInput(words("trustee.roll.empty"), file: path) }
    }

    /// The weights of those who remain; nil where somebody is not on the roll.
    func others(than weights: [Int]) -> [Int]? {
        var rest = self
        for weight in weights {
            guard let left = rest.weights[weight], left > 0 else { return nil }
            rest.weights[weight] = left - 1
        }
        return rest.each
    }

    /// One weight for each voter.
    var each: [Int] { weights.sorted { $0.key < $1.key }.flatMap { [Int](repeating: $0, count: $1) } }
}

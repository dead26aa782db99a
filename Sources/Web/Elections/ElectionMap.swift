import Ballots
import Core
import HTML
import Phrases
import Tally

/// Where in the town the options lie, as far as they are proposals of one district; after the count shaded by votes.
struct ElectionMap {
    let speaking: ElectionWords
    let map: TownMap
    /// For each area the options that lie there, by their numbers.
    private let options: [[Int]]
    /// The votes or points of each option; nil before the count.
    private let sums: [Int]?

    /// Nil where there is nothing to draw: no outline, or no option with a place.
    init?(_ speaking: ElectionWords, _ map: TownMap?, places: [ProposalID: DistrictID], sums: [Int]? = nil) {
        guard let map else { return nil }
        var options = map.names.map { _ in [Int]() }
        for (index, option) in speaking.election.options.enumerated() {
            guard let area = option.proposal.flatMap({ places[$0] }).flatMap({ map.area(of: $0) }) else {
                continue
            }
            options[area].append(index)
        }
        guard options.contains(where: { !$0.isEmpty }) else { return nil }
        self.speaking = speaking
        self.map = map
        self.options = options
        self.sums = sums
    }

    private var words: Phrases { speaking.words }

    /// The heading and the map with its table.
    var html: HTML {
        let shades = Shades(values.compactMap(\.self), from: sums == nil ? 1 : 0)
        let named = zip(map.names, options).filter { !$0.1.isEmpty }
        return """
            <h2>\(title)</h2>
            \(DistrictMap(
                id: "map", title: title, description: words("election.map-shows", ["districts": words.list(named.map(\.0))]),
                map.ground, zip(map.names, values).map { .init($0, label: label($1), shade: shades.shade(of: $1)) },
                scale: [words("election.map-none")] + shades.ranges.map(range), credit: map.credit,
                summary: words("election.as-table"), table: table(named)))
            """
    }

    private var isMoney: Bool { sums != nil && speaking.election.budget != nil }

    private var title: String { words(isMoney ? "election.district-money" : "election.map") }

    /// What an area is shaded by; nil where no option lies.
    private var values: [Int?] {
        options.map { here in
            here.isEmpty ? nil : sums.map { sums in here.reduce(0) { $0 + max(0, sums[$1]) } } ?? here.count
        }
    }

    private func table(_ named: [(String, [Int])]) -> Table {
        Table(
            title, captionIsHidden: true,
            columns: [.init(words("election.district")), .init(words("election.options"))]
                + (sums == nil
                    ? [] : [.number(words(isMoney ? "election.money" : "election.\(speaking.unit)"))]),
            texts: named.flatMap { name, here in
                here.map { [name, speaking.names[$0]] + votes(of: $0) }
            })
    }

    private func votes(of option: Int) -> [String] { sums.map { [words.number($0[option])] } ?? [] }

    private func label(_ value: Int?) -> String {
        value.map { words.plural(key, $0) } ?? words("election.map-none")
    }

    private var key: String {
        if isMoney { return "election.euros" }
        return sums == nil ? "election.map-options" : "rule.\(speaking.election.rule.id).amount"
    }

    private func range(_ range: ClosedRange<Int>) -> String {
        let last = words.plural(key, range.upperBound)
        guard range.count > 1 else { return last }
        return words("election.map-range", ["first": words.number(range.lowerBound), "last": last])
    }
}

/// Up to four shades of equal breadth over whole numbers; none of them is empty.
struct Shades {
    private let lowest: Int
    private let width: Int
    private let count: Int

    /// - Parameter lowest: where the lightest shade begins.
    init(_ values: [Int], from lowest: Int) {
        self.lowest = lowest
        width = max(values.max() ?? 0, lowest) - lowest + 1
        count = min(4, width)
    }

    /// 1 … 4, and 0 for no value.
    func shade(of value: Int?) -> Int { value.map { 1 + ($0 - lowest) * count / width } ?? 0 }

    /// What each shade from 1 on stands for.
    var ranges: [ClosedRange<Int>] {
        (0..<count).map { index in
            let first = (index * width + count - 1) / count
            return lowest + first...lowest + ((index + 1) * width + count - 1) / count - 1
        }
    }
}

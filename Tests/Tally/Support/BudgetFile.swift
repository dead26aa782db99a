import Foundation
import Tally

/// A Pabulib file, read as far as tests need it: no quoted separators in the columns that are read.
struct BudgetFile {
    let profile: Profile
    let ids: [String]
    /// The ids that the file marks as selected by the city.
    let selected: Set<String>

    static func named(_ name: String) throws -> BudgetFile {
        try BudgetFile(URL(filePath: (electionData?.path ?? "") + "/pb/" + name + ".pb"))
    }

    init(_ file: URL) throws {
        var (section, columns): (String, [String: Int]) = ("", [:])
        var meta: [String: String] = [:]
        var (ids, costs, selected): ([String], [Int], Set<String>) = ([], [], [])
        var ballots: [Ballot] = []
        var numbers: [String: Int] = [:]
        for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline) {
            let cells = line.split(separator: ";", omittingEmptySubsequences: false).map(String.init)
            if ["META", "PROJECTS", "VOTES"].contains(cells[0]) {
                (section, columns) = (cells[0], [:])
            } else if columns.isEmpty {
                columns = Dictionary(uniqueKeysWithValues: zip(cells, cells.indices))
            } else if section == "META" {
                meta[cells[0]] = cells[1]
            } else if section == "PROJECTS" {
                numbers[cells[0]] = ids.count
                ids.append(cells[0])
                costs.append(Int(cells[columns["cost"] ?? 1]) ?? 0)
                if cells[columns["selected"] ?? 0] == "1" { selected.insert(cells[0]) }
            } else {
                let marked = cells[columns["vote"] ?? 1].split(separator: ",").map {
                    numbers[String($0)] ?? -1
                }
                var points = columns["points"].map { cells[$0].split(separator: ",").map { Int($0) ?? 0 } }
                if meta["vote_type"] == "ordinal" { points = marked.indices.map { marked.count - $0 } }
                guard let points else {
                    ballots.append(.approvals(marked.sorted()))
                    continue
                }
                var scores = [Int?](repeating: nil, count: ids.count)
                for (option, given) in zip(marked, points) { scores[option] = given }
                ballots.append(.scores(scores))
            }
        }
        self.ids = ids
        self.selected = selected
        let limit = Int(meta["budget"] ?? "") ?? 0
        profile = try Profile(
            options: ids.count, budget: Profile.Budget(limit: limit, costs: costs), ballots: ballots)
    }

    func cost(_ options: [Int]) -> Int { options.reduce(0) { $0 + (profile.budget?.costs[$1] ?? 0) } }
}

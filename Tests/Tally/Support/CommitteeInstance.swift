import Foundation
import Tally

/// A committee election of abcvoting's test instances with the winning committees of each rule.
struct CommitteeInstance {
    let name: String
    let profile: Profile
    let seats: Int
    /// All winning committees by abcvoting's name of the rule; of those counted both ways, not the resolute one.
    let winners: [String: Set<[Int]>]

    static var all: [CommitteeInstance] {
        get throws {
            guard let folder = electionData?.appending(path: "abc") else { return [] }
            let files = try FileManager.default.contentsOfDirectory(
                at: folder, includingPropertiesForKeys: nil)
            return try files.filter { $0.lastPathComponent.hasSuffix(".abc.yaml") }
                .sorted { $0.path < $1.path }.map(CommitteeInstance.init)
        }
    }

    init(_ file: URL) throws {
        name = file.lastPathComponent
        var (ballots, options, seats): ([Ballot], Int, Int) = ([], 0, 0)
        var winners: [String: Set<[Int]>] = [:]
        var (rule, result): (String, Set<[Int]>) = ("", [])
        // A list may go over several lines.
        let text = try String(contentsOf: file, encoding: .utf8).replacingOccurrences(
            of: #"\n +(?! |[a-z_]+:)"#, with: " ", options: .regularExpression)
        for line in text.split(separator: "\n") {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
            switch line[..<colon].trimmingCharacters(in: CharacterSet(charactersIn: " -")) {
            case "profile": ballots = try Self.lists(value).map { .approvals($0.sorted()) }
            case "num_cand": options = Int(value) ?? 0
            case "committeesize": seats = Int(value) ?? 0
            case "rule_id": rule = value
            case "result": result = Set(try Self.lists(value).map { $0.sorted() })
            case "resolute":
                if value == "false" || winners[rule] == nil { winners[rule] = result }
            default: break
            }
        }
        profile = try Profile(options: options, ballots: ballots)
        self.seats = seats
        self.winners = winners
    }

    private static func lists(_ text: String) throws -> [[Int]] {
        text.isEmpty || text == "null" ? [] : try JSONDecoder().decode([[Int]].self, from: Data(text.utf8))
    }
}

extension Outcome {
    /// Every set of winners.
    var committees: Set<[Int]> { alternatives.isEmpty ? [winners.sorted()] : Set(alternatives) }
}

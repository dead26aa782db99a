import Foundation
import Tally

/// A tally sheet of a Debian vote: after `V:` the rank of each option as a digit, `-` for no rank.
struct DebianSheet {
    let options: Int
    let ballots: [Ballot]

    init(_ text: String) {
        let votes = text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("V: ") }.map {
            Array($0.dropFirst(3).prefix { !$0.isWhitespace })
        }
        options = votes.first?.count ?? 0
        ballots = votes.map { vote in
            let ranks = Set(vote.compactMap(\.wholeNumberValue)).sorted()
            return .ranking(
                Ranking(ranks.map { rank in vote.indices.filter { vote[$0].wholeNumberValue == rank } }))
        }
    }

    func profile() throws -> Profile { try Profile(options: options, ballots: ballots) }
}

/// What pref_voting makes of an election.
struct PrefVotingResult: Decodable {
    let candidates: [String]
    let ballots: Int
    let pairwise: [[Int]]
    let kemeny: Int
    let winners: [String: [String]]

    enum CodingKeys: String, CodingKey {
        case candidates, ballots, winners
        case pairwise = "pairwise_support"
        case kemeny = "kemeny_score"
    }

    static func all() throws -> [String: PrefVotingResult] {
        let text = try SharedData.text("condorcet/expected_pref_voting.json")
        return try JSONDecoder().decode([String: PrefVotingResult].self, from: Data(text.utf8))
    }
}

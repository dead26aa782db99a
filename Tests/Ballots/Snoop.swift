import Acts
import Ballots
import Core
import Foundation
import Identity
import Postgres
import Secrets
import Support

/// Somebody with full access to the database who tries to join persons to ballots.
struct Snoop: Sendable {
    let day: PollingDay
    /// The order of casting: voter `k` holds receipt `k`.
    let receipts: [Receipt]

    /// For each ballot in the order of `key`, which voter cast it. The test alone knows, by the numbers on the receipts.
    func voters(ofBoxBy key: String) async throws -> [Int] {
        try await voters("SELECT encode(number_hash, 'hex') AS who FROM ballot_box ORDER BY " + key) { row in
            let hash: String = try row["who"]
            return receipts.firstIndex { $0.number.hash.hex == hash }
        }
    }

    /// For each marked row of the roll in the order of `key`, which voter it is.
    func voters(ofRollBy key: String) async throws -> [Int] {
        let ids = day.voters.map(\.id.rawValue.uuidString)
        return try await voters(
            "SELECT upper(person_id::text) AS who FROM electoral_roll WHERE mark = 'online' ORDER BY " + key
        ) { row in
            let id: String = try row["who"]
            return ids.firstIndex(of: id)
        }
    }

    private func voters(_ statement: String, _ voter: @Sendable (Row) throws -> Int?) async throws -> [Int] {
        try await day.owner.transaction { db in
            // The text is this test's own, so it may become a statement.
            try db.script(
                "CREATE TEMPORARY TABLE snooped ON COMMIT DROP AS SELECT row_number() OVER () AS place, s.* FROM (\(statement)) s"
            )
            return try db.rows("SELECT who FROM snooped ORDER BY place").compactMap(voter)
        }
    }

    /// How many persons the snoop finds who pairs the rows of two orders by rank.
    static func hits(_ roll: [Int], _ box: [Int]) -> Int { zip(roll, box).count { $0 == $1 } }

    /// More hits than this happen to a guesser less than once in ten million times, whatever the number of ballots:
    /// the number of fixed points of a random order is nearly Poisson with mean 1.
    static let mostHits = 10

    /// Spearman's rank correlation with the order of casting, times √(n−1): in standard deviations.
    ///
    /// For an order that tells nothing it is nearly normal with mean 0 and deviation 1: beyond 5.5 it lies less than
    /// once in ten million times.
    static func deviations(_ order: [Int]) -> Double {
        let n = Double(order.count)
        let squares = order.enumerated().reduce(0.0) {
            $0 + Double(($1.offset - $1.element) * ($1.offset - $1.element))
        }
        return (1 - 6 * squares / (n * (n * n - 1))) * (n - 1).squareRoot()
    }

    static let mostDeviations = 5.5

    /// An election with `sizes` ballots per mix, the last size being the mix at the close; then closed, not counted.
    static func mixed(_ sizes: [Int]) async throws -> Snoop {
        let day = try await PollingDay(voters: sizes.reduce(0, +))
        var receipts: [Receipt] = []
        for size in sizes.dropLast() {
            receipts += try await day.vote(day.voters[receipts.count..<receipts.count + size])
            try await day.mix()
        }
        receipts += try await day.vote(day.voters[receipts.count...])
        _ = try await day.duties.close(day.election.id, at: PollingDay.closes)
        return Snoop(day: day, receipts: receipts)
    }
}

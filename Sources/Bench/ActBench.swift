import Acts
import AuditLog
import Core
import Foundation
import Identity
import Postgres
import Proposals

/// What the event costs an act: the platform's own code, once as it is and once without the outbox.
struct ActBench {
    let server: BenchServer

    /// A support: its stage is looked up and held, then the row and, with the log, opening and event.
    ///
    /// `database` has the platform's tables, process 1 with an open stage, proposals 1…1000 and 700 attested persons.
    func supports(in database: String) async throws {
        let process = ProcessID(1)
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        let persons = try await pool(database, 1).read { db in
            try db.rows("SELECT person_id FROM accounts ORDER BY person_id").compactMap {
                try db.person($0["person_id"])
            }
        }
        try await cost("supports with / without opening and event", database) { turn, isLogged, number, db in
            // Twice the same would be refused: each turn takes persons of its own.
            let person = persons[(turn * 40 + number / 1000) % persons.count]
            let proposal = ProposalID(Int64(1 + number % 1000))
            let permit = try db.permit(.support, in: process, for: person, at: now)
            if isLogged {
                try db.addSupport(to: proposal, by: permit, at: now)
            } else {
                try db.run(
                    """
                    INSERT INTO supports (proposal_id, person_id, given_on, leaf)
                    SELECT id, \(permit.person), \(now.day), \([0] as [UInt8]) FROM visible_proposals
                    WHERE id = \(proposal) AND state = 'published'
                    """)
            }
        }
    }

    /// One INSERT of three columns; `database` has a table `acts` and an outbox.
    func smallestWrites(in database: String) async throws {
        let now = Instant(seconds: Int64(Date().timeIntervalSince1970))
        try await cost("the smallest write with / without event", database) { _, isLogged, number, db in
            try db.run("INSERT INTO acts (proposal, given_at) VALUES (\(42), \(now))")
            if isLogged {
                let body = ["proposal": JSON.string(String(number))]
                try db.log(Event("support.given", object: "proposals/42", body: .facts(body)), at: now)
            }
        }
    }

    /// Runs `act` with 8 and 32 clients, and prints how many a second. In turns, so that what else the machine does
    /// meets both.
    private func cost(
        _ name: String, _ database: String,
        _ act: @escaping @Sendable (Int, Bool, Int, isolated Connection) throws -> Void
    ) async throws {
        var turn = 0
        for clients in [8, 32] {
            let pool = pool(database, clients)
            var (without, with) = (0.0, 0.0)
            for round in 0..<4 {
                for isLogged in round % 2 == 0 ? [false, true] : [true, false] {
                    let rate = try await rate(pool, clients, seconds: 5) { [turn] number, db in
                        try act(turn, isLogged, number, db)
                    }
                    turn += 1
                    if isLogged { with += rate / 4 } else { without += rate / 4 }
                }
            }
            await pool.close()
            line(
                "\(name), \(clients) clients, acts/s",
                "\(Int(with)) / \(Int(without))  cost \(rounded(100 * (1 - with / without), 1)) %")
        }
    }

    /// Transactions a second; each gets a number of its own.
    private func rate(
        _ pool: Database, _ clients: Int, seconds: Double,
        _ act: @escaping @Sendable (Int, isolated Connection) throws -> Void
    ) async throws -> Double {
        let end = Date(timeIntervalSinceNow: seconds)
        let count = try await withThrowingTaskGroup(of: Int.self) { group in
            for client in 0..<clients {
                group.addTask {
                    var number = client
                    while Date() < end {
                        let now = number
                        try await pool.transaction { try act(now, $0) }
                        number += clients
                    }
                    return number / clients
                }
            }
            return try await group.reduce(0, +)
        }
        return Double(count) / seconds
    }

    private func pool(_ database: String, _ clients: Int) -> Database {
        Database(
            "host='\(server.folder)/run' user='mitstimme_owner' dbname='\(database)'", connections: clients)
    }
}

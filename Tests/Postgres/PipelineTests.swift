import Core
import Foundation
import Postgres
import Support
import Testing

@Suite("A statement that waits for the next", .serialized, .withServer, .database)
struct PipelineTests {
    /// One connection, so that every transaction meets what the one before left behind.
    private let database: Database

    init() async throws {
        database = Database(
            TestCluster.address(database: try TestDatabase.inUse().name), connections: 1)
        try await database.once {
            try $0.script(
                """
                DROP TABLE IF EXISTS numbers;
                CREATE TABLE numbers (n bigint CONSTRAINT numbers_once UNIQUE CONSTRAINT numbers_positive CHECK (n > 0),
                    word text, CONSTRAINT numbers_word_once UNIQUE (word) DEFERRABLE INITIALLY DEFERRED)
                """)
        }
    }

    @Test("is stored with COMMIT, and seen by what comes before that")
    func stored() async throws {
        try await database.transaction { try $0.later(insert(1)) }
        let seen = try await database.transaction { db in
            try db.later(insert(2))
            try db.later(insert(3, nil))
            let seen = try db.numbers()
            try db.later(insert(4))
            return seen
        }
        #expect(seen == [1, 2, 3])
        #expect(try await numbers() == [1, 2, 3, 4])
    }

    @Test("fails the COMMIT by the constraint's name, and all is rolled back")
    func fault() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await database.transaction { db in
                try db.run(insert(1))
                try db.later(insert(-1))
                try db.later(insert(2))
            }
        }
        #expect(error?.constraint == "numbers_positive")
        #expect(error?.state == "23514")
        let alone = await #expect(throws: DatabaseError.self) {
            try await database.transaction { try $0.later(insert(-1)) }
        }
        #expect(alone?.constraint == "numbers_positive")
        #expect(try await numbers() == [])
    }

    @Test("that fails, at once or at COMMIT, leaves the connection as good as before")
    func sameConnection() async throws {
        func pid() async throws -> Int {
            try await database.read { db in
                try #require(try db.rows("SELECT pg_backend_pid()::bigint AS pid").first)["pid"]
            }
        }
        let before = try await pid()
        for isCommit in [false, true] {
            let error = await #expect(throws: DatabaseError.self) {
                try await database.transaction { db in
                    _ = try db.numbers()
                    try db.later(insert(-1))
                    try db.later(insert(1))
                    if !isCommit { try db.run(insert(2)) }
                }
            }
            #expect(error?.kind == .refused)
            #expect(try await pid() == before)
        }
    }

    @Test("fails the next statement, which is not run")
    func faultBeforeNext() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await database.transaction { db in
                try db.later(insert(0))
                try db.run(insert(1))
                Issue.record("went on after a fault")
            }
        }
        #expect(error?.constraint == "numbers_positive")
        await #expect(throws: GeneralRejection.notAllowed) {
            try await database.transaction { db in
                try db.run(insert(1))
                try db.later(insert(1))
                _ = try db.rows("SELECT 1 AS one", refusing: ["numbers_once": GeneralRejection.notAllowed])
            }
        }
        #expect(try await numbers() == [])
    }

    @Test("goes when the next one is refused, or COMMIT itself")
    func nextRefused() async throws {
        await #expect(throws: GeneralRejection.notAllowed) {
            try await database.transaction { db in
                try db.later(insert(1))
                try db.run(insert(1), refusing: ["numbers_once": GeneralRejection.notAllowed])
            }
        }
        let error = await #expect(throws: DatabaseError.self) {
            try await database.transaction { db in
                try db.run(insert(1, "same"))
                try db.later(insert(2, "same"))
            }
        }
        #expect(error?.constraint == "numbers_word_once")
        #expect(try await numbers() == [])
    }

    @Test("is forgotten when the body throws, and left to no later transaction")
    func rolledBack() async throws {
        for isBegun in [false, true] {
            await #expect(throws: GeneralRejection.notNow) {
                try await database.transaction { db in
                    if isBegun { try db.run(insert(8)) }
                    try db.later(insert(9))
                    throw GeneralRejection.notNow
                }
            }
            try await database.transaction { _ in }
            #expect(try await numbers() == [])
        }
    }

    @Test("cannot hide a fault that the body swallows")
    func swallowed() async throws {
        let error = await #expect(throws: DatabaseError.self) {
            try await database.transaction { db in
                try db.later(insert(1))
                _ = try? db.run(insert(-1))
            }
        }
        #expect(error?.state == "25P02")
        #expect(try await numbers() == [])
    }

    @Test("is run at once outside a transaction, and before a script")
    func atOnce() async throws {
        try await database.once { try $0.later(insert(1)) }
        try await database.transaction { db in
            try db.later(insert(2))
            try db.script("UPDATE numbers SET n = n + 10; SELECT 1")
        }
        #expect(try await numbers() == [11, 12])
    }

    @Test("may be large, and many")
    func many() async throws {
        let word = String(repeating: "x", count: 2000)
        try await database.transaction { db in
            for number in 1...1000 { try db.later(insert(number, "\(word)\(number)")) }
        }
        #expect(try await numbers().count == 1000)
    }

    @Test("begins again on another connection if the first packet was lost, and only then")
    func lost() async throws {
        try await database.transaction { try $0.later(insert(1)) }
        try await kill()
        try await database.transaction { try $0.later(insert(2)) }
        try await kill()
        try await database.transaction { db in
            try db.later(insert(3))
            _ = try db.numbers()
        }
        #expect(try await numbers() == [1, 2, 3])

        let error = await #expect(throws: DatabaseError.self) {
            try await database.transaction { db in
                try db.run("SET LOCAL idle_in_transaction_session_timeout = 20")
                try db.later(insert(4))
                Thread.sleep(forTimeInterval: 0.2)
            }
        }
        #expect(error?.kind == .unavailable)
        #expect(try await numbers() == [1, 2, 3])
        let hopeless = await #expect(throws: DatabaseError.self) {
            try await database.transaction { try $0.run("SELECT pg_terminate_backend(pg_backend_pid())") }
        }
        #expect(hopeless?.kind == .unavailable)
    }

    /// Ends the idle connection as an operator does, and waits until it is gone.
    private func kill() async throws {
        let own: Int = try await database.read { db in
            try #require(try db.rows("SELECT pg_backend_pid()::bigint AS pid").first)["pid"]
        }
        try await TestDatabase.inUse().owner.once {
            try $0.run("SELECT pg_terminate_backend(\(own)::int, 5000)")
        }
    }

    private func numbers() async throws -> [Int] { try await database.read { try $0.numbers() } }
}

private func insert(_ number: Int, _ word: String? = nil) -> SQL {
    "INSERT INTO numbers (n, word) VALUES (\(number), \(word))"
}

extension Connection {
    fileprivate func numbers() throws -> [Int] {
        try rows("SELECT n FROM numbers ORDER BY n").map { try $0["n"] }
    }
}

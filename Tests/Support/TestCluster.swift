import Foundation
package import Postgres
package import Testing

/// The PostgreSQL server that `bin/test` started for this run, and the template its databases are copied from.
package actor TestCluster {
    package static let shared = TestCluster()

    /// The folder of the server's socket; nil outside `bin/test`.
    package static let socket = ProcessInfo.processInfo.environment["MITSTIMME_TEST_SOCKET"]

    private var template: Task<String, any Error>?
    /// Kept open: a connection costs as much as a small test.
    private let postgres = Database(
        TestCluster.address(database: "postgres"), connections: 2, statementSeconds: 60)

    /// A libpq address.
    package static func address(database: String, role: String = "mitstimme_owner") -> String {
        "host='\(socket ?? "")' user='\(role)' dbname='\(database)'"
    }

    /// The name of a new database with the whole schema in it.
    func create() async throws -> String {
        let making = template ?? Task { try await makeTemplate() }
        template = making
        let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await admin("CREATE DATABASE \(name) TEMPLATE \(try await making.value) STRATEGY FILE_COPY")
        return name
    }

    func drop(_ name: String) async throws {
        try await admin("DROP DATABASE \(name) WITH (FORCE)")
    }

    private func makeTemplate() async throws -> String {
        let name = "template_" + UUID().uuidString.lowercased().replacing("-", with: "")
        try await admin("CREATE DATABASE \(name)")
        let database = Database(TestCluster.address(database: name), connections: 1)
        try await Migrator(folder: checkout + "/sql").migrate(database)
        await database.close()
        // The first connection after a change of tables writes down what the next ones read, also in copies.
        try await database.once { try $0.script("SELECT 1") }
        await database.close()
        return name
    }

    private func admin(_ statement: String) async throws {
        try await postgres.once { try $0.script(statement) }
    }
}

/// The folder this package was checked out to.
package let checkout = String(#filePath.dropLast("/Tests/Support/TestCluster.swift".count))

/// A database of this suite's own, reached as each of the three roles.
package struct TestDatabase: Sendable {
    @TaskLocal package static var current: TestDatabase?

    package let name: String
    package let owner: Database
    package let web: Database
    package let jobs: Database

    /// The running suite's database.
    package static func inUse() throws -> TestDatabase { try #require(current) }
}

/// Gives a suite a database of its own and drops it afterwards. Without the server of `bin/test` the suite is skipped.
package struct DatabaseTrait: SuiteTrait, TestTrait, TestScoping {
    package let isRecursive = false

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing body: @Sendable () async throws -> Void
    ) async throws {
        await Seats.shared.take()
        do {
            try await provideDatabase(body)
        } catch {
            await Seats.shared.leave()
            throw error
        }
        await Seats.shared.leave()
    }

    private func provideDatabase(_ body: @Sendable () async throws -> Void) async throws {
        let name = try await TestCluster.shared.create()
        func pool(_ role: String) -> Database {
            Database(TestCluster.address(database: name, role: role), connections: 4)
        }
        let database = TestDatabase(
            name: name, owner: pool("mitstimme_owner"), web: pool("mitstimme_web"),
            jobs: pool("mitstimme_jobs"))
        let outcome = await Result { try await TestDatabase.$current.withValue(database, operation: body) }
        for pool in [database.owner, database.web, database.jobs] { await pool.close() }
        try await TestCluster.shared.drop(name)
        try outcome.get()
    }
}

/// Lets a few suites at a time have a database: the server has only so many connections, the machine so many cores.
private actor Seats {
    static let shared = Seats()

    private var free = 6
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func take() async {
        if free > 0 {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}

extension Trait where Self == DatabaseTrait {
    /// A database of the suite's own.
    package static var database: DatabaseTrait { DatabaseTrait() }
}

extension Trait where Self == ConditionTrait {
    /// Skips where `bin/test` did not start a server.
    package static var withServer: ConditionTrait {
        .enabled(
            if: TestCluster.socket != nil,
            "needs the PostgreSQL server that bin/test starts (MITSTIMME_TEST_SOCKET)")
    }
}

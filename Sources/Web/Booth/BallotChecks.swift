import Ballots
import Core
import Dispatch
import Foundation
import Postgres
import Synchronization

/// Checks encrypted ballots on few threads of its own, so that reading stays fast in the last hour of a vote.
///
/// What a check needs of an election is made once and kept. Too many ballots at once are put off with a refusal.
final class BallotChecks: Sendable {
    private struct State {
        var waiting = 0
        /// Each is made once; whoever comes meanwhile waits for the same one.
        var checks: [ElectionID: Task<BallotCheck, any Error>] = [:]

        mutating func takesOne(of most: Int) -> Bool {
            guard waiting < most else { return false }
            waiting += 1
            return true
        }
    }

    private let state = Mutex(State())
    private let queue = OperationQueue()
    private let mostWaiting: Int

    /// - Parameter mostWaiting: how many ballots may wait for their check.
    init(mostWaiting: Int) {
        self.mostWaiting = mostWaiting
        queue.maxConcurrentOperationCount = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
        queue.qualityOfService = .utility
    }

    /// Everything that can be said of a ballot alone; no transaction is open meanwhile.
    func proven(
        _ bytes: [UInt8], in archive: ElectionArchive, from database: Database
    ) async throws -> ProvenBallot {
        guard state.withLock({ $0.takesOne(of: mostWaiting) }) else { throw BallotRejection.tooManyWaiting }
        defer { state.withLock { $0.waiting -= 1 } }
        let check = try await check(of: archive, from: database)
        return try await work { try check.proven(bytes) }
    }

    private func check(of archive: ElectionArchive, from database: Database) async throws -> BallotCheck {
        let making = state.withLock { state in
            if let known = state.checks[archive.election] { return known }
            let making = Task {
                let setup = try await database.read { try $0.archiveSetup(of: archive) }
                return try await work { try BallotCheck(setup: setup) }
            }
            state.checks[archive.election] = making
            return making
        }
        do {
            return try await making.value
        } catch {
            state.withLock { $0.checks[archive.election] = nil }
            throw error
        }
    }

    private func work<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result(catching: body)) }
        }
    }
}

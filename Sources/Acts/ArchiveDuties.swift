import Ballots
import Core
import ElectionCrypto
import Foundation
import Postgres

/// What the house does with the archive of an encrypted election after the close. Each step can be run twice and ends
/// the same: it looks where the archive stands.
struct ArchiveDuties: Sendable {
    let database: Database
    /// The log's name.
    let origin: String

    /// Ends the voting and adds the encrypted tally; later, when enough trustees have decrypted, opens the result.
    /// Between these it is the trustees' turn.
    func tally(_ id: ElectionID, at now: Instant) async throws -> Instant? {
        try await database.transaction { db in
            try db.endBallots(of: id, by: .house("tally-election"), at: now)
        }
        guard let archive = try await database.read({ try $0.archive(of: id) }) else { return nil }
        switch archive.stage {
        case .setup, .ballot:
            // The last ballots are still to be mixed.
            return now.adding(minutes: 1)
        case .endBallots:
            // Whoever completes the paper plans the tally again.
            guard try await database.read({ try $0.anyElection(id)?.paper }) != .awaited else { return nil }
            let verified = try await verified(archive)
            let isDone = try await database.transaction { db in
                try db.addTally(of: verified, to: id, by: .house("tally-election"), at: now)
            }
            return isDone ? nil : now.adding(minutes: 1)
        case .partialDecryption, .result:
            let verified = try await verified(archive)
            let isDone = try await database.transaction { [origin] db in
                try db.publishResult(
                    of: verified, in: id, origin: origin, by: .house("tally-election"), at: now)
            }
            return isDone ? nil : try await again(after: archive, at: now)
        case .encryptedTally, .shuffle, .endShuffles: return nil
        }
    }

    /// Checks the archive to its end once the result is out, and keeps what that has found.
    func report(_ id: ElectionID, at now: Instant) async throws {
        let archive = try await database.read { db in
            try db.archiveReport(of: id) == nil ? db.archive(of: id) : nil
        }
        guard let archive, archive.stage == .result else { return }
        let verified = try await verified(archive)
        try await database.transaction { db in
            try db.keep(verified, of: id, by: .house("assess-election"), at: now)
        }
    }

    /// Soon, if the archive has moved on while it was verified; else not before a trustee does something.
    private func again(after archive: ElectionArchive, at now: Instant) async throws -> Instant? {
        let current = try await database.read { try $0.archive(of: archive.election) }
        return current?.head == archive.head ? nil : now
    }

    /// Copies the archive into a file, a piece at a time, and verifies it on a queue of its own.
    private func verified(_ archive: ElectionArchive) async throws -> VerifiedArchive {
        let (path, handle) = try ArchiveCopies.own.begin()
        defer {
            try? FileManager.default.removeItem(atPath: path)
            try? handle.close()
        }
        for try await part in ArchiveParts(of: archive, in: database) { try handle.write(contentsOf: part) }
        return try await ArchiveDuties.verifications.run { try VerifiedArchive(.file(path), archive) }
    }

    private static let verifications = BackgroundWork("verifications")
}

import Ballots
package import Core
package import Postgres
import Processes
import Tally

/// What the house does with elections by itself. Each work can be run twice and ends the same.
package struct ElectionDuties: Sendable {
    /// Given the number of an election: does the work and answers when it wants to be run again.
    package typealias Work = @Sendable (_ subject: String, Instant) async throws -> Instant?

    private let database: Database
    private let origin: String

    /// `database` in the role of the jobs; `origin` is the log's name.
    package init(_ database: Database, origin: String) {
        self.database = database
        self.origin = origin
    }

    /// The work for each kind of job.
    package var work: [String: Work] {
        var work: [String: Work] = [:]
        for job in ElectionJob.allCases {
            work[job.rawValue] = { subject, now in
                guard let id = ElectionID(text: subject) else { return nil }
                return switch job {
                case .open: try await open(id, at: now)
                case .mix: try await mix(id, at: now)
                case .close: try await close(id, at: now)
                case .tally: try await tally(id, at: now)
                case .assess: try await assess(id, at: now)
                }
            }
        }
        return work
    }

    /// Opens a draft whose time has come; a discarded one is left alone.
    package func open(_ id: ElectionID, at now: Instant) async throws -> Instant? {
        try await database.transaction { db in
            guard let election = try db.anyElection(id), election.state == .draft else { return nil }
            guard election.opensAt <= now else { return election.opensAt }
            guard now < election.endsAt else { return nil }
            guard try election.manner == .openBox || db.archive(of: id) != nil else {
                // Trustees or registrar are late: the desk says so.
                return now.adding(minutes: 1)
            }
            try db.openElection(id, by: .house("open-election"), at: now)
            return nil
        }
    }

    /// Mixes if enough waits, and vacuums in any case: the server may have died after the mix before.
    package func mix(_ id: ElectionID, at now: Instant) async throws -> Instant? {
        let mixing = try await database.transaction { db in
            try db.mixBallots(of: id, by: .house("mix-ballots"), at: now)
        }
        let next = try await database.read { try $0.nextMix(of: id, at: now) }
        guard next != nil else { return nil }
        try await database.once { try $0.vacuumBallots(of: id) }
        return mixing == .busy ? now.adding(minutes: 1) : next
    }

    /// Closes what has ended, mixes for the last time and plans the count.
    package func close(_ id: ElectionID, at now: Instant) async throws -> Instant? {
        let later = try await database.transaction { db -> Instant? in
            guard let found = try db.anyElection(id), found.state == .open else { return nil }
            try db.holdAlone(found.phase)
            guard let election = try db.anyElection(id), now >= election.endsAt else {
                return try db.anyElection(id)?.endsAt
            }
            try db.closeElection(id, by: .house("close-election"), at: now)
            return nil
        }
        if let later { return later }
        let mixing = try await database.transaction { db -> Mixing in
            let mixing = try db.mixLastBallots(of: id, by: .house("close-election"), at: now)
            if case .mixed = mixing { try db.plan(.tally, id, at: now) }
            return mixing
        }
        if mixing == .busy { return now.adding(minutes: 1) }
        if case .mixed = mixing { try await database.once { try $0.vacuumBallots(of: id) } }
        return nil
    }

    /// Counts. Nothing is left to do when the result is out.
    package func tally(_ id: ElectionID, at now: Instant) async throws -> Instant? {
        let manner = try await database.read { try $0.anyElection(id)?.manner }
        if manner == .encrypted {
            return try await ArchiveDuties(database: database, origin: origin).tally(id, at: now)
        }
        let done = try await database.transaction { db in
            try db.tallyElection(id, origin: origin, by: .house("tally-election"), at: now)
        }
        return done ? nil : now.adding(minutes: 1)
    }

    /// Reckons how decided a result is, on a queue of its own: with many projects that takes a minute.
    package func assess(_ id: ElectionID, at now: Instant) async throws -> Instant? {
        try await ArchiveDuties(database: database, origin: origin).report(id, at: now)
        guard let counted = try await database.read({ try $0.assessable(id) }) else { return nil }
        let assessment = try await ElectionDuties.assessments.run {
            try Assessment(of: counted.outcome, profile: counted.profile)
        }
        try await database.transaction { db in
            try db.keep(assessment, of: id, by: .house("assess-election"), at: now)
        }
        return nil
    }

    private static let assessments = BackgroundWork("assessments")
}

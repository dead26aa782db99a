package import Core
package import Foundation
package import Postgres

/// A process with its stages, as administration enters it.
package struct ProcessDraft: Sendable {
    package struct Stage: Sendable {
        package let title: String
        package let opensAt: Instant
        package let closesAt: Instant
        package let permissions: [Permission: Eligibility]

        package init(
            title: String, opensAt: Instant, closesAt: Instant, permissions: [Permission: Eligibility]
        ) {
            self.title = title
            self.opensAt = opensAt
            self.closesAt = closesAt
            self.permissions = permissions
        }
    }

    package var title: String
    package var summary: String
    package var threshold: Int
    package var stages: [Stage]

    package init(title: String, summary: String, threshold: Int, stages: [Stage]) {
        self.title = title
        self.summary = summary
        self.threshold = threshold
        self.stages = stages
    }
}

extension Connection {
    /// Publishes a process with all its stages. The same `once` again answers with the process it made the first time.
    package func addProcess(_ draft: ProcessDraft, once: UUID, by permit: Permit, at now: Instant) throws
        -> ProcessID
    {
        let id = try addProcess(
            title: draft.title, summary: draft.summary, threshold: draft.threshold, once: once, by: permit,
            at: now)
        guard let id else {
            guard let known = try rows("SELECT id FROM processes WHERE once = \(once)").first else {
                throw GeneralRejection.notFound
            }
            return try known["id"]
        }
        for stage in draft.stages {
            _ = try addPhase(
                to: id, title: stage.title, opensAt: stage.opensAt, closesAt: stage.closesAt,
                permissions: stage.permissions, by: permit, at: now)
        }
        return id
    }
}

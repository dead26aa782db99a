package import Postgres
package import TransparencyLog

/// How far the witnesses of the policy have confirmed the log.
package struct LogConfirmation: Sendable {
    /// Entries of the newest checkpoint that enough confirmed; nil before the first.
    package let size: Int?
    /// How many confirmed that checkpoint.
    package let count: Int
    /// How many witnesses there are.
    package let all: Int
    /// How many had nothing wrong with their last answer.
    package let answering: Int
    /// Whether those would be enough.
    package let isQuorum: Bool
}

extension Connection {
    /// Nil where the policy names no witness.
    package func logConfirmation(_ policy: LogPolicy) throws -> LogConfirmation? {
        guard !policy.witnesses.isEmpty else { return nil }
        let well = try logWitnesses(policy).filter { $0.problem == nil }.map(\.name)
        let cosigned = try cosignedCheckpoint()
        let note = try cosigned.map { try SignedNote(parsing: Array($0.note.utf8)) }
        return LogConfirmation(
            size: cosigned?.size, count: note.map { policy.cosignerCount(on: $0) } ?? 0,
            all: policy.witnesses.count, answering: well.count,
            isQuorum: policy.isMet(by: Set(well.compactMap { PolicyWord($0) })))
    }
}

import AuditLog
import Core
import Phrases
import Postgres
import TransparencyLog

/// What the witnesses of the policy said last.
struct WitnessesState {
    private let states: [WitnessState]
    private let cosignedSize: Int?

    /// Nil where the policy names no witness.
    init?(_ policy: String, _ db: isolated Connection) throws {
        guard let policy = try? LogPolicy(parsing: Array(policy.utf8)), !policy.witnesses.isEmpty else {
            return nil
        }
        states = try db.logWitnesses(policy)
        cosignedSize = try db.cosignedCheckpoint()?.size
    }

    var isWell: Bool { cosignedSize != nil && states.allSatisfy { $0.problem == nil } }

    /// One sentence for all, and one for each that has a problem.
    func words(_ words: Phrases) -> String {
        let all =
            cosignedSize.map { words("status.witnesses-value", ["size": words.number($0)]) }
            ?? words("status.witnesses-never")
        let problems = states.compactMap { state in
            state.problem.map { "\(state.name): \(words("witness.\($0.rawValue)"))" }
        }
        return ([all] + problems).joined(separator: " · ")
    }
}

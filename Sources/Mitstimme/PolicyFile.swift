import AuditLog
import Core
import Foundation
import Terminal
import TransparencyLog

/// The trust file that the setting `log-policy` names, as it is and as it reads.
struct PolicyFile: Sendable {
    let text: String
    let policy: LogPolicy

    /// Nil where the setting is empty. Refuses a file that cannot work with this log.
    init?(_ path: String, key: LogKey?) throws {
        guard !path.isEmpty else { return nil }
        guard let data = FileManager.default.contents(atPath: path),
            let text = String(validating: data, as: UTF8.self)
        else { throw BadInput("the policy file \(path) cannot be read") }
        do {
            policy = try LogPolicy(parsing: Array(data))
        } catch {
            throw BadInput("the policy file is not one: \(error.reason)", file: path, line: error.line)
        }
        self.text = text
        for vkey in key?.signs ?? [] where !policy.logs.contains(where: { $0.key == vkey }) {
            let what = vkey == key?.next?.vkey ? "this log's new key" : "this log"
            throw BadInput("the policy file \(path) lacks \(what); add the line: log \(vkey)")
        }
        let reachable = policy.witnesses.filter { $0.url != nil }.map(\.name)
        guard policy.isMet(by: Set(reachable)) else {
            throw BadInput("the quorum of \(path) can never be met: too few witnesses have an address")
        }
    }
}

import ArgumentParser
import AuditLog
import Core
import Foundation
import Jobs
import Notices
import Postgres
import Secrets
import Terminal
import TransparencyLog

/// `mitstimme check`: whether the installation is well. Changes nothing.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Says whether schema, clock, mail, log, disk and backup are as they should be; ends with 1 if not."
    )

    @OptionGroup var options: InstallationOptions

    func run() async throws {
        let installation = try Installation(options)
        let findings = await examine(installation)
        for finding in findings {
            print("\(finding.isWell ? "ok  " : "FAIL") \(finding.name): \(finding.words)")
        }
        guard findings.allSatisfy(\.isWell) else { throw Ending.doesNotHold }
    }

    private struct Finding {
        let name: String
        let isWell: Bool
        let words: String
    }

    private func examine(_ installation: Installation) async -> [Finding] {
        let owner = installation.pool("mitstimme_owner", connections: 1)
        let now = Runtime.clock()
        var findings: [Finding] = []
        func add(_ name: String, _ body: () async throws -> (Bool, String)) async {
            do {
                let (isWell, words) = try await body()
                findings.append(Finding(name: name, isWell: isWell, words: words))
            } catch let fault as DatabaseError {
                findings.append(
                    Finding(
                        name: name, isWell: false, words: fault.description + "; is mitstimme serve running?")
                )
            } catch {
                findings.append(Finding(name: name, isWell: false, words: "\(error)"))
            }
        }
        await add("schema") {
            try await Migrator(folder: installation.home + "/sql").check(owner)
            return (true, "as this program wants it")
        }
        await add("clock") {
            let server: Instant = try await owner.read { try $0.rows("SELECT now() AS t").first?["t"] ?? now }
            let apart = abs(server.microseconds - Runtime.clock().microseconds) / 1000
            return (apart < 5000, "\(apart) ms from the database's")
        }
        await add("mail") {
            let queue = try await owner.read { try $0.mailQueue() }
            let way =
                installation.settings[.mailServer].isEmpty ? "into the folder mail" : "to the mail server"
            return (queue.failing == 0, "\(queue.waiting) waiting, \(queue.failing) failing, sent \(way)")
        }
        await add("jobs") {
            let failing = try await owner.read { try $0.failingJobs() }
            return (
                failing.isEmpty,
                failing.isEmpty
                    ? "none failing"
                    : failing.map { "\($0.kind) \($0.subject): \($0.fault)" }.joined(separator: "; ")
            )
        }
        await add("log") {
            guard let head = try await owner.read({ try $0.logHead() }) else {
                return (false, "nothing signed yet")
            }
            let minutes = (now.seconds - head.signedAt.seconds) / 60
            return (minutes < 90, "\(head.origin), \(head.size) entries, signed \(minutes) minutes ago")
        }
        await add("log key") {
            let folder = LogKeyFolder(installation)
            guard let origin = try await owner.read({ try $0.logHead() })?.origin else {
                return (false, "nothing signed yet")
            }
            let key = try folder.key(origin: origin)
            let rotating = "two keys sign; end the change with mitstimme rotate-log-key --finish"
            return (true, key.next == nil ? folder.seed.path : rotating)
        }
        await add("tidemark") {
            let mark = try Tidemark.read(installation.tidemark)
            if let fault = try await owner.read({ try $0.faultAgainst(mark) }) {
                return (false, fault.description)
            }
            return (
                mark != nil,
                mark.map { "the database has the \($0.size) entries that were signed" }
                    ?? "\(installation.tidemark) is missing; the next signature writes it"
            )
        }
        await add("log content") {
            let fault = try await owner.read { try $0.faultOfDamage() }
            return (fault == nil, fault?.description ?? "no damage known")
        }
        await add("witnesses") {
            guard let policy = try PolicyFile(installation.policyFile, key: nil)?.policy else {
                return (true, "none; set log-policy")
            }
            let (states, cosigned) = try await owner.read {
                (try $0.logWitnesses(policy), try $0.cosignedCheckpoint())
            }
            let troubled = states.filter { $0.problem != nil }
            let size = cosigned.map { "confirmed up to \($0.size) entries" } ?? "nothing confirmed yet"
            return (
                troubled.isEmpty && cosigned != nil,
                ([size] + troubled.map { "\($0.name) \($0.problem?.sentence ?? "")" }).joined(separator: "; ")
            )
        }
        await add("disk") {
            let attributes = try FileManager.default.attributesOfFileSystem(forPath: installation.folder)
            let free = (attributes[.systemFreeSize] as? NSNumber)?.intValue ?? 0
            return (free > 1 << 30, "\(free >> 20) MB free")
        }
        await add("backup") {
            let path = installation.folder + "/last-backup"
            guard let text = try? String(contentsOfFile: path, encoding: .utf8),
                let last = Instant(iso8601: text.trimmingCharacters(in: .whitespacesAndNewlines))
            else { return (false, "none yet; run: mitstimme backup DIR") }
            let hours = (now.seconds - last.seconds) / 3600
            return (hours < 48, "\(hours) hours old")
        }
        await owner.close()
        return findings
    }
}

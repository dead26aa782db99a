import AuditLog
import Foundation
import Terminal

/// The four observers of a demo: `witness` programs of ours, each in a folder of its own below `witnesses`.
///
/// They show what confirming is. Real observers are other people's, so a real town starts none.
struct DemoWitnesses {
    private static let names = ["council", "press", "university", "neighbour"]
    /// How many must confirm.
    private static let quorum = 3
    /// How long all of them may take to start, in seconds; they take a fifth of one.
    private static let patience = 10.0

    private let children: [ChildProgram]

    /// Starts them and writes the trust file. Nil, after a sentence, where they cannot be started, and where the
    /// operator's own trust file says who observes.
    init?(_ installation: Installation, key: LogKey) {
        // The last run's addresses are nobody's now.
        try? FileManager.default.removeItem(atPath: installation.demoPolicyFile)
        guard installation.settings[.logPolicy].isEmpty else { return nil }
        let folder = installation.folder + "/witnesses"
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("witness").path
        guard FileManager.default.isExecutableFile(atPath: program) else {
            Program.say("· the demo has no observers: the program witness is missing beside this one")
            return nil
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try key.trustFile.write(toFile: folder + "/log", atomically: true, encoding: .utf8)
        } catch {
            Program.say("· the demo has no observers: \(folder) cannot be written")
            return nil
        }
        let deadline = Date(timeIntervalSinceNow: DemoWitnesses.patience)
        func begin(_ name: String) -> ChildProgram? {
            ChildProgram(
                program,
                [
                    "serve", "--folder", folder + "/" + name, "--log", folder + "/log", "--port", "0",
                    "--name", name + ".invalid/witness", "--until-input-ends",
                ])
        }
        // All are begun before the first is waited for.
        var children: [ChildProgram] = []
        var lines = ""
        for (name, first) in DemoWitnesses.names.map({ ($0, begin($0)) }) {
            var child = first
            var said = child?.lines(2, until: deadline)
            // One of a run that was just killed may hold the folder for a moment still.
            while said == nil, let ended = child, Date() < deadline {
                ended.end()
                usleep(100_000)
                child = begin(name)
                said = child?.lines(2, until: deadline)
            }
            if let child { children.append(child) }
            guard let said, said[0].hasPrefix("Witness: ") else { continue }
            lines += "witness \(name) \(said[1]) \(said[0].dropFirst("Witness: ".count))\n"
        }
        self.children = children
        let names = DemoWitnesses.names.joined(separator: " ")
        let group = "group observers \(DemoWitnesses.quorum) \(names)\nquorum observers\n"
        let policy = key.logLines + lines + group
        let isComplete = lines.count(where: { $0 == "\n" }) == DemoWitnesses.names.count
        guard isComplete,
            (try? policy.write(toFile: installation.demoPolicyFile, atomically: true, encoding: .utf8)) != nil
        else {
            Program.say("· the demo has no observers: not all of them started")
            end()
            return nil
        }
    }

    func end() { for child in children { child.end() } }
}

extension Installation {
    /// The trust file of a demo with its own observers.
    var demoPolicyFile: String { folder + "/witnesses/policy" }

    /// The operator's trust file, else that of the demo; empty where there is none.
    var policyFile: String {
        let chosen = settings[.logPolicy]
        guard chosen.isEmpty, FileManager.default.fileExists(atPath: demoPolicyFile) else { return chosen }
        return demoPolicyFile
    }
}

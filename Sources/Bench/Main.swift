import Foundation

/// The benchmarks. `bin/bench` builds in release mode and runs this; all figures of one kind come from one run.
@main
enum Bench {
    static func main() async {
        do {
            try await run()
        } catch {
            say("bench: \(error)")
            exit(1)
        }
    }

    private static func run() async throws {
        let words = Array(CommandLine.arguments.dropFirst())
        let known = [[], ["log"], ["log", "--long"], ["election"], ["tally"], ["tally", "--slow"]]
        guard known.contains(words) else {
            throw BenchFault(description: "usage: bin/bench [log [--long] | election | tally [--slow]]")
        }
        let programs = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().path
        let folder = NSTemporaryDirectory() + "mitstimme-bench-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        if words.first == "tally" {
            try TallyBench(programs: programs, folder: folder, isSlow: words.contains("--slow")).run()
        } else if words == ["election"] {
            try ElectionBench(programs: programs, folder: folder).run()
        } else {
            try await pages(
                programs: programs, folder: folder,
                sustained: words.first == "log" ? (words.count > 1 ? 600 : 60) : nil)
        }
    }

    private static func pages(programs: String, folder: String, sustained: Int?) async throws {
        let server = try BenchServer(program: programs + "/mitstimme", folder: folder)
        defer { server.stop() }

        if let sustained {
            return try await LogBench(server: server, folder: folder, sustained: sustained).run()
        }
        try PageBench(server: server).run()
        try VisitBench(server: server).run()
        try SignInBench(server: server).run()
        try GrowthBench(server: server).run()
    }
}

/// Runs a program and gives what it printed. Throws if it fails.
@discardableResult
func output(of program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    let errors = Pipe()
    process.standardError = errors
    process.standardInput = FileHandle.nullDevice
    try launch(process)
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    let words = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
        throw BenchFault(description: "\(program) failed: \(String(decoding: words, as: UTF8.self))")
    }
    return String(decoding: data, as: UTF8.self)
}

/// Starts a program that hears its alarm and our signals: worker threads block every signal, and a child inherits that.
func launch(_ process: Process) throws {
    var (none, before) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try process.run()
}

/// One line at once, even where the output is a file.
func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

struct BenchFault: Error, CustomStringConvertible {
    let description: String
}

func line(_ name: String, _ value: String) {
    say(name.padding(toLength: 60, withPad: " ", startingAt: 0) + value)
}

func rounded(_ value: Double, _ digits: Int = 2) -> String { String(format: "%.\(digits)f", value) }

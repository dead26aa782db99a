import BallotFiles
import Foundation

/// The counting engine on one thread, each figure beside other people's programs on the same ballots.
struct TallyBench {
    let programs: String
    /// For files that others read.
    let folder: String
    /// Whether programs are run that take minutes.
    let isSlow: Bool
    let report = Report()
    let peers = Peers()

    /// The folder of real elections beside the checkout, which `bin/bench` starts us in.
    static let elections =
        (ProcessInfo.processInfo.environment["MITSTIMME_DATA"] ?? "../shared/data") + "/elections"

    var recount: String { programs + "/recount" }

    func run() throws {
        line("seed of the invented ballots; times are processor time", "\(RandomBallots.seed)")
        try rankings()
        try grades()
        try budgets()
        try committees()
        try transfers()
        report.attempt("memory of recount") { try memory() }
        line("gates held, missed", "\(report.held), \(report.missed.count)")
        guard report.missed.isEmpty else {
            throw BenchFault(description: "missed: \(report.missed.joined(separator: "; "))")
        }
    }

    /// The path of a real election. Throws where it is not here.
    func election(_ path: String) throws -> String {
        let path = Self.elections + "/" + path
        guard FileManager.default.fileExists(atPath: path) else {
            throw BenchFault(description: "\(path) is not here")
        }
        return path
    }

    func read(_ path: String) throws -> BallotFile {
        try BallotFile.read([UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    }

    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: folder + "/" + name, atomically: false, encoding: .utf8)
        return folder + "/" + name
    }
}

import ArgumentParser
import Core
import Foundation
import Glibc
import Hummingbird
import Logging
import NIOCore
import Phrases
import ServiceLifecycle
import Terminal
import Transfer
import TransparencyLog
import UnixSignals

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Cosign what the logs send, on 127.0.0.1; a web server in front of it makes it public.",
        discussion: """
            The first start makes the key in the folder. What was seen of each log is one small file there; never put \
            back an older one. The program's first lines are its address and its public key.
            """)

    @Option(help: "The folder of the witness; made if it is not there.")
    var folder: String

    @Option(
        help: """
            A policy file whose `log` lines name the logs; it may be given several times. An address that begins \
            with http:// or https:// is asked at the first start only.
            """)
    var log: [String]

    @Option(help: "The port; 0 takes a free one.")
    var port = 8090

    @Option(help: "The witness's name for ever, such as witness.example.org/press; set at the first start.")
    var name: String?

    @Flag(help: "End when the standard input does: for a program that starts this one and may be killed.")
    var untilInputEnds = false

    func run() async throws {
        if untilInputEnds { Self.endWithInput() }
        guard (0...65_535).contains(port) else { throw BadInput("--port wants a number from 0 to 65535") }
        let folder = WitnessFolder(folder)
        let lock = try folder.lock()
        defer { try? lock.close() }
        let own = try folder.keyOrNew(named: name)
        let logs = try await WatchedLogs(policies: log, own: own, folder: folder).byNumber()
        let site = WitnessSite(
            key: own.vkey, logs: logs, catalogue: try Catalogue(texts: WitnessPhrases.texts),
            clock: { Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000)) },
            report: { Program.say("! \($0)") })

        var logger = Logger(label: "witness")
        logger.logLevel = .error
        let application = Application(
            router: site.router(), server: .http1(configuration: .init(idleTimeout: .seconds(30))),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { channel in
                say("Witness: http://127.0.0.1:\(channel.localAddress?.port ?? port)")
                say("\(own.vkey)")
            },
            logger: logger)
        let group = ServiceGroup(
            configuration: .init(
                services: [.init(service: application, successTerminationBehavior: .gracefullyShutdownGroup)],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        do {
            try await group.run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw BadInput("port \(port) is in use; choose another with --port")
        }
    }

    /// What was answered is on the disk, so nothing has to be finished.
    private static func endWithInput() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while true {
                let count = read(0, &byte, 1)
                if count == 0 || count < 0 && errno != EINTR { _exit(0) }
            }
        }
    }

    /// One line on standard output, at once even where that is a file.
    private func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }
}

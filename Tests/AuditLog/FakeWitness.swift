import AuditLog
import Core
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Support
import Synchronization
import Testing
import TransparencyLog

/// A witness on a port of its own: it keeps to the protocol, or does not, as a test wants.
final class FakeWitness: Sendable {
    enum Manner: Sendable {
        case honest
        /// The same answer to everything.
        case says(Int, String)
        /// Cosigns with a key that is not its own.
        case forges
        /// Cosigns another checkpoint than it was asked about.
        case misreads
        case hangs
    }

    struct State: Sendable {
        var manner = Manner.honest
        var size = 0
        var root = emptyRoot
        /// `old` of every question, in order.
        var asked: [Int] = []
    }

    let name: String
    let key: CosigningKey
    let state = Mutex(State())
    private let port = Mutex(0)
    private let task = Mutex<Task<Void, any Error>?>(nil)

    init(_ name: String, seed: UInt8) async throws {
        self.name = name
        key = try #require(CosigningKey(name: "\(name).example/w", seed: Array(repeating: seed, count: 32)))
        let router = Router()
        router.post("/sub/add-checkpoint") { [self] request, _ in
            var request = request
            let body = try await request.collectBody(upTo: 1 << 20)
            return try await answer(Array(buffer: body))
        }
        var logger = Logger(label: "witness")
        logger.logLevel = .critical
        let (ports, continuation) = AsyncStream.makeStream(of: Int.self)
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                continuation.yield(channel.localAddress?.port ?? 0)
                continuation.finish()
            }, logger: logger)
        let running = Task { try await application.run() }
        task.withLock { $0 = running }
        for await number in ports { port.withLock { $0 = number } }
    }

    deinit { task.withLock { $0?.cancel() } }

    var url: String { "http://127.0.0.1:\(port.withLock { $0 })/sub" }
    var line: String { "witness \(name) \(key.vkey) \(url)" }
    var asked: [Int] { state.withLock { $0.asked } }
    var size: Int { state.withLock { $0.size } }

    /// As after the restore of a backup from before the first checkpoint.
    func forget() {
        state.withLock { state in
            state.size = 0
            state.root = emptyRoot
        }
    }

    func behave(_ manner: Manner) { state.withLock { $0.manner = manner } }

    private func answer(_ body: [UInt8]) async throws -> Response {
        let asked = try WitnessRequest(parsing: body)
        let checkpoint = try Checkpoint(parsing: asked.checkpoint.text)
        let manner = state.withLock { state in
            state.asked.append(asked.oldSize)
            return state.manner
        }
        switch manner {
        case .hangs:
            try await Task.sleep(for: .seconds(30))
            return Response(status: .serviceUnavailable)
        case .says(let status, let text): return reply(status, text)
        case .forges:
            let other = try #require(CosigningKey(name: key.name, seed: Array(repeating: 99, count: 32)))
            return reply(200, "\(other.cosign(asked.checkpoint.text, at: t0))\n")
        case .misreads:
            return reply(200, "\(key.cosign("example.org/log\n1\n\(emptyRoot)\n", at: t0))\n")
        case .honest: return honest(asked, checkpoint)
        }
    }

    private func honest(_ asked: WitnessRequest, _ checkpoint: Checkpoint) -> Response {
        state.withLock { state in
            guard asked.oldSize == state.size else { return reply(409, "\(state.size)\n") }
            let isConsistent = verifyConsistency(
                from: asked.oldSize, fromRoot: state.root, to: checkpoint.size, toRoot: checkpoint.root,
                proof: asked.proof)
            guard isConsistent else { return reply(422, "") }
            (state.size, state.root) = (checkpoint.size, checkpoint.root)
            return reply(200, "\(key.cosign(asked.checkpoint.text, at: t0))\n")
        }
    }

    private func reply(_ status: Int, _ text: String) -> Response {
        Response(
            status: .init(code: status),
            headers: [.contentType: status == 409 ? "text/x.tlog.size" : "text/plain"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

import Core
import HTTPTypes
import Hummingbird
import NIOCore
import Phrases
import Terminal
import TransparencyLog

/// What the witness answers on the web. Source: c2sp.org/tlog-witness.
struct WitnessSite: Sendable {
    /// A request is a proof of at most 63 lines and a note; 100 signatures of the longest kind fit. In bytes.
    static let longestRequest = 500_000
    /// How long a request's body may take, in seconds.
    static let patience = 20

    let key: VerifierKey
    /// By the SHA-256 of their origins.
    let logs: [String: WatchedLog]
    let catalogue: Catalogue
    let clock: @Sendable () -> Instant
    let report: @Sendable (String) -> Void

    func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
        router.post("/add-checkpoint") { request, _ in try await add(request) }
        router.get("/") { request, _ in try await status(request) }
        router.get("/style.css") { _, _ in Response.of(Array(StatusPage.style.utf8), "text/css") }
        router.get("/:log/checkpoint") { _, context in await checkpoint(context.parameters.get("log") ?? "") }
        return router
    }

    private func add(_ request: Request) async throws -> Response {
        guard let body = try await body(of: request) else { return .of(status: .contentTooLarge) }
        guard let parsed = try? WitnessRequest(parsing: body), let origin = parsed.origin else {
            return .refusing(.malformed)
        }
        guard let log = logs[WatchedLog.number(of: origin)] else { return .refusing(.unknownLog) }
        do {
            switch try await log.add(parsed, at: clock()) {
            case .cosigned(let signature):
                return .of(Array("\(signature)\n".utf8), "text/plain; charset=utf-8")
            case .refused(let refusal): return .refusing(refusal)
            }
        } catch {
            report("\(origin): \(error)")
            return .of(status: .internalServerError)
        }
    }

    /// Nil if the body is too long. One that is announced too long is not read.
    private func body(of request: Request) async throws -> [UInt8]? {
        let announced = request.headers[.contentLength].flatMap { Int($0) } ?? 0
        guard announced <= WitnessSite.longestRequest else { return nil }
        return try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            group.addTask {
                var request = request
                do {
                    return Array(
                        try await request.collectBody(upTo: WitnessSite.longestRequest).readableBytesView)
                } catch is NIOTooManyBytesError {
                    return nil
                } catch let error where !(error is CancellationError) {
                    // Whoever sent it went away in the middle: no fault of ours.
                    throw HTTPError(.badRequest)
                }
            }
            group.addTask {
                try await Task.sleep(for: .seconds(WitnessSite.patience))
                throw HTTPError(.requestTimeout)
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
    }

    /// The newest checkpoint cosigned for the log with this number.
    private func checkpoint(_ number: String) async -> Response {
        guard let seen = await logs[number]?.seen else { return .of(status: .notFound) }
        return .of(seen.note.bytes, "text/plain; charset=utf-8")
    }

    private func status(_ request: Request) async throws -> Response {
        let language = Language.preferred(acceptLanguage: request.headers[.acceptLanguage] ?? "")
        var rows: [StatusPage.Row] = []
        for log in logs.values.sorted(by: { $0.origin < $1.origin }) {
            rows.append(StatusPage.Row(origin: log.origin, seen: await log.seen))
        }
        let page = StatusPage(key: key, rows: rows, words: catalogue[language])
        return .of(Array(page.html.utf8), "text/html; charset=utf-8")
    }
}

extension Response {
    /// Nothing here may be kept by caches: it is about the newest state.
    fileprivate static func of(
        _ body: [UInt8] = [], _ type: String? = nil, status: HTTPResponse.Status = .ok
    ) -> Response {
        var headers: HTTPFields = [
            .cacheControl: "no-cache", .xContentTypeOptions: "nosniff", .vary: "Accept-Language",
            .contentSecurityPolicy:
                "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ]
        if let type { headers[.contentType] = type }
        return Response(
            status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: body)))
    }

    fileprivate static func refusing(_ refusal: WitnessRefusal) -> Response {
        let status = HTTPResponse.Status(code: refusal.status)
        guard case .otherSize(let size) = refusal else { return .of(status: status) }
        return .of(Array("\(size)\n".utf8), "text/x.tlog.size", status: status)
    }
}

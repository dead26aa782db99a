import AuditLog
import Core
import Foundation
import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import Phrases
import Postgres
import TransparencyLog

extension Link {
    static let checkpoint: Link = "/log/checkpoint"
    static let policy: Link = "/log/policy"

    static func logBytes(_ index: Int) -> Link { Link("/log", index, "entry") }
    static func logProof(_ index: Int) -> Link { Link("/log", index, "proof") }
    static func log(leaf: [UInt8]) -> Link { log.query("leaf", leaf.hex) }
}

/// The log: in sentences for people, in its own formats for verifiers.
struct LogRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/log", use: list)
        router.get("/log/checkpoint", use: checkpoint)
        router.get("/log/policy", use: policy)
        router.get("/log/tile/**", use: tile)
        router.get("/log/:index", use: show)
        router.get("/log/:index/entry", use: bytes)
        router.get("/log/:index/proof", use: proof)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        if let leaf = context.query(request, "leaf") { return try await find(leaf, context) }
        let before = context.query(request, "before").flatMap { Int($0) }
        let query = LogQuery(request, context)
        let policy = try? LogPolicy(parsing: Array(site.policy.utf8))
        let (entries, confirmation) = try await site.database.read { db in
            (
                try db.logEntries(query.filter, before: before, limit: LogListPage.length + 1),
                try policy.flatMap { try db.logConfirmation($0) }
            )
        }
        let page = LogListPage(
            words: site.phrases(context), entries: entries, head: site.state.current.head,
            confirmation: confirmation, query: query, isFirst: before == nil)
        return site.respond(page.page, context)
    }

    /// Leads to the entry with this leaf hash, or tells that it waits still.
    private func find(_ text: String, _ context: PageContext) async throws -> Response {
        let words = site.phrases(context)
        guard let leaf = [UInt8](hex: text.lowercased().filter { !$0.isWhitespace }),
            leaf.count == Hash.length
        else {
            return site.respond(LogSearchPage(words: words, leaf: text, isReadable: false).page, context)
        }
        guard let index = try await site.database.read({ try $0.logIndex(ofLeaf: leaf) }) else {
            return site.respond(LogSearchPage(words: words, leaf: leaf.hex, isReadable: true).page, context)
        }
        return .see(.logEntry(index))
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        let index = try index(context)
        let (entry, proof) = try await site.database.read { db -> (LogEntry, LogProof?) in
            guard let entry = try db.logEntry(index) else { throw GeneralRejection.notFound }
            return (entry, try db.logProof(of: entry))
        }
        let page = LogEntryPage(
            words: site.phrases(context), entry: entry, proof: proof, size: site.state.current.head?.size,
            policy: try? LogPolicy(parsing: Array(site.policy.utf8)))
        return site.respond(page.page.kept, context)
    }

    /// The entry's bytes as they are hashed.
    @Sendable func bytes(_ request: Request, context: PageContext) async throws -> Response {
        let index = try index(context)
        guard let entry = try await site.database.read({ try $0.logEntry(index) }) else {
            throw GeneralRejection.notFound
        }
        var response = file(entry.entry, seconds: 31_536_000, context)
        response.headers[.contentType] = "application/json"
        response.headers[.contentDisposition] = "attachment; filename=\"entry-\(index).json\""
        return response
    }

    @Sendable func proof(_ request: Request, context: PageContext) async throws -> Response {
        let index = try index(context)
        guard let proof = try await site.database.read({ try $0.logProof(of: index) }) else {
            throw GeneralRejection.notFound
        }
        var response = file(proof.bytes, seconds: 60, context)
        response.headers[.contentDisposition] = "attachment; filename=\"entry-\(index).tlog-proof\""
        return response
    }

    /// Of the published folder; where this server keeps none, from the database.
    @Sendable func checkpoint(_ request: Request, context: PageContext) async throws -> Response {
        if let folder = site.settings.logFolder.map({ LogFolder($0) }) {
            guard let note = try folder.checkpoint() else { throw GeneralRejection.notFound }
            return newest(note, signedAt: folder.checkpointTime(), context)
        }
        guard let head = try await site.database.read({ try $0.logHead() }) else {
            throw GeneralRejection.notFound
        }
        return newest(Array(head.checkpoint.utf8), signedAt: head.signedAt, context)
    }

    private func newest(_ note: [UInt8], signedAt: Instant?, _ context: PageContext) -> Response {
        var response = file(note, seconds: 5, context)
        response.headers[.lastModified] = signedAt?.httpDate
        return response
    }

    /// A tile or the entries below it, as files that never change: c2sp.org/tlog-tiles.
    ///
    /// The path is taken as it came: one that is written in another way names nothing.
    @Sendable func tile(_ request: Request, context: PageContext) async throws -> Response {
        let path = String(request.uri.path.trimmingPrefix("/log/"))
        guard let folder = site.settings.logFolder, let tile = Tile(path: path) else {
            throw GeneralRejection.notFound
        }
        let content: LogFolder.Content = path == tile.path ? .hashes : .entries
        guard let bytes = try LogFolder(folder).bytes(of: tile, content) else {
            throw GeneralRejection.notFound
        }
        var response =
            content == .entries
            ? Response.of(bytes, "application/octet-stream", context)
            : Response(
                status: .ok, headers: [.contentType: "application/octet-stream"],
                body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }

    @Sendable func policy(_ request: Request, context: PageContext) -> Response {
        file(Array(site.policy.utf8), seconds: 300, context)
    }

    private func file(_ bytes: [UInt8], seconds: Int, _ context: PageContext) -> Response {
        var response = Response.of(bytes, "text/plain; charset=utf-8", context)
        response.headers[.cacheControl] = "public, max-age=\(seconds)"
        return response
    }

    private func index(_ context: PageContext) throws -> Int {
        guard let text = context.parameters.get("index"), let index = Int(text), index >= 0,
            String(index) == text
        else { throw GeneralRejection.notFound }
        return index
    }
}

extension Instant {
    /// `Mon, 04 May 2026 10:00:00 GMT`. Source: RFC 9110, section 5.6.7.
    fileprivate var httpDate: String {
        var (time, parts) = (time_t(seconds), tm())
        gmtime_r(&time, &parts)
        var text = [CChar](repeating: 0, count: 40)
        let length = strftime(&text, text.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

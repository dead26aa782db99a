import Acts
import AuditLog
import Core
import HTML
import HTTPTypes
import Hummingbird
import Identity
import Phrases
import Postgres
import PublicRecord
import TransparencyLog

/// What people keep of their acts, and how they check it.
struct ReceiptRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/account/log", use: own)
        router.get("/account/log/:leaf/receipt", use: receipt)
        router.get("/log/verify", use: verify)
        router.get("/log/observe", use: observe)
        router.get("/log/witnesses", use: witnesses)
        router.get("/log/consistency/:from/:to", use: consistency)
    }

    @Sendable func own(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        let before = context.query(request, "before").flatMap { Int($0) }
        let (entries, waiting) = try await site.database.read {
            try $0.ownLog(of: person.id, before: before, limit: listLength + 1)
        }
        let page = OwnLogPage(
            words: site.phrases(context), entries: entries, waiting: waiting, isFirst: before == nil)
        return site.respond(page.page, context)
    }

    /// The file with everything about one act of this person. 404 for acts of others and for what waits still.
    @Sendable func receipt(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.signedInPerson()
        guard let leaf = context.parameters.get("leaf").flatMap({ [UInt8](hex: $0) }) else {
            throw GeneralRejection.notFound
        }
        let found = try await site.database.read { try $0.ownReceipt(of: leaf, for: person.id) }
        guard let (entry, receipt) = found else { throw GeneralRejection.notFound }
        let policy = try LogPolicy(parsing: Array(site.policy.utf8))
        let page = LogReceipt(
            words: site.phrases(context), entry: entry, receipt: receipt.with(policy), policy: policy)
        return .receipt(page.file(site.receipts), of: entry)
    }

    @Sendable func verify(_ request: Request, context: PageContext) -> Response {
        site.respond(VerifyPage(words: site.phrases(context)).page, context)
    }

    @Sendable func observe(_ request: Request, context: PageContext) -> Response {
        site.respond(
            ObservePage(words: site.phrases(context), address: site.settings.address).page, context)
    }

    @Sendable func witnesses(_ request: Request, context: PageContext) async throws -> Response {
        let policy = try? LogPolicy(parsing: Array(site.policy.utf8))
        let (states, confirmation, size) = try await site.database.read { db in
            (
                try policy.map { try db.logWitnesses($0) } ?? [],
                try policy.flatMap { try db.logConfirmation($0) }, try db.logHead()?.size ?? 0
            )
        }
        let page = WitnessesPage(
            words: site.phrases(context), states: states, confirmation: confirmation, size: size,
            isDemo: site.state.current.isDemo)
        return site.respond(page.page, context)
    }

    /// One Base64 hash a line: the proof that the first of two sizes is the beginning of the second (RFC 6962).
    @Sendable func consistency(_ request: Request, context: PageContext) async throws -> Response {
        let sizes = ["from", "to"].map { name -> Int? in
            context.parameters.get(name).flatMap { text in Int(text).flatMap { String($0) == text ? $0 : nil }
            }
        }
        guard let from = sizes[0], let to = sizes[1],
            let hashes = try await site.database.read({ try $0.logConsistency(from: from, to: to) })
        else { throw GeneralRejection.notFound }
        let text = hashes.map { $0.base64 + "\n" }.joined()
        var response = Response.of(Array(text.utf8), "text/plain; charset=utf-8", context)
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }
}

extension Response {
    /// A receipt to save; no cache keeps it.
    static func receipt(_ file: [UInt8], of entry: LogEntry) -> Response {
        var response = Response.download(
            file, "text/html; charset=utf-8", name: "mitstimme-\(entry.index).html")
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

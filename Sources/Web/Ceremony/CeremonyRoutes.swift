import Acts
import Ballots
import Core
import Dispatch
import HTML
import HTTPTypes
import Hummingbird
import NIOCore
import Phrases
import Postgres
import PublicRecord

/// The pages of trustees and registrar. They have no account: whoever has the link acts.
struct CeremonyRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/ceremony/:token", use: show)
        router.post("/ceremony/:token", use: handIn)
        router.get("/ceremony/:token/files/:name", use: file)
        router.get("/ceremony/:token/folder.tar", use: folder)
    }

    /// Bytes of a file of the ceremony, and of those that grow with the number of voters.
    static let largestStep = 1 << 20
    static let largestFile = 32 << 20

    private func token(_ context: PageContext) -> String { context.parameters.get("token") ?? "" }

    private func holder(_ context: PageContext) async throws -> LinkHolder {
        let token = token(context)
        return try await site.database.read { try $0.holder(ofLink: token) }
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        try await respond(context, isTaken: context.query(request, "done") == "taken")
    }

    private func respond(
        _ context: PageContext, isTaken: Bool = false, refusal: (any Rejection)? = nil
    ) async throws -> Response {
        let token = token(context)
        let (holder, digits) = try await site.database.read { db in
            let holder = try db.holder(ofLink: token)
            return (holder, try db.spokenDigits(of: holder.ceremony))
        }
        let words = site.phrases(context)
        var problems: Problems?
        if let refusal {
            problems = Problems(words)
            problems?.add("file", refusal)
        }
        let page = CeremonyPage(
            words: words, holder: holder, token: token, formToken: context.formToken, digits: digits,
            address: site.settings.address, isTaken: isTaken, problems: problems
        ).page
        return site.respond(
            refusal.map { page.refused(HTTPResponse.Status(code: $0.kind.rawValue)) } ?? page, context)
    }

    @Sendable func handIn(_ request: Request, context: PageContext) async throws -> Response {
        // A stranger's body is not even read.
        let holder = try await holder(context)
        let id = holder.election.id
        let number = holder.participant.number
        try await site.limits.count(
            "ceremony \(id) \(number)", upTo: 60, per: 3600, at: context.now)
        let isLarge = holder.participant.isRegistrar || holder.ceremony.hasArchive
        let longest = isLarge ? CeremonyRoutes.largestFile : CeremonyRoutes.largestStep
        let upload = try await context.upload(request, upTo: longest * (isLarge ? 2 : 1) + 65_536)
        do {
            if holder.participant.isRegistrar {
                try await register(upload, holder, context)
            } else {
                let bytes = upload.file("file")
                guard !bytes.isEmpty else { throw CeremonyRejection.noFile }
                guard bytes.count <= longest else { throw CeremonyRejection.tooLarge }
                try await site.database.transaction { [now = context.now] db in
                    let permit = db.permit(of: holder)
                    if holder.ceremony.hasArchive {
                        try db.handInAct(bytes, by: number, in: id, by: permit, at: now)
                    } else {
                        try db.handIn(bytes, by: number, in: id, by: permit, at: now)
                    }
                }
            }
        } catch let refusal as any Rejection {
            return try await respond(context, refusal: refusal)
        }
        try await site.beginArchive(of: id, at: context.now)
        return .see(Link.ceremony(token(context)).query("done", "taken"))
    }

    private func register(_ upload: Upload, _ holder: LinkHolder, _ context: PageContext) async throws {
        let files = CeremonyFile.registered.map { upload.file($0.rawValue) }
        guard files.allSatisfy({ !$0.isEmpty }) else { throw CeremonyRejection.noFile }
        guard files.allSatisfy({ $0.count <= CeremonyRoutes.largestFile }) else {
            throw CeremonyRejection.tooLarge
        }
        // A long list takes seconds: before any transaction, and not on the threads that answer.
        let list: RegisteredList = try await withCheckedThrowingContinuation { continuation in
            CeremonyRoutes.lists.async {
                continuation.resume(
                    with: Result {
                        try RegisteredList(
                            registrar: files[0], credentials: files[1], statement: files[2],
                            of: holder.ceremony)
                    })
            }
        }
        try await site.database.transaction { [now = context.now] db in
            try db.handIn(list, in: holder.election.id, by: db.permit(of: holder), at: now)
        }
    }

    private static let lists = DispatchQueue(label: "lists", qos: .utility)

    /// A file that somebody has handed in; for the registrar alone, what is on the roll.
    @Sendable func file(_ request: Request, context: PageContext) async throws -> Response {
        let holder = try await holder(context)
        let name = context.parameters.get("name") ?? ""
        if holder.participant.isRegistrar {
            return try await registrarFile(name, holder)
        }
        guard
            let found = holder.ceremony.handedIn.first(where: {
                $0.number > 0 && $0.file.name(of: $0.number) == name
            }),
            let bytes = try await site.database.read({
                try $0.file(found.file, of: found.number, in: holder.election.id)
            })
        else { throw GeneralRejection.notFound }
        return .privateFile(bytes, "application/json", name: name)
    }

    private func registrarFile(_ name: String, _ holder: LinkHolder) async throws -> Response {
        guard let size = holder.election.rollSize else { throw GeneralRejection.notFound }
        switch name {
        case "roll.csv":
            return .privateFile(
                Array("voters,weight\n\(size),1\n".utf8), "text/csv; charset=utf-8", name: name)
        case "names.csv":
            // After the end nobody writes envelopes.
            guard holder.election.state == .draft || holder.election.state == .open else {
                throw CeremonyRejection.notNow
            }
            let names = try await site.database.read { try $0.namesOnRoll(of: holder.election.id) }
            let lines = names.map { "\"\($0.replacing("\"", with: "\"\""))\"\n" }
            return .privateFile(
                Array(("name\n" + lines.joined()).utf8), "text/csv; charset=utf-8", name: name)
        default: throw GeneralRejection.notFound
        }
    }

    /// All files of the ceremony so far, as the program wants them in its folder.
    @Sendable func folder(_ request: Request, context: PageContext) async throws -> Response {
        let holder = try await holder(context)
        guard !holder.participant.isRegistrar else { throw GeneralRejection.notFound }
        let members = try await site.database.read { db in
            try CeremonyFile.steps.flatMap { step in
                try holder.ceremony.trustees.compactMap { trustee in
                    try db.file(step, of: trustee.number, in: holder.election.id).map {
                        Tar.Member(name: step.name(of: trustee.number), bytes: $0)
                    }
                }
            }
        }
        return .privateFile(
            Tar.write(members), "application/x-tar", name: "\(holder.ceremony.uuid).tar")
    }
}

extension Response {
    /// A file for one reader: no cache keeps it.
    static func privateFile(_ bytes: [UInt8], _ type: String, name: String) -> Response {
        var response = Response.download(bytes, type, name: name)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

extension Site {
    /// Begins the archive if nothing is missing any more. What came stays in any case; the desk says what is wrong.
    func beginArchive(of id: ElectionID, at now: Instant) async throws {
        do {
            _ = try await database.transaction { try $0.beginArchiveIfComplete(of: id, at: now) }
        } catch is any Rejection {}
    }
}

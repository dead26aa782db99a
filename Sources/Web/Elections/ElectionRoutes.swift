import Acts
import AuditLog
import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Proposals
import PublicRecord
import Publication

/// Reading about elections and their results.
struct ElectionRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/elections", use: list)
        router.get("/elections/:id", use: show)
        router.get("/council", use: council)
        router.get("/council/:id", use: paper)
        router.get("/elections/:id/bundle.tar", use: bundle)
        router.get("/elections/:id/record.json", use: record)
        router.get("/elections/:id/outcome.json", use: outcome)
        router.get("/elections/:id/ballots.jsonl", use: ballots)
    }

    @Sendable func list(_ request: Request, context: PageContext) async throws -> Response {
        let before = context.query(request, "before").flatMap { ElectionID(text: $0) }
        let elections = try await site.database.read {
            try $0.elections(before: before, limit: listLength + 1)
        }
        let page = ElectionListPage(
            words: site.phrases(context), elections: elections, isFirst: before == nil, now: context.now)
        return site.respond(page.page, context)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let viewer = context.person?.id
        let map = site.state.map
        let (election, mark, result, places, keeping) = try await site.database.read { db in
            guard let election = try db.election(id) else { throw GeneralRejection.notFound }
            let mark = try election.state == .open ? viewer.flatMap { try db.rollMark(of: $0, in: id) } : nil
            let result = try election.state == .counted ? db.result(of: id) : nil
            let keeping = try election.manner == .encrypted ? db.keyKeeping(of: id) : nil
            return (
                election, mark, result, map == nil ? [:] : try db.places(of: election.proposals), keeping
            )
        }
        let speaking = ElectionWords(words: site.phrases(context), election: election)
        if let result {
            return site.respond(
                ResultPage(speaking: speaking, result: result, map: map, places: places).page, context)
        }
        let page = ElectionPage(
            speaking: speaking, viewer: context.person, mark: mark, now: context.now, map: map,
            places: places,
            keepers: keeping.map { KeyKeepers(words: site.phrases(context), keeping: $0, election: id) })
        return site.respond(page.page, context)
    }

    @Sendable func council(_ request: Request, context: PageContext) async throws -> Response {
        let before = context.query(request, "before").flatMap { ElectionID(text: $0) }
        let elections = try await site.database.read {
            try $0.elections(in: .counted, before: before, limit: listLength + 1)
        }
        let page = CouncilListPage(words: site.phrases(context), elections: elections, isFirst: before == nil)
        return site.respond(page.page, context)
    }

    @Sendable func paper(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let words = site.phrases(context)
        let page = try await site.database.read { db -> CouncilPage in
            guard let election = try db.election(id), let result = try db.result(of: id) else {
                throw GeneralRejection.notFound
            }
            return CouncilPage(
                speaking: ElectionWords(words: words, election: election), result: result,
                matters: try CouncilPage.matters(of: election, result).compactMap {
                    try db.councilMatter($0)
                },
                logIndex: try db.logIndex(ofLeaf: result.leaf))
        }
        return site.respond(page.page, context)
    }

    @Sendable func bundle(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let policy = Array(site.policy.utf8)
        let (bundle, archive) = try await site.database.read { db in
            (try db.bundle(of: id, policy: policy), try db.archive(of: id))
        }
        guard let bundle else { throw GeneralRejection.notFound }
        let name = "election-\(id).tar"
        guard let archive else { return .download(bundle.bytes, "application/x-tar", name: name) }
        let frame = BundleFrame(
            bundle, length: archive.length,
            digest: try await site.bundles.digest(of: archive, in: site.database),
            terms: archive.terms)
        return .download(
            ArchiveParts(of: archive, in: site.database), after: frame.before, before: frame.after,
            name: name,
            isFinal: true)
    }

    @Sendable func record(_ request: Request, context: PageContext) async throws -> Response {
        try await file(context, "record.json", "application/json") { $0.record }
    }

    @Sendable func outcome(_ request: Request, context: PageContext) async throws -> Response {
        try await file(context, "outcome.json", "application/json") { $0.outcome }
    }

    @Sendable func ballots(_ request: Request, context: PageContext) async throws -> Response {
        try await file(context, "ballots.jsonl", "application/jsonl") { $0.ballots }
    }

    private func file(
        _ context: PageContext, _ name: String, _ type: String, _ bytes: @Sendable (ElectionFiles) -> [UInt8]
    ) async throws -> Response {
        let id = try context.id(ElectionID.self)
        guard let files = try await site.database.read({ try $0.files(of: id) }) else {
            throw GeneralRejection.notFound
        }
        return .download(bytes(files), type, name: "election-\(id)-\(name)")
    }
}

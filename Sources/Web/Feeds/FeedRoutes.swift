import AuditLog
import Core
import HTML
import Hummingbird
import Moderation
import Phrases
import Postgres
import Publication

/// Feeds in the Atom format. German unless `?language=` asks for another.
struct FeedRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/feeds/proposals", use: proposals)
        router.get("/feeds/moderation", use: moderation)
        router.get("/feeds/log", use: log)
    }

    @Sendable func proposals(_ request: Request, context: PageContext) async throws -> Response {
        let proposals = try await site.database.read { try $0.feedProposals(limit: Feed.length) }
        let entries = proposals.map { proposal in
            AtomFeed.Entry(
                path: "proposals/\(proposal.id)", title: proposal.title, text: proposal.text,
                authors: proposal.initiators, publishedAt: proposal.publishedAt, updatedAt: proposal.changedAt
            )
        }
        return respond(.proposals, entries, words(request, context), request, context)
    }

    @Sendable func moderation(_ request: Request, context: PageContext) async throws -> Response {
        let words = words(request, context)
        let decisions = try await site.database.read { try $0.moderationRecord(limit: Feed.length) }
        let entries = decisions.map { decision in
            let rule = decision.rule.map { words($0.phrase) } ?? "–"
            return AtomFeed.Entry(
                path: "moderation/record/\(decision.id)",
                title: words(
                    "log.case.decided.\(decision.verdict.rawValue)",
                    ["number": "\(decision.id)", "rule": rule]),
                text: decision.reason, publishedAt: decision.decidedAt, updatedAt: decision.decidedAt)
        }
        return respond(.moderation, entries, words, request, context)
    }

    @Sendable func log(_ request: Request, context: PageContext) async throws -> Response {
        let words = words(request, context)
        let known = try await site.database.read { try $0.logEntries(limit: Feed.length) }
        let entries = known.map { entry in
            AtomFeed.Entry(
                path: "log/\(entry.index)", title: words("log.entry", ["index": words.number(entry.index)]),
                text: LogSentence(words: words, entry: entry).text, publishedAt: entry.at, updatedAt: entry.at
            )
        }
        return respond(.log, entries, words, request, context)
    }

    private func words(_ request: Request, _ context: PageContext) -> Phrases {
        site.catalogue[context.query(request, "language").flatMap { Language(rawValue: $0) } ?? .german]
    }

    private func respond(
        _ feed: Feed, _ entries: [AtomFeed.Entry], _ words: Phrases, _ request: Request,
        _ context: PageContext
    ) -> Response {
        let town = site.state.current.townName
        let atom = AtomFeed(
            site: site.settings.address, path: feed.link.address, page: feed.page.address,
            title: "\(words("feed.\(feed.rawValue)")) – \(town)", publisher: town,
            language: words.language.htmlTag,
            entries: entries)
        var response = Response.unlessKnown(
            atom.bytes, "application/atom+xml; charset=utf-8", request, context)
        response.headers[.cacheControl] = "public, max-age=60"
        return response
    }
}

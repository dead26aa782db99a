import Core
import HTML
import Hummingbird

/// The fixed pages, and the two small files every site has for machines.
struct StaticRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/guide") { show(.guide, $1) }
        router.get("/rules") { show(.rules, $1) }
        router.get("/easy") { show(.easy, $1) }
        router.get("/accessibility") { show(.accessibility, $1) }
        router.get("/open-data") { show(.openData, $1) }
        router.get("/privacy") { show(.privacy, $1) }
        router.get("/imprint") { show(.imprint, $1) }
        router.get("/robots.txt", use: robots)
        router.get("/.well-known/security.txt", use: security)
    }

    private func show(_ page: StaticPage, _ context: PageContext) -> Response {
        let view = StaticPageView(
            words: site.phrases(context), page: page, responsible: site.settings.responsible,
            siteAddress: site.settings.address)
        return site.respond(view.view, context)
    }

    /// A demo asks search engines to stay away; a town only from what is nobody's but one's own.
    @Sendable func robots(_ request: Request, context: PageContext) -> Response {
        let closed =
            site.state.current.isDemo
            ? ["/"] : ["/account", "/administration", "/moderation/cases", "/register", "/sign-in"]
        let lines = ["User-agent: *"] + closed.map { "Disallow: \($0)" }
        return file(lines, context)
    }

    /// Where to tell a weakness. Source: RFC 9116.
    @Sendable func security(_ request: Request, context: PageContext) -> Response {
        let expiry = Instant(seconds: context.now.adding(days: 180).day.startSeconds)
        return file(
            [
                "Contact: mailto:\(site.settings.responsible.email)", "Expires: \(expiry.iso8601)",
                "Preferred-Languages: de, en", "Canonical: \(site.settings.address)/.well-known/security.txt",
            ], context)
    }

    private func file(_ lines: [String], _ context: PageContext) -> Response {
        var response = Response.of(
            Array(lines.map { $0 + "\n" }.joined().utf8), "text/plain; charset=utf-8", context)
        response.headers[.cacheControl] = "public, max-age=3600"
        return response
    }
}

extension Day {
    fileprivate var startSeconds: Int64 { Int64(daysSince1970) * 86_400 }
}

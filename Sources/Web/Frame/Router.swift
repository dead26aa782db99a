import Core
import HTML
package import Hummingbird

extension Site {
    /// Every route of the platform, by slice. A fitness test reads this list.
    package func router() -> Router<PageContext> {
        let router = Router(context: PageContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: FrameMiddleware(site: self))
        router.get("/public/:name") { request, context in
            try assets.response(
                context.parameters.get("name") ?? "",
                acceptsGzip: request.headers[.acceptEncoding]?.contains("gzip") ?? false)
        }
        router.get("/booth/:digest/:name") { request, context in
            try assets.booth.response(
                context.parameters.get("digest") ?? "", context.parameters.get("name") ?? "",
                acceptsGzip: request.headers[.acceptEncoding]?.contains("gzip") ?? false)
        }
        HomeRoutes(site: self).add(to: router)
        AccountRoutes(site: self).add(to: router)
        RegistrationRoutes(site: self).add(to: router)
        ProposalRoutes(site: self).add(to: router)
        DraftRoutes(site: self).add(to: router)
        AnswerRoutes(site: self).add(to: router)
        AmendmentRoutes(site: self).add(to: router)
        CommentRoutes(site: self).add(to: router)
        InboxRoutes(site: self).add(to: router)
        ReportRoutes(site: self).add(to: router)
        DeskRoutes(site: self).add(to: router)
        RecordRoutes(site: self).add(to: router)
        ComplaintRoutes(site: self).add(to: router)
        ReviewRoutes(site: self).add(to: router)
        LogRoutes(site: self).add(to: router)
        ReceiptRoutes(site: self).add(to: router)
        CompareRoutes(site: self).add(to: router)
        FeedRoutes(site: self).add(to: router)
        StaticRoutes(site: self).add(to: router)
        BarrierRoutes(site: self).add(to: router)
        AdministrationRoutes(site: self).add(to: router)
        ProcessAdministrationRoutes(site: self).add(to: router)
        PersonRoutes(site: self).add(to: router)
        StatusRoutes(site: self).add(to: router)
        ElectionRoutes(site: self).add(to: router)
        BallotRoutes(site: self).add(to: router)
        BoothRoutes(site: self).add(to: router)
        EncryptedBallotRoutes(site: self).add(to: router)
        ElectionDeskRoutes(site: self).add(to: router)
        CeremonyDeskRoutes(site: self).add(to: router)
        PaperRoutes(site: self).add(to: router)
        BatchRoutes(site: self).add(to: router)
        CeremonyRoutes(site: self).add(to: router)
        return router
    }
}

extension PageContext {
    /// Reads a form and checks that it comes from a page of this session.
    func form(_ request: Request) async throws -> FormData {
        let form = try await FormData(request)
        if person != nil, !accepts(formToken: form.text("token")) { throw FormRejection.wrongToken }
        return form
    }

    /// The typed value of `name` in the query.
    func query(_ request: Request, _ name: String) -> String? {
        request.uri.queryParameters[Substring(name)].map(String.init)
    }
}

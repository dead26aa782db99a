import Acts
import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Phrases
import Postgres
import Secrets

/// The administration's desk for preparing encrypted elections.
struct CeremonyDeskRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/administration/elections/:id/ceremony", use: show)
        router.post("/administration/elections/:id/ceremony", use: name)
        router.post("/administration/elections/:id/ceremony/roll", use: freezeRoll)
        router.post("/administration/elections/:id/ceremony/begin", use: begin)
        router.post("/administration/elections/:id/ceremony/restart-key", use: restartKey)
        router.post("/administration/elections/:id/ceremony/restart-roll", use: restartRoll)
        router.get("/administration/elections/:id/ceremony/:number/link", use: drawLink)
        router.post("/administration/elections/:id/ceremony/:number/link", use: setLink)
        router.post("/administration/elections/:id/ceremony/:number/remind", use: remind)
    }

    @Sendable func show(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let id = try context.id(ElectionID.self)
        let (election, ceremony, digits) = try await site.database.read { db in
            let election = try encrypted(id, db)
            let ceremony = try db.ceremony(of: id)
            return (election, ceremony, try ceremony.map { try db.spokenDigits(of: $0) })
        }
        guard let ceremony, let digits else {
            guard election.state == .draft else { throw CeremonyRejection.preparedElsewhere }
            return form(election, CeremonyEntry(), context)
        }
        let page = CeremonyDeskPage(
            words: site.phrases(context), ceremony: ceremony, election: election, digits: digits,
            token: context.formToken, done: context.query(request, "done"))
        return site.respond(page.page, context)
    }

    private func encrypted(_ id: ElectionID, _ db: isolated Connection) throws -> Election {
        guard let election = try db.anyElection(id), election.manner == .encrypted else {
            throw GeneralRejection.notFound
        }
        return election
    }

    private func form(
        _ election: Election, _ entry: CeremonyEntry, _ context: PageContext, _ problems: Problems? = nil
    ) -> Response {
        let page = CeremonyFormPage(
            words: site.phrases(context), election: election, entry: entry, token: context.formToken,
            problems: problems
        ).page
        return site.respond(problems == nil ? page : page.refused(), context)
    }

    @Sendable func name(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let id = try context.id(ElectionID.self)
        let entry = CeremonyEntry(try await context.form(request))
        let election = try await site.database.read { try encrypted(id, $0) }
        let words = site.phrases(context)
        var problems = Problems(words)
        guard let named = entry.checked(mustBeMixed: election.mustBeMixed, &problems) else {
            return form(election, entry, context, problems)
        }
        try await site.database.transaction { [address = site.settings.address, now = context.now] db in
            try db.prepareElection(
                id, trustees: named.trustees, threshold: named.threshold, shuffles: named.shuffles,
                registrar: named.registrar, address: address, phrases: words,
                by: db.permit(office: .administration, for: person), at: now)
        }
        return .see(Link.ceremonyDesk(id).query("done", "named"))
    }

    @Sendable func freezeRoll(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "frozen") { db, id, permit, now in
            // The second click of a double one finds it frozen.
            guard try encrypted(id, db).rollSize == nil else { return }
            _ = try db.freezeRoll(for: id, by: permit, at: now)
        }
    }

    @Sendable func begin(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "begun") { db, id, permit, now in
            _ = try db.beginArchiveIfComplete(of: id, by: permit, at: now)
        }
    }

    @Sendable func restartKey(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "restarted") {
            try $0.restartCeremony(of: $1, roll: false, by: $2, at: $3)
        }
    }

    @Sendable func restartRoll(_ request: Request, context: PageContext) async throws -> Response {
        try await act(request, context, done: "restarted") {
            try $0.restartCeremony(of: $1, roll: true, by: $2, at: $3)
        }
    }

    /// Draws a link and shows it; it holds once the form comes back.
    @Sendable func drawLink(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        let (election, ceremony) = try await site.database.read { db in
            (try encrypted(id, db), try db.ceremony(of: id))
        }
        guard let ceremony, let participant = ceremony.participant(number) else {
            throw GeneralRejection.notFound
        }
        let page = CeremonyLinkPage(
            words: site.phrases(context), ceremony: ceremony, participant: participant, election: election,
            word: Token.draw().text, address: site.settings.address, token: context.formToken)
        return site.respond(page.page, context)
    }

    @Sendable func setLink(_ request: Request, context: PageContext) async throws -> Response {
        let person = try context.administrator()
        let id = try context.id(ElectionID.self)
        let number = try number(context)
        let form = try await context.form(request)
        let word = form.text("word")
        guard word.utf8.count == 43 else { throw FormRejection.unreadable }
        let words = site.phrases(context)
        try await site.database.transaction { [address = site.settings.address, now = context.now] db in
            try db.giveLink(
                word, to: number, in: id, byMail: form.isTicked("mail"), address: address, phrases: words,
                by: db.permit(office: .administration, for: person), at: now)
        }
        return .see(Link.ceremonyDesk(id).query("done", "linked"))
    }

    @Sendable func remind(_ request: Request, context: PageContext) async throws -> Response {
        let number = try number(context)
        let words = site.phrases(context)
        return try await act(request, context, done: "reminded") {
            try $0.remind(number, in: $1, phrases: words, by: $2, at: $3)
        }
    }

    private func number(_ context: PageContext) throws -> Int {
        guard let number = context.parameters.get("number").flatMap({ Int($0) }), (0...7).contains(number)
        else { throw GeneralRejection.notFound }
        return number
    }

    private func act(
        _ request: Request, _ context: PageContext, done: String,
        _ act: @escaping @Sendable (isolated Connection, ElectionID, Permit, Instant) throws -> Void
    ) async throws -> Response {
        let person = try context.administrator()
        let id = try context.id(ElectionID.self)
        _ = try await context.form(request)
        try await site.database.transaction { [now = context.now] db in
            try act(db, id, db.permit(office: .administration, for: person), now)
        }
        return .see(Link.ceremonyDesk(id).query("done", done))
    }
}

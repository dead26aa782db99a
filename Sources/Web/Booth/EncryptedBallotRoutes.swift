import Acts
import Ballots
import Core
import ElectionCrypto
import HTML
import HTTPTypes
import Hummingbird
import Identity
import Phrases
import Postgres

/// What the booth's script sends and asks, and the archive for everybody.
struct EncryptedBallotRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.post("/elections/:id/encrypted-ballots", use: cast)
        router.get("/elections/:id/tracker", use: askTracker)
        router.post("/elections/:id/tracker", use: tracker)
        router.post("/elections/:id/tracker.json", use: place)
        router.get("/elections/:id/archive.bel", use: archive)
        router.get("/elections/:id/terms.json", use: terms)
        router.get("/elections/:id/election.json", use: parameters)
        router.get("/elections/:id/verification.json", use: report)
        router.get("/elections/:id/registrar.json", use: registrar)
        router.get("/elections/:id/statement.json", use: statement)
    }

    /// Answers the script: `{"place":"waiting","tracker":"…"}`, or `{"refused":"…","sentence":"…"}`.
    @Sendable func cast(_ request: Request, context: PageContext) async throws -> Response {
        do {
            let (place, digest) = try await taken(request, context)
            return json(["place": .string(place.rawValue), "tracker": .string(digest.base64)], context)
        } catch let refusal as any Rejection {
            let sentence = site.phrases(context)(refusal.phrase)
            var answer = json(
                ["refused": .string(refusal.phrase), "sentence": .string(sentence)], context,
                status: .init(code: refusal.kind.rawValue))
            if refusal.kind == .tooMany { answer.headers[.retryAfter] = "60" }
            return answer
        }
    }

    private func taken(
        _ request: Request, _ context: PageContext
    ) async throws -> (EncryptedPlace, Digest) {
        let form = try await context.form(request)
        let id = try context.id(ElectionID.self)
        // Whoever is signed in is counted alone: a whole school may stand behind one address.
        let voter = context.person.map { "\($0.id)" } ?? site.visitor(request, context)
        try await site.limits.count("cast " + voter, upTo: 600, per: 3600, at: context.now)
        let found = try await site.database.read { db -> (Election, ElectionArchive)? in
            guard let election = try db.election(id), let archive = try db.archive(of: id) else { return nil }
            return (election, archive)
        }
        guard let (election, archive) = found else { throw GeneralRejection.notFound }
        let bytes = Array(form.exact("ballot").utf8)
        // A ballot that is known is not checked again, and none is checked that cannot be taken.
        let digest = Digest(of: bytes)
        if let place = try await site.database.read({ try $0.place(of: digest, in: id) }) {
            return (place, digest)
        }
        guard election.isOpen(at: context.now) else { throw BallotRejection.notOpen }
        let ballot = try await site.ballotChecks.proven(bytes, in: archive, from: site.database)
        let place = try await site.database.transaction { [now = context.now, person = context.person] db in
            let permit = try db.permit(toCastEncryptedIn: election, for: person, at: now)
            return try db.castEncrypted(ballot, in: election, by: permit)
        }
        return (place, digest)
    }

    @Sendable func place(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        guard let digest = tracker(try await context.form(request).text("tracker")) else {
            throw GeneralRejection.notFound
        }
        let place = try await found(digest, in: id)
        return json(["place": .string(place?.rawValue ?? "unknown")], context)
    }

    @Sendable func askTracker(_ request: Request, context: PageContext) async throws -> Response {
        try await trackerPage("", context)
    }

    /// A tracker travels in the bodies of forms alone: the archive joins it with a credential, and an address is kept in
    /// many places.
    @Sendable func tracker(_ request: Request, context: PageContext) async throws -> Response {
        try await trackerPage(try await context.form(request).text("tracker"), context)
    }

    private func trackerPage(_ typed: String, _ context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let digest = tracker(typed)
        var place: EncryptedPlace?
        if let digest { place = try await found(digest, in: id) }
        guard let election = try await site.database.read({ try $0.election(id) }),
            election.manner == .encrypted
        else { throw GeneralRejection.notFound }
        let page = TrackerPage(
            speaking: ElectionWords(words: site.phrases(context), election: election), typed: typed,
            isReadable: digest != nil, place: place, token: context.formToken
        ).page
        return site.respond(typed.isEmpty || place != nil ? page : page.refused(), context)
    }

    private func found(_ digest: Digest, in id: ElectionID) async throws -> EncryptedPlace? {
        try await site.database.read { db in
            try db.archive(of: id) == nil ? nil : db.place(of: digest, in: id)
        }
    }

    /// As the receipt has it: groups, spaces and both alphabets of Base64 are taken.
    private func tracker(_ typed: String) -> Digest? {
        let plain = typed.filter { !$0.isWhitespace }
        return Digest(base64: plain.replacing("-", with: "+").replacing("_", with: "/"))
    }

    @Sendable func archive(_ request: Request, context: PageContext) async throws -> Response {
        let archive = try await found(context)
        return .download(
            ArchiveParts(of: archive, in: site.database), name: "\(archive.uuid).bel", isFinal: false)
    }

    @Sendable func terms(_ request: Request, context: PageContext) async throws -> Response {
        .download(try await found(context).terms, "application/json", name: "terms.json")
    }

    @Sendable func parameters(_ request: Request, context: PageContext) async throws -> Response {
        .download(try await found(context).parameters, "application/json", name: "election.json")
    }

    @Sendable func registrar(_ request: Request, context: PageContext) async throws -> Response {
        try await registered(.registrar, context)
    }

    @Sendable func statement(_ request: Request, context: PageContext) async throws -> Response {
        try await registered(.statement, context)
    }

    /// What the registrar has handed in beside the list, once the archive has begun: with it anybody checks who
    /// answers for the list.
    private func registered(_ file: CeremonyFile, _ context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let bytes = try await site.database.read { db in
            try db.archive(of: id) == nil ? nil : db.file(file, of: 0, in: id)
        }
        guard let bytes else { throw GeneralRejection.notFound }
        return .download(bytes, "application/json", name: file.name(of: 0))
    }

    @Sendable func report(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        guard let report = try await site.database.read({ try $0.archiveReport(of: id) }) else {
            throw GeneralRejection.notFound
        }
        return .download(report, "application/json", name: "verification.json")
    }

    private func found(_ context: PageContext) async throws -> ElectionArchive {
        let id = try context.id(ElectionID.self)
        guard let archive = try await site.database.read({ try $0.archive(of: id) }) else {
            throw GeneralRejection.notFound
        }
        return archive
    }

    private func json(
        _ members: [String: JSON], _ context: PageContext, status: HTTPResponse.Status = .ok
    ) -> Response {
        var response = Response.of(
            JSON.object(members).canonical, "application/json", status: status, context)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}

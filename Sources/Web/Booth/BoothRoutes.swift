import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Postgres

/// The way of an encrypted ballot through the pages, up to its acceptance.
struct BoothRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/elections/:id/booth", use: booth)
        router.get("/elections/:id/credential", use: credential)
    }

    /// Whoever has voted needs no session to vote again, so the page is there for strangers, too.
    @Sendable func booth(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let person = context.person
        let scripts = site.assets.booth
        let (election, archive, mark, leaf) = try await site.database.read { db in
            guard let election = try db.election(id), election.manner == .encrypted else {
                throw GeneralRejection.notFound
            }
            return (
                election, try db.archive(of: id),
                try person.flatMap { try db.rollMark(of: $0.id, in: id) },
                try db.boothLeaf(scripts.bytes)
            )
        }
        guard election.isOpen(at: context.now), let archive else { throw BallotRejection.notOpen }
        let page = BoothPage(
            speaking: ElectionWords(words: site.phrases(context), election: election),
            visitor: try visitor(person, mark),
            parameters: String(decoding: archive.parameters, as: UTF8.self),
            token: context.formToken, scripts: scripts, leaf: leaf)
        guard person?.hasConsent ?? true else {
            return .see(Link("/account/consent").query("next", Link.booth(id).address))
        }
        return site.respond(page.page, context)
    }

    /// For the time before the archive begins, in which the registrar collects applications.
    @Sendable func credential(_ request: Request, context: PageContext) async throws -> Response {
        let id = try context.id(ElectionID.self)
        let (election, uuid) = try await site.database.read { db in
            guard let election = try db.anyElection(id), election.manner == .encrypted,
                let ceremony = try db.ceremony(of: id), try db.archive(of: id) == nil
            else { throw GeneralRejection.notFound }
            return (election, ceremony.uuid)
        }
        let speaking = ElectionWords(words: site.phrases(context), election: election)
        return site.respond(CredentialPage(speaking: speaking, uuid: uuid).page, context)
    }

    private func visitor(_ person: Person?, _ mark: RollMark?) throws -> BoothPage.Visitor {
        guard person != nil else { return .stranger }
        switch mark {
        case .none?: return .first
        case .online?: return .voted
        case .paper?: throw BallotRejection.alreadyVoted
        case nil: throw BallotRejection.notOnRoll
        }
    }
}

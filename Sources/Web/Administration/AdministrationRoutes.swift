import Ballots
import Core
import HTML
import Hummingbird
import Identity
import Jobs
import Moderation
import Notices
import Postgres
import Processes
import Proposals

extension PageContext {
    /// Who holds the office of administration. To anybody else these pages do not exist.
    func administrator() throws -> Person {
        let person = try signedInPerson()
        guard person.roles.contains(.administration) else { throw GeneralRejection.notFound }
        return person
    }
}

extension Link {
    static let administrationProcesses: Link = "/administration/processes"
    static let administrationPersons: Link = "/administration/persons"
    static let administrationMail: Link = "/administration/mail"
    static let status: Link = "/status"

    static func administration(_ id: ProcessID) -> Link { Link("/administration/processes", id) }
    static func newStage(in id: ProcessID) -> Link { Link("/administration/processes", id, "phases", "new") }
    static func administration(_ id: PersonID) -> Link { Link("/administration/persons", id) }
}

/// What is due, and the mail folder of a demo.
struct AdministrationRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/administration", use: dashboard)
        router.get("/administration/mail", use: mails)
        router.get("/administration/mail/:name", use: mail)
    }

    @Sendable func dashboard(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let page = try await site.database.read { [site, now = context.now] db in
            DashboardPage(
                words: site.phrases(context), now: now, processes: try db.processes(limit: 50),
                phases: try db.phases(endingAfter: now, limit: 50),
                elections: try db.electionsDue(
                    before: now.adding(days: DashboardPage.soon), limit: 50),
                unanswered: try db.unanswered(limit: DashboardPage.answersShown + 1),
                openCases: try db.openCases(),
                mails: try db.mailQueue(), jobs: try db.failingJobs(),
                hasMailFolder: site.settings.mailFolder != nil)
        }
        return site.respond(page.page, context)
    }

    @Sendable func mails(_ request: Request, context: PageContext) async throws -> Response {
        let folder = try folder(context)
        let before = context.query(request, "before")
        let names = try folder.names(limit: 10_000).filter { name in before.map { name < $0 } ?? true }
        let page = MailListPage(
            words: site.phrases(context), names: Array(names.prefix(listLength + 1)),
            isFirst: before == nil,
            mail: { folder.mail($0) })
        return site.respond(page.page, context)
    }

    @Sendable func mail(_ request: Request, context: PageContext) async throws -> Response {
        let folder = try folder(context)
        guard let mail = folder.mail(context.parameters.get("name") ?? "") else {
            throw GeneralRejection.notFound
        }
        return site.respond(MailPage(words: site.phrases(context), mail: mail).page, context)
    }

    private func folder(_ context: PageContext) throws -> MailFolder {
        _ = try context.administrator()
        guard let path = site.settings.mailFolder else { throw GeneralRejection.notFound }
        return MailFolder(path)
    }
}

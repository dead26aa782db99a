import AuditLog
import Core
import Foundation
import HTML
import Hummingbird
import Jobs
import Notices
import Postgres

/// Whether the installation is well, for administration.
struct StatusRoutes: Sendable {
    let site: Site

    func add(to router: Router<PageContext>) {
        router.get("/status", use: status)
    }

    @Sendable func status(_ request: Request, context: PageContext) async throws -> Response {
        _ = try context.administrator()
        let page = try await site.database.read { [site] db in
            StatusPage(
                words: site.phrases(context), now: site.clock(), database: try db.health(),
                mails: try db.mailQueue(),
                head: try db.logHead(),
                tidemark: try site.settings.dataFolder.map { try TidemarkState($0, db) },
                damage: try db.faultOfDamage(), witnesses: try WitnessesState(site.policy, db),
                failingJobs: try db.failingJobs(limit: 100).count,
                freeBytes: site.settings.dataFolder.flatMap(StatusRoutes.freeBytes),
                backupAt: site.settings.dataFolder.flatMap(StatusRoutes.backup))
        }
        return site.respond(page.page, context)
    }

    private static func freeBytes(_ folder: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfFileSystem(forPath: folder)
        return (attributes?[.systemFreeSize] as? NSNumber)?.intValue
    }

    /// When the file `last-backup` was written.
    private static func backup(_ folder: String) -> Instant? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: folder + "/last-backup")
        return (attributes?[.modificationDate] as? Date).map {
            Instant(seconds: Int64($0.timeIntervalSince1970))
        }
    }
}

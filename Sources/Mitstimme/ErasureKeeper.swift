import Acts
import AuditLog
import Core
import Postgres
import Terminal

/// Keeps the list of what was erased, outside the database and its backups, and erases again what an older backup
/// brings back.
actor ErasureKeeper {
    private let path: String
    private let database: Database
    private var list = ErasureList()
    /// How much the database had erased when the list was written last.
    private var listed = -1

    /// `database` in the role of the web.
    init(path: String, _ database: Database) {
        self.path = path
        self.database = database
    }

    /// Before anybody asks: what was erased is not there.
    func begin(at now: Instant) async throws {
        do {
            list = try ErasureList(readingFrom: path)
        } catch let fault as ErasureListFault {
            throw BadInput("\(fault); put its copy back, for it says what must not come back")
        } catch let fault as LogFolderFault {
            throw BadInput("the list of what was erased cannot be read: \(fault)")
        }
        let count = try await database.transaction { [list] in try $0.eraseAgain(list, at: now) }
        if count > 0 { Runtime.report("erasures: \(count) came back with a backup and were erased again") }
        try await keep()
    }

    /// Writes down what was erased since; every second until cancelled.
    func run() async {
        var complaint = Complaint("erasures")
        while !Task.isCancelled {
            do {
                try await keep()
                complaint.end()
            } catch {
                complaint.say(error, at: Runtime.clock(), Runtime.report)
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    private func keep() async throws {
        let count = try await database.read { try $0.erasureCount() }
        guard count != listed else { return }
        let known = list
        list.add(try await database.read { try $0.erasureList() })
        if list != known { try list.write(to: path) }
        listed = count
    }
}

extension Installation {
    /// Beside the log's key, outside the database and its backups.
    var erasureList: String { folder + "/keys/erasures" }
}

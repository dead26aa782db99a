import Foundation

/// Brings a database's schema to what the files in `sql/` say, or says why it cannot.
///
/// `migrations/NNNN_<noun>.sql` run once each, in order, one transaction each, and are never edited afterwards: their
/// SHA-256 is kept. `views/*.sql` have no history: they are dropped and made again whenever one of them changed.
package struct Migrator: Sendable {
    /// Why a database does not fit this program.
    package enum Fault: Error, Equatable, Sendable {
        case folderMissing(String)
        case badName(String)
        case missing(Int)
        case extra(Int)
        case changed(Int)
        case pending(Int)
    }

    struct File: Sendable {
        let number: Int
        let name: String
        let text: String
    }

    let migrations: [File]
    let views: String

    /// Reads the folder `sql`.
    package init(folder: String) throws {
        let files = FileManager.default
        func names(_ part: String) throws -> [String] {
            guard let names = try? files.contentsOfDirectory(atPath: folder + "/" + part) else {
                throw Fault.folderMissing(folder + "/" + part)
            }
            return names.filter { $0.hasSuffix(".sql") }.sorted()
        }
        migrations = try names("migrations").enumerated().map { index, name in
            guard let number = Int(name.prefix(4)), number == index + 1 else { throw Fault.badName(name) }
            return File(
                number: number, name: name,
                text: try String(contentsOfFile: folder + "/migrations/" + name, encoding: .utf8))
        }
        views = try names("views").map { name in
            try String(contentsOfFile: folder + "/views/" + name, encoding: .utf8)
        }.joined(separator: "\n")
    }

    /// Applies what is missing, as the owner; `progress` hears each file's name. Two at once wait for each other.
    package func migrate(_ database: Database, progress: @Sendable (String) -> Void = { _ in }) async throws {
        try await database.transaction { db in
            try db.run("SELECT pg_advisory_xact_lock(-1)")
            try db.script(
                """
                CREATE TABLE IF NOT EXISTS schema_migrations (
                    number bigint PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL);
                COMMENT ON TABLE schema_migrations IS 'Which files of sql/migrations were applied; number 0 stands for the views.';
                COMMENT ON COLUMN schema_migrations.number IS 'The four digits of the file name.';
                COMMENT ON COLUMN schema_migrations.digest IS 'SHA-256 of the file, hexadecimal.';
                COMMENT ON COLUMN schema_migrations.applied_at IS 'Server time, UTC.';
                """)
        }
        for file in migrations {
            try await database.transaction { db in
                try db.run("SELECT pg_advisory_xact_lock(-1)")
                guard try db.isPending(file) else { return }
                progress(file.name)
                try db.script(file.text)
                try db.recordMigration(file.number, digest: file.text)
            }
        }
        try await database.transaction { db in
            try db.run("SELECT pg_advisory_xact_lock(-1)")
            try db.checkNoExtraMigration(beyond: migrations.count)
            guard try !db.isApplied(0, digest: views) else { return }
            progress("views")
            try db.dropViews()
            try db.script(views)
            try db.recordMigration(0, digest: views)
        }
    }

    /// Throws a `Fault` unless the schema is exactly what the files say. Changes nothing.
    package func check(_ database: Database) async throws {
        try await database.read { db in
            for file in migrations where try db.isPending(file) { throw Fault.pending(file.number) }
            try db.checkNoExtraMigration(beyond: migrations.count)
            guard try db.isApplied(0, digest: views) else { throw Fault.pending(0) }
        }
    }
}

extension Connection {
    fileprivate func digest(of number: Int) throws -> (stored: String?, exists: Bool) {
        let rows = try rows("SELECT digest FROM schema_migrations WHERE number = \(number)")
        return (try rows.first.map { try $0["digest"] }, !rows.isEmpty)
    }

    fileprivate func isApplied(_ number: Int, digest text: String) throws -> Bool {
        try !rows(
            """
            SELECT 1 AS one FROM schema_migrations
            WHERE number = \(number) AND digest = encode(sha256(\(Array(text.utf8))), 'hex')
            """
        ).isEmpty
    }

    fileprivate func isPending(_ file: Migrator.File) throws -> Bool {
        guard try digest(of: file.number).exists else {
            let later = try rows("SELECT 1 AS one FROM schema_migrations WHERE number > \(file.number)")
            guard later.isEmpty else { throw Migrator.Fault.missing(file.number) }
            return true
        }
        guard try isApplied(file.number, digest: file.text) else { throw Migrator.Fault.changed(file.number) }
        return false
    }

    fileprivate func checkNoExtraMigration(beyond count: Int) throws {
        let rows = try rows("SELECT number FROM schema_migrations WHERE number > \(count) ORDER BY number")
        if let first = rows.first { throw Migrator.Fault.extra(try first["number"]) }
    }

    fileprivate func recordMigration(_ number: Int, digest text: String) throws {
        try run(
            """
            INSERT INTO schema_migrations (number, digest, applied_at)
            VALUES (\(number), encode(sha256(\(Array(text.utf8))), 'hex'), now())
            ON CONFLICT (number) DO UPDATE SET digest = excluded.digest, applied_at = excluded.applied_at
            """)
    }

    fileprivate func dropViews() throws {
        try script(
            """
            DO $$ DECLARE name text; BEGIN
                FOR name IN SELECT viewname FROM pg_views WHERE schemaname = 'public' LOOP
                    EXECUTE format('DROP VIEW IF EXISTS %I CASCADE', name);
                END LOOP;
            END $$
            """)
    }
}

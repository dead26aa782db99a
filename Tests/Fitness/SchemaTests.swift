import Postgres
import Support
import Testing

@Suite("The schema", .withServer, .database)
struct SchemaTests {
    @Test("explains every table, view and column")
    func comments() async throws {
        let bare = try await names(
            """
            SELECT c.relname || coalesce('.' || a.attname, '') AS name
            FROM pg_class c
            LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p')
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition
                AND (obj_description(c.oid, 'pg_class') IS NULL OR a.attnum IS NOT NULL AND col_description(c.oid, a.attnum) IS NULL)
            ORDER BY 1
            """)
        #expect(bare == [])
    }

    @Test("indexes every foreign key")
    func foreignKeys() async throws {
        // A partial index serves where every use of the key asks for its rows, too.
        let bare = try await names(
            """
            SELECT k.conrelid::regclass || ' ' || k.conname AS name
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid AND NOT c.relispartition
            WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT EXISTS (
                SELECT 1 FROM pg_index i
                WHERE i.indrelid = k.conrelid
                    AND (i.indkey::smallint[])[0:cardinality(k.conkey) - 1] @> k.conkey)
            ORDER BY 1
            """)
        #expect(bare == [])
    }

    @Test("names every constraint as a sentence of three words or more, apart from plain keys")
    func constraints() async throws {
        let short = try await names(
            """
            SELECT k.conname AS name
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid AND NOT c.relispartition
            WHERE k.connamespace = 'public'::regnamespace AND c.relname <> 'schema_migrations'
                AND k.conname !~ '_(pkey|fkey)$' AND cardinality(string_to_array(k.conname, '_')) < 3
            ORDER BY 1
            """)
        #expect(short == [])
    }

    @Test("begins the name of every constraint with the table it is about")
    func prefixes() async throws {
        let astray = try await names(
            """
            SELECT k.conname AS name
            FROM pg_constraint k
            JOIN pg_class c ON c.oid = k.conrelid AND NOT c.relispartition
            WHERE k.connamespace = 'public'::regnamespace AND NOT starts_with(k.conname, c.relname || '_')
            ORDER BY 1
            """)
        #expect(astray == [])
    }

    @Test("finds a table without words, a bare key and a constraint without a sentence")
    func planted() async throws {
        let database = try TestDatabase.inUse().owner
        await #expect(throws: Planted.self) {
            try await database.transaction { db in
                try db.script("CREATE TABLE bare (a bigint REFERENCES jobs, CONSTRAINT x CHECK (a > 0))")
                throw Planted()
            }
        }
        #expect(try await names("SELECT relname AS name FROM pg_class WHERE relname = 'bare'") == [])
    }

    private struct Planted: Error {}

    private func names(_ query: SQL) async throws -> [String] {
        try await TestDatabase.inUse().owner.read { db in try db.rows(query).map { try $0["name"] } }
    }
}

import Postgres

extension Snoop {
    /// The tables that hold rows themselves.
    static func tables(_ day: PollingDay) async throws -> [String] {
        try await day.owner.read { db in
            try db.rows(
                """
                SELECT relname::text AS name FROM pg_class
                WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
                """
            ).map { try $0["name"] }
        }
    }

    /// Of a table's pages: rows with bytes or dead marks, those with a row, and distinct transaction ids among these.
    static func items(_ day: PollingDay, _ table: String) async throws -> [Int] {
        var counts: [Int] = []
        for what in [
            "count(*) FILTER (WHERE lp_flags IN (1, 3))", "count(t_xmin)", "count(DISTINCT t_xmin::text)",
        ] {
            counts.append(
                try await number(
                    day,
                    """
                    SELECT \(what) AS n
                    FROM generate_series(0, pg_relation_size('\(table)') / current_setting('block_size')::bigint - 1) page,
                        heap_page_items(get_raw_page('\(table)', page::int))
                    """))
        }
        return counts
    }

    /// A digest of everything in each table.
    static func digests(_ day: PollingDay) async throws -> [String: Int] {
        var digests: [String: Int] = [:]
        for table in try await tables(day) {
            digests[table] = try await number(
                day,
                "SELECT coalesce(sum(hashtextextended(t::text, 0) % 1000003), 0)::bigint AS n FROM \(table) t"
            )
        }
        return digests
    }

    /// What a statement of the test's own answers with; its text is put together here and holds no value from outside.
    static func number(_ day: PollingDay, _ statement: String) async throws -> Int {
        try await day.owner.transaction { db in
            try db.script("CREATE TEMPORARY TABLE snooped ON COMMIT DROP AS \(statement)")
            return try db.rows("SELECT n FROM snooped").first?["n"] ?? 0
        }
    }

    /// The tables in which a row bears one of these transaction ids.
    static func traces(of transactions: ClosedRange<Int>, _ day: PollingDay) async throws -> [String] {
        let (first, last) = (transactions.lowerBound, transactions.upperBound)
        var found: [String] = []
        for table in try await tables(day) {
            let rows = try await number(
                day,
                """
                SELECT count(*) AS n FROM \(table) WHERE xmin::text::bigint BETWEEN \(first) AND \(last)
                    OR xmax::text::bigint BETWEEN \(first) AND \(last)
                """)
            if rows > 0 { found.append(table) }
        }
        return found
    }

    /// How far each sequence has come.
    static func sequences(_ day: PollingDay) async throws -> [String: Int] {
        try await day.owner.read { db in
            Dictionary(
                uniqueKeysWithValues: try db.rows(
                    "SELECT sequencename::text AS name, coalesce(last_value, 0) AS n FROM pg_sequences"
                ).map { (try $0["name"], try $0["n"]) })
        }
    }
}

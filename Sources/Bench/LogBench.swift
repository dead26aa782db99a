import Foundation

/// What the log costs: writes with and without the outbox, the sequencer's speed, and how soon an act is signed.
struct LogBench {
    let server: BenchServer
    let folder: String
    /// How long acts are written without a pause, in seconds.
    let sustained: Int

    private let entry =
        "convert_to('{\"act\":\"support.given\",\"at\":\"2026-05-04T10:00:00Z\",\"body\":\"' || encode(sha256((n::text || clock_timestamp())::bytea), 'base64') || '\",\"obj\":\"proposals/42\",\"v\":1}', 'UTF8')"

    func run() async throws {
        try server.sql("CREATE DATABASE benchlog", database: "postgres")
        try server.sql(
            """
            CREATE TABLE acts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, proposal bigint NOT NULL, given_at timestamptz NOT NULL);
            CREATE TABLE log_outbox (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, entry bytea NOT NULL,
                CONSTRAINT log_outbox_entry_fits CHECK (octet_length(entry) BETWEEN 1 AND 65535));
            """, database: "benchlog")
        try await supports()
        try await ActBench(server: server).smallestWrites(in: "benchlog")

        try server.sql(
            "CREATE TABLE bench_acts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, proposal bigint NOT NULL, given_at timestamptz NOT NULL)"
        )
        let script = """
            BEGIN;
            INSERT INTO bench_acts (proposal, given_at) VALUES (42, now());
            INSERT INTO log_outbox (entry) SELECT \(entry) FROM (VALUES (1)) v (n);
            COMMIT;
            """
        let half = try rate(script, "mitstimme", 32, sustained / 2)
        let early = try value("SELECT count(*) FROM log_outbox")
        let whole = try (half + rate(script, "mitstimme", 32, sustained / 2)) / 2
        let late = try value("SELECT count(*) FROM log_outbox")
        line(
            "acts with the sequencer on, 32 clients, \(sustained) s, acts/s",
            "\(Int(whole))  backlog half-way \(early), at the end \(late)")
        try drained()

        let start = try size()
        try server.sql(
            "INSERT INTO log_outbox (entry) SELECT \(entry) FROM generate_series(1, 300000) n")
        let begin = Date()
        try drained()
        let seconds = Date().timeIntervalSince(begin)
        line("catch-up of a backlog, entries/s", "\(Int(Double(try size() - start) / seconds))")

        let signed = "EXISTS (SELECT 1 FROM log_entries WHERE leaf_hash = sha256('\\x00'::bytea || e))"
        try latency("commit to signed checkpoint, idle, ms", until: signed)
        if try value("SELECT count(*) FROM log_witnesses") > 0 {
            try latency(
                "commit to the quorum of witnesses, idle, ms",
                until:
                    "(SELECT size FROM log_cosigned) > (SELECT index FROM log_entries WHERE leaf_hash = sha256('\\x00'::bytea || e))"
            )
        }
        let noise = Process()
        noise.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let busy = folder + "/noise.sql"
        try script.write(toFile: busy, atomically: true, encoding: .utf8)
        noise.arguments = [
            "pgbench", "-n", "-f", busy, "-c", "8", "-R", "500", "-T", "60", "-h", server.folder + "/run",
            "-U",
            "mitstimme_owner", "mitstimme",
        ]
        noise.standardOutput = FileHandle.nullDevice
        noise.standardError = FileHandle.nullDevice
        try launch(noise)
        try latency("commit to signed checkpoint beside 500 acts/s", until: signed)
        noise.terminate()
        noise.waitUntilExit()
        try drained()

        let bytes = try value(
            "SELECT (pg_total_relation_size('log_entries') + pg_total_relation_size('log_tiles')) / (SELECT size FROM log_head)"
        )
        line("database per entry, with indexes, bytes", "\(bytes)")
        let openings = try value(
            "SELECT pg_total_relation_size('log_openings') / greatest(1, (SELECT count(*) FROM log_openings))"
        )
        line("  and per opening, which can be erased, bytes", "\(openings)")
    }

    /// A support as the platform writes it, with its opening and its event and without, in a database of its own.
    private func supports() async throws {
        try server.sql("CREATE DATABASE benchsupports", database: "postgres")
        let here = "-h \(server.folder)/run -U mitstimme_owner"
        try output(
            of: "sh",
            [
                "-c",
                "pg_dump \(here) --schema-only mitstimme | psql -q \(here) -v ON_ERROR_STOP=1 benchsupports",
            ])
        try server.sql(
            """
            INSERT INTO persons (id, name, created_on, origin, erased_on, erased_how)
            SELECT md5(n::text)::uuid, 'Bench ' || n, current_date, 'demo', NULL, NULL FROM generate_series(1, 700) n;
            INSERT INTO accounts (person_id, email, password_hash, confirmed_on)
            SELECT id, id || '@example.org', '-', current_date FROM persons;
            INSERT INTO attestations (person_id, kind, given_on, expires_on)
            SELECT id, 'resident', current_date, current_date + 365 FROM persons;
            INSERT INTO consents (person_id, version, given_on) SELECT id, 1, current_date FROM persons;
            INSERT INTO processes (once, title, summary, published_on) VALUES (gen_random_uuid(), 'B', 'B', current_date);
            INSERT INTO phases (process_id, title, opens_at, closes_at) VALUES (1, 'B', now() - interval '1 hour', now() + interval '1 day');
            INSERT INTO phase_permissions VALUES (1, 'support', 'resident');
            INSERT INTO proposals (once, process_id, author_id, state, title, reason, text, changed_at, published_at)
            SELECT gen_random_uuid(), 1, md5('1')::uuid, 'published', 'B', '', 'B', now(), now() FROM generate_series(1, 1000);
            """, database: "benchsupports")
        try await ActBench(server: server).supports(in: "benchsupports")
    }

    /// Transactions a second of a script.
    private func rate(_ script: String, _ database: String, _ clients: Int, _ seconds: Int) throws -> Double {
        let path = folder + "/script.sql"
        try script.write(toFile: path, atomically: true, encoding: .utf8)
        let said = try output(
            of: "pgbench",
            [
                "-n", "-M", "prepared", "-f", path, "-c", "\(clients)", "-T", "\(seconds)", "-h",
                server.folder + "/run", "-U", "mitstimme_owner", database,
            ])
        return said.split(separator: "\n").first { $0.hasPrefix("tps") }?.split(separator: " ").compactMap {
            Double($0)
        }.first ?? 0
    }

    /// 200 acts at random moments, each watched until `done` is true of its entry `e`.
    private func latency(_ name: String, until done: String) throws {
        let said = try output(
            of: "psql",
            [
                "-q", "-h", server.folder + "/run", "-U", "mitstimme_owner", "-d", "mitstimme", "-At", "-v",
                "ON_ERROR_STOP=1", "-c", "CREATE TEMP TABLE waits (ms float8)", "-c",
                """
                DO $$ DECLARE e bytea; t timestamptz; BEGIN
                FOR n IN 1..200 LOOP
                    PERFORM pg_sleep(random() * 0.2);
                    e := \(entry);
                    INSERT INTO log_outbox (entry) VALUES (e);
                    COMMIT;
                    t := clock_timestamp();
                    WHILE (\(done)) IS NOT TRUE LOOP
                        PERFORM pg_sleep(0.001);
                    END LOOP;
                    INSERT INTO waits VALUES (extract(epoch FROM clock_timestamp() - t) * 1000);
                END LOOP; END $$
                """, "-c",
                "SELECT round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ms)), round(percentile_cont(0.99) WITHIN GROUP (ORDER BY ms)), round(max(ms)) FROM waits",
            ])
        let parts = said.split { $0 == "|" || $0 == "\n" }
        line(name, "p50 \(parts.first ?? "")  p99 \(parts.dropFirst().first ?? "")  max \(parts.last ?? "")")
    }

    private func value(_ query: String) throws -> Int {
        Int(
            try output(
                of: "psql",
                [
                    "-At", "-h", server.folder + "/run", "-U", "mitstimme_owner", "-d", "mitstimme", "-c",
                    query,
                ]
            ).trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    private func size() throws -> Int { try value("SELECT size FROM log_head") }

    private func drained() throws {
        while try value("SELECT count(*) FROM log_outbox") > 0 { usleep(20_000) }
    }
}

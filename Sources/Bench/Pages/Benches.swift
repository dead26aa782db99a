import Foundation

/// A list page of 20 proposals, beside the same server's plain text and PostgreSQL's own load tool on the same cluster.
struct PageBench {
    let server: BenchServer

    func run() throws {
        try server.sql("CREATE DATABASE bench", database: "postgres")
        try output(
            of: "pgbench",
            ["-i", "-q", "-s", "1", "-h", server.folder + "/run", "-U", "mitstimme_owner", "bench"])
        let before = server.memory
        let text = try server.load("/robots.txt")
        let list = try server.load("/proposals")
        let one = try server.load("/proposals", connections: 1, seconds: 3)
        let again = try server.load("/robots.txt")
        let selects = try output(
            of: "pgbench",
            [
                "-S", "-M", "prepared", "-c", "8", "-T", "6", "-h", server.folder + "/run", "-U",
                "mitstimme_owner", "bench",
            ])
        let tps =
            selects.split(separator: "\n").first { $0.hasPrefix("tps") }?.split(separator: " ").compactMap {
                Double($0)
            }.first ?? 0
        let plain = (text.perSecond + again.perSecond) / 2
        line(
            "list of 20 proposals, 32 connections, pages/s",
            "\(Int(list.perSecond))  p50 \(rounded(list.p50)) ms  p99 \(rounded(list.p99)) ms  failures \(list.failures)"
        )
        line(
            "the same, 1 connection",
            "\(Int(one.perSecond))  p50 \(rounded(one.p50)) ms  p99 \(rounded(one.p99)) ms")
        line("plain text of the same server, answers/s", "\(Int(plain))  p99 \(rounded(text.p99)) ms")
        line("pgbench -S -M prepared, 8 clients, same cluster", "\(Int(tps))")
        line("list / plain text", rounded(list.perSecond / plain))
        line("list / pgbench", rounded(list.perSecond / tps))
        line("memory of the server at start, after load", "\(before) MB, \(server.memory) MB")
    }
}

/// Bytes and requests of a first and a second visit, as a browser that takes gzip makes them.
struct VisitBench {
    let server: BenchServer

    func run() throws {
        let home = try page("/")
        let assets = home.split(separator: "\"").filter { $0.hasPrefix("/public/") }.map(String.init)
        let extra = try Set(assets).map { try bytes($0) }.reduce(0, +)
        for path in ["/", "/proposals", "/proposals/1", "/register", "/log"] {
            let html = try bytes(path)
            line(
                "visit \(path)",
                "first \(html + extra) B in \(1 + Set(assets).count) requests, second \(html) B in 1")
        }
    }

    private func page(_ path: String) throws -> String {
        try output(of: "curl", ["-s", server.address + path])
    }

    private func bytes(_ path: String) throws -> Int {
        let text = try output(
            of: "curl",
            [
                "-s", "-o", "/dev/null", "-H", "Accept-Encoding: gzip", "-w",
                "%{size_download} %{size_header}", server.address + path,
            ])
        return text.split(separator: " ").compactMap { Int($0) }.reduce(0, +)
    }
}

/// Reading while others sign in: the pages must not wait for the passwords.
struct SignInBench {
    let server: BenchServer

    func run() throws {
        let alone = try server.load("/proposals", connections: 8, seconds: 5)
        let signIns = Process()
        signIns.executableURL = URL(fileURLWithPath: "/bin/sh")
        // Unknown accounts cost the same hash as known ones; each address may try ten times.
        signIns.arguments = [
            "-c",
            """
            i=0; s=$(date +%s%N)
            while [ $i -lt 90 ]; do i=$((i + 1))
            curl -s -o /dev/null -H "Origin: $0" --data "email=b$i@example.org&password=correct-horse-battery" "$0/sign-in"; done
            echo $((($(date +%s%N) - s) / 90000000))
            """, server.address,
        ]
        let pipe = Pipe()
        signIns.standardOutput = pipe
        try signIns.run()
        let beside = try server.load("/proposals", connections: 8, seconds: 5)
        let each = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        signIns.waitUntilExit()
        line(
            "sign-in, one after the other beside reading, ms each",
            each.trimmingCharacters(in: .whitespacesAndNewlines))
        line(
            "list, 8 connections: alone / beside sign-ins, pages/s",
            "\(Int(alone.perSecond)) / \(Int(beside.perSecond))")
        line("  p99 alone / beside, ms", "\(rounded(alone.p99)) / \(rounded(beside.p99))")
    }
}

/// The list with 100 proposals against the list with 100,000 and a million supports.
struct GrowthBench {
    let server: BenchServer

    func run() throws {
        try grow(to: 100, supports: 0)
        let small = try server.load("/proposals", connections: 8, seconds: 5)
        try grow(to: 100_000, supports: 1_000_000)
        let large = try server.load("/proposals", connections: 8, seconds: 5)
        let deep = try server.load("/proposals?before=50000", connections: 8, seconds: 5)
        line("list, 100 proposals, pages/s", "\(Int(small.perSecond))  p50 \(rounded(small.p50)) ms")
        line(
            "list, 100,000 proposals and 1,000,000 supports",
            "\(Int(large.perSecond))  p50 \(rounded(large.p50)) ms")
        line("  the same from the middle", "\(Int(deep.perSecond))  p50 \(rounded(deep.p50)) ms")
        line("cost of the large list / the small", rounded(small.perSecond / large.perSecond))
    }

    private func grow(to count: Int, supports: Int) throws {
        try server.sql(
            """
            INSERT INTO persons (name, created_on, origin) SELECT 'Bench ' || n, current_date, 'demo'
            FROM generate_series(1, \(max(1, supports / 1000))) n;
            INSERT INTO processes (once, title, summary, threshold, published_on)
            VALUES (gen_random_uuid(), 'Bench', 'Bench', 400, current_date);
            INSERT INTO proposals (once, process_id, author_id, state, title, reason, text, changed_at, published_at)
            SELECT gen_random_uuid(), (SELECT max(id) FROM processes), (SELECT id FROM persons LIMIT 1), 'published',
                'Proposal number ' || n, 'Because.', 'One line of text, and another one.', now(), now()
            FROM generate_series((SELECT count(*) FROM proposals) + 1, \(count)) n;
            INSERT INTO initiators (proposal_id, position, kind, name)
            SELECT id, 1, 'group', 'Group ' || id FROM proposals WHERE NOT EXISTS
                (SELECT 1 FROM initiators i WHERE i.proposal_id = proposals.id);
            """)
        // The trigger would update each proposal a thousand times; its sum is set at once afterwards.
        try server.sql("ALTER TABLE supports DISABLE TRIGGER supports_are_counted")
        try server.sql(
            """
            INSERT INTO supports (proposal_id, person_id, given_on, leaf)
            SELECT p.id, q.id, current_date, '\\x00' FROM
                (SELECT id FROM proposals ORDER BY id DESC LIMIT 1000) p,
                (SELECT id FROM persons WHERE name LIKE 'Bench %' LIMIT \(supports / 1000)) q ON CONFLICT DO NOTHING;
            UPDATE proposals SET supports = (SELECT count(*) FROM supports s WHERE s.proposal_id = proposals.id)
            WHERE id IN (SELECT DISTINCT proposal_id FROM supports);
            """)
        try server.sql("ALTER TABLE supports ENABLE TRIGGER supports_are_counted")
        try server.sql("VACUUM ANALYZE")
    }
}

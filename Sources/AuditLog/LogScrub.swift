package import Core
import Jobs
package import Postgres
import TransparencyLog

/// Goes through everything stored, slowly and again and again, and hashes it anew: a flipped bit is found before
/// somebody asks for a proof that needs it.
///
/// What it finds stops the signing until the same place hashes right again. Of the database one server at a time
/// has the duty; each looks after its own files.
package actor LogScrub {
    private let database: Database
    private let publisher: LogPublisher?
    /// The tile of level 0 that comes next.
    private var next = 0

    package init(_ database: Database, publisher: LogPublisher? = nil) {
        self.database = database
        self.publisher = publisher
    }

    /// Works until cancelled, one tile of 256 entries a second.
    package func run(clock: @Sendable () -> Instant, report: @Sendable (String) -> Void) async {
        var complaint = Complaint("the log's scrub")
        while !Task.isCancelled {
            do {
                let found = try await step(at: clock())
                for place in found.damaged { report("log: \(place) does not hash to what was signed") }
                if found.mended > 0 { report("the log's files: \(found.mended) were damaged and are mended") }
                complaint.end()
            } catch {
                complaint.say(error, at: clock(), report)
            }
            try? await Task.sleep(for: .seconds(1))
        }
    }

    package struct Findings: Sendable {
        /// What was not known to be damaged before.
        package var damaged: [String] = []
        /// Files of this server's folder that were written anew.
        package var mended = 0
    }

    /// Looks at the next tile, and again at those that were found damaged.
    package func step(at now: Instant) async throws -> Findings {
        let tile = next
        let (damaged, isLast) = try await database.transaction { db -> ([String], Bool) in
            guard let head = try db.logHead(), head.size > 0 else { return ([], true) }
            let last = (head.size - 1) / Tile.fullWidth
            guard try db.take(.scrub) else { return ([], tile >= last) }
            let known: [Int] = try db.rows("SELECT tile FROM log_damage ORDER BY tile LIMIT 10").map {
                try $0["tile"]
            }
            let damaged = try Set(known + [min(tile, last)]).sorted().compactMap {
                try db.scrub($0, head: head, at: now)
            }
            return (damaged, tile >= last)
        }
        next = isLast ? 0 : tile + 1
        guard damaged.isEmpty, let publisher else { return Findings(damaged: damaged) }
        return Findings(damaged: damaged, mended: try await publisher.mend(tile))
    }
}

extension Connection {
    /// Hashes a tile of level 0 again and keeps the verdict; the words, if it was thought well until now.
    fileprivate func scrub(_ tile: Int, head: LogHead, at now: Instant) throws -> String? {
        guard let place = try damage(of: tile, head: head) else {
            try run("DELETE FROM log_damage WHERE tile = \(tile)")
            return nil
        }
        let added = try run(
            """
            INSERT INTO log_damage (tile, place, found_at) VALUES (\(tile), \(place), \(now)) ON CONFLICT DO NOTHING
            """)
        return added == 1 ? place : nil
    }

    /// The first thing that is not as it was signed: an entry, the tile, one above it that ends with it, the root.
    private func damage(of number: Int, head: LogHead) throws -> String? {
        let start = number * Tile.fullWidth
        let width = min(Tile.fullWidth, head.size - start)
        guard width > 0, let edge = Tile(level: 0, index: number, width: width) else { return nil }
        let entries = try rows(
            """
            SELECT index, entry, leaf_hash FROM log_entries WHERE index >= \(start) AND index < \(start + width)
            ORDER BY index
            """)
        var leaves: [Hash] = []
        for (offset, row) in entries.enumerated() {
            let leaf = leafHash(try row["entry"])
            guard try row["index"] == start + offset, leaf.bytes == (try row["leaf_hash"] as [UInt8]) else {
                return "entry \(start + offset)"
            }
            leaves.append(leaf)
        }
        guard leaves.count == width else { return "entry \(start + leaves.count)" }
        guard let stored = try storedTile(edge), stored == leaves else { return "tile 0/\(number)" }
        return try damageAbove(edge, leaves, head) ?? damageOfRoot(edge, head)
    }

    private func damageAbove(_ tile: Tile, _ hashes: [Hash], _ head: LogHead) throws -> String? {
        guard tile.isFull else { return nil }
        let (index, place) = (tile.index / Tile.fullWidth, tile.index % Tile.fullWidth)
        guard let above = Tile(level: tile.level + 1, index: index, width: place + 1),
            let stored = try storedTile(above), stored.last == root(of: hashes)
        else { return "tile \(tile.level + 1)/\(index)" }
        return try damageAbove(above, stored, head)
    }

    private func damageOfRoot(_ tile: Tile, _ head: LogHead) throws -> String? {
        guard tile.index == (head.size - 1) / Tile.fullWidth else { return nil }
        let root = try storedRoot(head.size)
        return root == head.root ? nil : "root of \(head.size)"
    }

    /// Nil where it is missing or too narrow.
    private func storedTile(_ tile: Tile) throws -> [Hash]? {
        do {
            return try self.tile(tile)
        } catch is SequencerFault {
            return nil
        }
    }

    /// Why the scrub forbids to sign; nil if nothing is known to be damaged.
    package func faultOfDamage() throws -> SequencerFault? {
        try rows("SELECT place FROM log_damage ORDER BY tile LIMIT 1").first.map { .damaged(try $0["place"]) }
    }
}

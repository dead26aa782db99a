import AuditLog
package import Core
package import ElectionCrypto
package import Postgres
import PublicRecord
package import TransparencyLog

/// The archive of an encrypted election as the rows have it: what it began with, and where it ends.
package struct ElectionArchive: Sendable {
    package let election: ElectionID
    /// What the archive calls the election.
    package let uuid: String
    /// Seconds since 1970, in every header.
    let timestamp: Int
    /// Bytes of the archive.
    package internal(set) var length: Int
    /// Bytes up to the end of the Setup event.
    package let setupLength: Int
    /// How many events there are.
    package internal(set) var height: Int
    /// The hash of the last event.
    package internal(set) var head: Digest
    /// What the last event was.
    package internal(set) var stage: ArchiveEvent.Kind
    /// `election.json`.
    package let parameters: [UInt8]
    /// `trustees.json`.
    package let trustees: [UInt8]
    /// `terms.json`.
    package let terms: [UInt8]
}

extension ElectionArchive {
    init(row: Row) throws {
        election = try row["election_id"]
        uuid = try row["uuid"]
        timestamp = try row["timestamp"]
        length = try row["length"]
        setupLength = try row["setup_length"]
        height = try row["height"]
        guard let head = Digest(bytes: try row["head"]) else { throw BallotFault.archiveDamaged("head") }
        self.head = head
        let stage: String = try row["stage"]
        guard let stage = ArchiveEvent.Kind(rawValue: stage) else {
            throw BallotFault.archiveDamaged("stage")
        }
        self.stage = stage
        parameters = Array((try row["parameters"] as String).utf8)
        trustees = Array((try row["trustees"] as String).utf8)
        terms = Array((try row["terms"] as String).utf8)
    }

    /// What was promised of the election before it began.
    package func promised() throws -> ElectionTerms { try ElectionTerms(parsing: terms) }
}

extension Connection {
    /// Nil until an encrypted election's archive has begun.
    package func archive(of id: ElectionID) throws -> ElectionArchive? {
        try rows(archiveRow(of: id)).first.map { try ElectionArchive(row: $0) }
    }

    /// The same, held until the transaction ends, for whoever appends.
    func lockedArchive(of id: ElectionID) throws -> ElectionArchive? {
        try rows("\(archiveRow(of: id)) FOR UPDATE").first.map { try ElectionArchive(row: $0) }
    }

    private func archiveRow(of id: ElectionID) -> SQL {
        """
        SELECT election_id, uuid, timestamp, length, setup_length, height, head, stage, parameters, trustees, terms
        FROM archives WHERE election_id = \(id)
        """
    }

    /// The archive's piece that begins at byte `position`; empty at the end.
    package func archivePart(of id: ElectionID, at position: Int) throws -> [UInt8] {
        try rows("SELECT bytes FROM archive_parts WHERE election_id = \(id) AND position = \(position)")
            .first?[
                "bytes"] ?? []
    }

    /// The archive's first `length` bytes, where pieces end, or all of it.
    package func archiveBytes(of archive: ElectionArchive, upTo length: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length)
        while bytes.count < length {
            let part = try archivePart(of: archive.election, at: bytes.count)
            guard !part.isEmpty else { throw BallotFault.archiveDamaged("byte \(bytes.count) is missing") }
            bytes += part
        }
        return bytes
    }

    /// The archive up to the end of its Setup event.
    package func archiveSetup(of archive: ElectionArchive) throws -> [UInt8] {
        try archiveBytes(of: archive, upTo: archive.setupLength)
    }

    /// Appends what `events` gives, whose last event is of the kind `stage`, and logs the new head.
    func extend(
        _ archive: inout ElectionArchive, to stage: ArchiveEvent.Kind, at now: Instant,
        _ events: (inout ArchiveWriter) -> [UInt8]
    ) throws {
        var writer = ArchiveWriter(timestamp: archive.timestamp, head: archive.head, height: archive.height)
        let bytes = events(&writer)
        guard let head = writer.head else { return }
        try addParts(bytes, from: archive.length, to: archive.election)
        let moved = try run(
            """
            UPDATE archives SET length = \(archive.length + bytes.count), height = \(writer.height),
                head = \(head.bytes), stage = \(stage.rawValue)
            WHERE election_id = \(archive.election) AND height = \(archive.height)
            """)
        guard moved == 1 else { throw BallotFault.archiveDamaged("two servers have appended") }
        archive.length += bytes.count
        archive.height = writer.height
        archive.head = head
        archive.stage = stage
        try log(.archiveExtended(archive), at: now)
    }

    func addParts(_ bytes: [UInt8], from position: Int, to id: ElectionID) throws {
        for start in stride(from: 0, to: bytes.count, by: largestPart) {
            let part = Array(bytes[start..<min(start + largestPart, bytes.count)])
            try run(
                """
                INSERT INTO archive_parts (election_id, position, bytes)
                VALUES (\(id), \(position + start), \(part))
                """)
        }
    }
}

/// Bytes in one row.
private let largestPart = 1 << 22

/// The pieces of an archive in their order, one in memory at a time.
package struct ArchiveParts: AsyncSequence, AsyncIteratorProtocol {
    private let archive: ElectionArchive
    private let database: Database
    private var length = 0

    package init(of archive: ElectionArchive, in database: Database) {
        self.archive = archive
        self.database = database
    }

    /// Bytes of all of them.
    package var total: Int { archive.length }

    package func makeAsyncIterator() -> ArchiveParts { self }

    package mutating func next() async throws -> [UInt8]? {
        guard length < archive.length else { return nil }
        let part = try await database.read { [archive, length] in
            try $0.archivePart(of: archive.election, at: length)
        }
        guard !part.isEmpty else { throw BallotFault.archiveDamaged("byte \(length) is missing") }
        length += part.count
        return part
    }

    /// SHA-256 of all of it.
    package func digest() async throws -> Hash {
        var hash = StreamingSHA256()
        for try await part in self { hash.add(part) }
        return hash.hash
    }
}

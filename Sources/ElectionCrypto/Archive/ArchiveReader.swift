import Core

/// Reads an archive file by file and refuses every byte that writing the same files would not give.
struct ArchiveReader {
    private var bytes: ArchiveBytes
    /// Seconds since 1970, in every header.
    let timestamp: Int
    private(set) var snapshots: SnapshotCheck

    static let firstName = "BELENIOS"
    static func firstContent(timestamp: Int) -> [UInt8] {
        Array("{\"version\":1,\"timestamp\":\"\(timestamp)\"}".utf8)
    }

    init(_ source: ArchiveSource, snapshots: [ArchiveSnapshot] = []) throws(ElectionError) {
        bytes = try source.open()
        self.snapshots = SnapshotCheck(snapshots)
        let header = try bytes.take(ArchiveMember.block)
        guard header.count == ArchiveMember.block,
            let (name, size) = ArchiveMember.nameAndSize(header), name == ArchiveReader.firstName,
            size < ArchiveMember.block
        else { throw ElectionError("this does not begin like an archive of Belenios", kind: .unknown) }
        let rest = try bytes.take(ArchiveMember.block)
        let content = Array(rest.prefix(size))
        guard let text = try JSON(election: content)["timestamp"]?.string, let timestamp = Int(text),
            (0..<1 << 33).contains(timestamp)
        else { throw ElectionError("the archive has no time or is of another version") }
        let due = ArchiveMember.bytes(
            name: name, content: ArchiveReader.firstContent(timestamp: timestamp), timestamp: timestamp)
        guard header + rest == due else {
            throw ElectionError("the archive's first file is not in its form or of another version")
        }
        self.timestamp = timestamp
        self.snapshots.add(due)
    }

    /// How many bytes are read.
    var offset: Int { bytes.offset }

    /// The next file; nil at the end.
    mutating func next() throws(ElectionError) -> ArchiveMember? {
        let start = bytes.offset
        let header = try bytes.take(ArchiveMember.block)
        if header.isEmpty { return nil }
        guard header.count == ArchiveMember.block, let (name, size) = ArchiveMember.nameAndSize(header) else {
            throw ElectionError("the header at byte \(start) is not in its form")
        }
        let content = try bytes.take(size)
        let padding = try bytes.take(ArchiveMember.padding(size))
        guard content.count == size, padding.count == ArchiveMember.padding(size) else {
            throw ElectionError("the archive ends in the middle of a file")
        }
        let digest = Digest(of: content)
        guard let kind = [ArchiveMember.Kind.data, .event].first(where: { digest.hex + $0.rawValue == name })
        else {
            throw ElectionError("the file at byte \(start) is not named after its hash")
        }
        guard header == ArchiveMember.header(name: name, size: size, timestamp: timestamp),
            padding.allSatisfy({ $0 == 0 })
        else { throw ElectionError("the file at byte \(start) is not stored in its form") }
        if !snapshots.isDone { snapshots.add(header + content + padding) }
        return ArchiveMember(kind: kind, content: content, digest: digest)
    }
}

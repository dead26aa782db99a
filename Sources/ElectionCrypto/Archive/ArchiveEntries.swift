/// An event with the files that came with it.
package struct ArchiveEntry: Sendable {
    package let event: ArchiveEvent
    package let digest: Digest
    /// In the archive's order; the event's payload is the last.
    package let files: [(content: [UInt8], digest: Digest)]
}

/// Reads an archive event by event and checks names, hashes, the chain and the number of files.
///
/// Nothing is kept but the files of the event at hand. The order of events is checked by `ArchiveGrammar`.
package struct ArchiveEntries {
    private var reader: ArchiveReader
    /// The hash of the last event read.
    package private(set) var head: Digest?
    package private(set) var height = 0

    package var timestamp: Int { reader.timestamp }
    /// How many bytes are read.
    package var offset: Int { reader.offset }
    var snapshots: SnapshotCheck { reader.snapshots }

    package init(_ source: ArchiveSource, snapshots: [ArchiveSnapshot] = []) throws(ElectionError) {
        reader = try ArchiveReader(source, snapshots: snapshots)
    }

    /// The next event; nil at the end.
    package mutating func next() throws(ElectionError) -> ArchiveEntry? {
        var files: [(content: [UInt8], digest: Digest)] = []
        while let member = try reader.next() {
            guard member.kind == .event else {
                files.append((member.content, member.digest))
                guard files.count <= 4 else {
                    throw ElectionError("files without an event follow event \(height)")
                }
                continue
            }
            return try naming("event \(height)") { () throws(ElectionError) in
                try entry(member, files)
            }
        }
        guard files.isEmpty else { throw ElectionError("the last files have no event") }
        return nil
    }

    private mutating func entry(
        _ member: ArchiveMember, _ files: [(content: [UInt8], digest: Digest)]
    ) throws(ElectionError) -> ArchiveEntry {
        let event = try ArchiveEvent(parsing: member.content)
        guard event.parent == head, event.height == height else {
            throw ElectionError("it does not follow the event before it")
        }
        guard files.count == event.kind.files, event.payload == files.last?.digest else {
            throw ElectionError("its files are not those of a \(event.kind.rawValue) event")
        }
        head = member.digest
        height += 1
        return ArchiveEntry(event: event, digest: member.digest, files: files)
    }
}

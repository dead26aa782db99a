/// An earlier state of an archive: how long it was and what it hashed to.
package struct ArchiveSnapshot: Hashable, Sendable {
    package let length: Int
    package let digest: Digest

    package init(length: Int, digest: Digest) {
        self.length = length
        self.digest = digest
    }

    /// The state of an archive at hand.
    package init(of source: ArchiveSource) throws(ElectionError) {
        var bytes = try source.open()
        var digest = StreamingDigest()
        while true {
            let piece = try bytes.take(1 << 20)
            if piece.isEmpty { break }
            digest.add(piece)
        }
        self.init(length: bytes.offset, digest: digest.digest)
    }
}

/// Compares the beginnings of an archive with its earlier states, while it is read.
struct SnapshotCheck {
    private var waiting: [ArchiveSnapshot]
    private var digest = StreamingDigest()
    private var length = 0
    /// The first state that is not a beginning of the archive.
    private(set) var mismatch: ArchiveSnapshot?

    init(_ snapshots: [ArchiveSnapshot]) {
        waiting = snapshots.sorted { $0.length > $1.length }
    }

    var isDone: Bool { waiting.isEmpty || mismatch != nil }

    mutating func add(_ bytes: [UInt8]) {
        guard !isDone else { return }
        var rest = bytes[...]
        while let next = waiting.last, next.length <= length + rest.count, mismatch == nil {
            let count = max(0, next.length - length)
            digest.add(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
            length += count
            if digest.digest != next.digest { mismatch = next }
            waiting.removeLast()
        }
        digest.add(Array(rest))
        length += rest.count
    }

    /// At the archive's end: a state that is longer is no beginning of it.
    mutating func end() {
        if mismatch == nil { mismatch = waiting.last }
    }
}

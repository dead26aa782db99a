/// What a log says of an archive at some time: the hash of its last event and, where it tells them, how many events and
/// bytes it had.
package struct WitnessedHead: Hashable, Sendable {
    package let digest: Digest
    package let height: Int?
    package let length: Int?

    package init(_ digest: Digest, height: Int? = nil, length: Int? = nil) {
        self.digest = digest
        self.height = height
        self.length = length
    }
}

/// Looks for witnessed heads in an archive's chain, in their order, while it is read.
struct WitnessedHeads {
    /// Those that were not met yet.
    private(set) var waiting: ArraySlice<WitnessedHead>
    /// The first whose numbers of events and bytes are not those of the archive up to it.
    private(set) var mismatch: WitnessedHead?
    /// How many had both numbers, and the right ones.
    private(set) var states = 0

    init(_ heads: [WitnessedHead]) { waiting = heads[...] }

    /// - Parameters:
    ///   - height: how many events the archive has up to this one.
    ///   - length: how many bytes.
    mutating func meet(_ digest: Digest, height: Int, length: Int) {
        guard let next = waiting.first, next.digest == digest else { return }
        waiting.removeFirst()
        if next.height ?? height != height || next.length ?? length != length {
            mismatch = mismatch ?? next
        } else if next.height != nil, next.length != nil {
            states += 1
        }
    }
}

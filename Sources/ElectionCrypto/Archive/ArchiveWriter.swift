/// Says which bytes are to be appended to an archive for each event. It writes nothing itself.
///
///     var writer = ArchiveWriter(timestamp: 1_700_000_000)
///     file += writer.opening
///     file += writer.ballot(bytes)
package struct ArchiveWriter: Sendable {
    package let timestamp: Int
    /// The hash of the last event.
    package private(set) var head: Digest?
    package private(set) var height = 0

    /// A new archive. `timestamp`: seconds since 1970, in every header.
    package init(timestamp: Int) { self.timestamp = timestamp }

    /// Goes on after the event with this hash; `height` counts all events so far.
    package init(timestamp: Int, head: Digest, height: Int) {
        self.timestamp = timestamp
        self.head = head
        self.height = height
    }

    /// Goes on where an archive ends, whose chain it checks.
    package init(resuming source: ArchiveSource) throws(ElectionError) {
        var entries = try ArchiveEntries(source)
        while try entries.next() != nil {}
        timestamp = entries.timestamp
        head = entries.head
        height = entries.height
    }

    /// The bytes a new archive begins with.
    package var opening: [UInt8] {
        ArchiveMember.bytes(
            name: ArchiveReader.firstName, content: ArchiveReader.firstContent(timestamp: timestamp),
            timestamp: timestamp)
    }

    /// The bytes of any event with its files, of which the last is the payload.
    package mutating func event(_ kind: ArchiveEvent.Kind, _ files: [[UInt8]]) -> [UInt8] {
        var out: [UInt8] = []
        for file in files { out += member(.data, file).bytes }
        let payload = files.last.map { Digest(of: $0) }
        let event = ArchiveEvent(parent: head, height: height, kind: kind, payload: payload)
        let (bytes, digest) = member(.event, Array(event.text.utf8))
        head = digest
        height += 1
        return out + bytes
    }

    private func member(_ kind: ArchiveMember.Kind, _ content: [UInt8]) -> (bytes: [UInt8], digest: Digest) {
        let digest = Digest(of: content)
        let name = digest.hex + kind.rawValue
        return (ArchiveMember.bytes(name: name, content: content, timestamp: timestamp), digest)
    }
}

extension ArchiveWriter {
    package mutating func setup(
        election: [UInt8], trustees: [UInt8], credentials: [UInt8]
    ) -> [UInt8] {
        let record = SetupRecord(
            election: Digest(of: election), trustees: Digest(of: trustees),
            credentials: Digest(of: credentials))
        return event(.setup, [election, trustees, credentials, Array(record.text.utf8)])
    }

    package mutating func ballot(_ ballot: [UInt8]) -> [UInt8] { event(.ballot, [ballot]) }

    package mutating func endBallots() -> [UInt8] { event(.endBallots, []) }

    package mutating func encryptedTally(_ tally: [UInt8], ballots: Int, weight: Int) -> [UInt8] {
        let record = TallyRecord(ballots: ballots, weight: weight, tally: Digest(of: tally))
        return event(.encryptedTally, [tally, Array(record.text.utf8)])
    }

    package mutating func shuffle(_ shuffle: [UInt8], by owner: Int) -> [UInt8] {
        event(.shuffle, [shuffle, owned(shuffle, by: owner)])
    }

    package mutating func endShuffles() -> [UInt8] { event(.endShuffles, []) }

    package mutating func partialDecryption(_ decryption: [UInt8], by owner: Int) -> [UInt8] {
        event(.partialDecryption, [decryption, owned(decryption, by: owner)])
    }

    package mutating func result(_ result: [UInt8]) -> [UInt8] { event(.result, [result]) }

    private func owned(_ payload: [UInt8], by owner: Int) -> [UInt8] {
        Array(OwnedRecord(owner: owner, payload: Digest(of: payload)).text.utf8)
    }
}

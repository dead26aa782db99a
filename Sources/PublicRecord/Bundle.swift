package import TransparencyLog

/// One file with everything needed to check and repeat the count of an election on one's own computer.
///
/// A tar archive with the members `manifest.json`, `record.json`, `outcome.json`, `ballots.jsonl`,
/// `log.tlog-proof` and `policy`, in this order; of an encrypted election also `archive.bel` and `terms.json`.
package struct Bundle: Sendable {
    /// The longest file that is looked at, in bytes.
    package static let longest = 1 << 30

    static let names = ["record.json", "outcome.json", "ballots.jsonl", "log.tlog-proof", "policy"]
    static let encryptedNames = names + ["archive.bel", "terms.json"]

    package let members: [Tar.Member]

    /// `proof` is that of the event `election.counted`; its `extra` is the leaf itself, `CountedEvent.leaf`.
    package init(_ counted: CountedElection, proof: LogProof, policy: LogPolicy) {
        self.init(
            record: counted.record.bytes, outcome: counted.outcomeBytes, ballots: counted.ballots,
            proof: proof,
            policy: policy.bytes)
    }

    /// The same from the files as they were stored. `encrypted`: archive and terms of an encrypted election.
    package init(
        record: [UInt8], outcome: [UInt8], ballots: [UInt8], proof: LogProof, policy: [UInt8],
        encrypted: (archive: [UInt8], terms: [UInt8])? = nil
    ) {
        let files =
            [record, outcome, ballots, proof.bytes, policy]
            + (encrypted.map { [$0.archive, $0.terms] } ?? [])
        members = zip(Self.encryptedNames, files).map { Tar.Member(name: $0, bytes: $1) }
    }

    /// Reads the archive and its manifest; what the members say is not looked at.
    package init(parsing bytes: [UInt8]) throws(RecordError) {
        guard bytes.count <= Self.longest else { throw RecordError("the file is too large") }
        let all = try Tar.read(bytes)
        guard let first = all.first, first.name == Manifest.name,
            [Self.names, Self.encryptedNames].contains(all.dropFirst().map(\.name))
        else {
            throw RecordError("the archive does not have a bundle's members")
        }
        members = Array(all.dropFirst())
        try Manifest.check(first.bytes, against: members)
    }

    package var bytes: [UInt8] {
        Tar.write([Tar.Member(name: Manifest.name, bytes: Manifest.bytes(of: members))] + members)
    }

    /// A bundle of these members, which nobody has checked.
    package init(members: [Tar.Member]) { self.members = members }

    var isEncrypted: Bool { members.count == Self.encryptedNames.count }

    func file(_ name: String) -> [UInt8] { members.first { $0.name == name }?.bytes ?? [] }

    package func record() throws(RecordError) -> ElectionRecord {
        try ElectionRecord(parsing: file("record.json"))
    }
}

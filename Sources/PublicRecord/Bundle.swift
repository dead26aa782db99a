package import TransparencyLog

/// One file with everything needed to check and repeat the count of an election on one's own computer.
///
/// A tar archive with the members `manifest.json`, `record.json`, `outcome.json`, `ballots.jsonl`,
/// `log.tlog-proof` and `policy`, in this order; of an encrypted election also `archive.bel`, `terms.json` and
/// `archive-proofs.json`, and where people could vote on paper `paper.json` and `paper-proofs.json`.
package struct Bundle: Sendable {
    /// The longest file that is looked at, in bytes.
    package static let longest = 1 << 30

    static let names = ["record.json", "outcome.json", "ballots.jsonl", "log.tlog-proof", "policy"]
    static let encryptedNames = ["archive.bel", "terms.json", EventProofs.archive]
    static let paperNames = [PaperBallots.name, EventProofs.paper]

    /// The orders of members that there are.
    private static let forms = [[], encryptedNames].flatMap { more in
        [[], paperNames].map { names + more + $0 }
    }

    package let members: [Tar.Member]

    /// `proof` is that of the event `election.counted`; its `extra` is the leaf itself, `CountedEvent.leaf`.
    package init(_ counted: CountedElection, proof: LogProof, policy: LogPolicy) {
        self.init(
            record: counted.record.bytes, outcome: counted.outcomeBytes, ballots: counted.ballots,
            proof: proof,
            policy: policy.bytes)
    }

    /// The same from the files as they were stored. For archive and terms see `BundleFrame`.
    ///
    /// - Parameter archive: that the log holds states of the archive; nil of an election without one.
    package init(
        record: [UInt8], outcome: [UInt8], ballots: [UInt8], proof: LogProof, policy: [UInt8],
        archive: EventProofs? = nil, paper: (ballots: PaperBallots, proofs: EventProofs)? = nil
    ) {
        var files = Array(zip(Self.names, [record, outcome, ballots, proof.bytes, policy]))
        if let archive { files.append((EventProofs.archive, archive.bytes)) }
        if let paper { files += zip(Self.paperNames, [paper.ballots.bytes, paper.proofs.bytes]) }
        members = files.map { Tar.Member(name: $0.0, bytes: $0.1) }
    }

    /// Reads the archive and its manifest; what the members say is not looked at.
    package init(parsing bytes: [UInt8]) throws(RecordError) {
        guard bytes.count <= Self.longest else { throw RecordError("the file is too large") }
        let all = try Tar.read(bytes)
        guard let first = all.first, first.name == Manifest.name,
            Self.forms.contains(all.dropFirst().map(\.name))
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

    var isEncrypted: Bool { has("archive.bel") }

    var hasPaper: Bool { has(PaperBallots.name) }

    private func has(_ name: String) -> Bool { members.contains { $0.name == name } }

    func file(_ name: String) -> [UInt8] { members.first { $0.name == name }?.bytes ?? [] }

    package func record() throws(RecordError) -> ElectionRecord {
        try ElectionRecord(parsing: file("record.json"))
    }
}

import Core
import Testing

import TransparencyLog

/// A log of seven entries, its key and two witnesses, all from fixed seeds.
///
/// Expected values come from golang.org/x/mod/sumdb 0.7.0, transparency-dev/formats and Python's `cryptography`.
enum WorkedExample {
    static let origin = "audit.example.org/town"
    static let time = Instant(seconds: 1_790_000_007)
    static let entries = (0..<7).map {
        Array(#"{"v":1,"seq":\#($0),"act":"proposal.published","obj":"p-\#($0)"}"#.utf8)
    }
    static let leaves = entries.map(leafHash)

    static func log() throws -> SigningKey {
        try #require(SigningKey(name: origin, seed: Array(0x00...0x1F)))
    }
    static func press() throws -> CosigningKey {
        try #require(CosigningKey(name: "witness.example.net/press", seed: Array(0x20...0x3F)))
    }
    static func university() throws -> CosigningKey {
        try #require(CosigningKey(name: "witness.example.edu/uni", seed: Array(0x40...0x5F)))
    }

    static func checkpoint(size: Int) throws -> Checkpoint {
        try #require(Checkpoint(origin: origin, size: size, root: root(of: leaves.prefix(size))))
    }

    /// The checkpoint of size 7 with three signatures.
    static func cosigned() throws -> SignedNote {
        let note = try checkpoint(size: 7).sign(with: log())
        return try note.adding(press().cosign(note.text, at: time)).adding(university().cosign(note.text, at: time))
    }

    /// The receipt of entry 3 in the tree of 7.
    static func receipt() throws -> LogProof {
        LogProof(extra: entries[3], index: 3, hashes: inclusionProof(of: 3, in: leaves), checkpoint: try cosigned())
    }

    static let policyText = """
        # The town's log and who watches it.
        log audit.example.org/town+482ecea6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4
        witness press witness.example.net/press+e175a987+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X
        witness uni witness.example.edu/uni+2203cf1b+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd
        group both all press uni
        quorum both

        """

    static func policy() throws -> LogPolicy { try LogPolicy(parsing: Array(policyText.utf8)) }
}

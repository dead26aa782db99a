package import Core

/// Proof that one log signed two histories: two checkpoints that no tree can both have.
///
///     {"format":"mitstimme-log-fork/v1","larger":"<note>","proof":["<Base64>",…],"root":"<Base64>","smaller":"<note>"}
///
/// `proof` is the consistency proof that the larger checkpoint's tree had the root `root` at the smaller one's size;
/// the log signed another root for that size. Of equal sizes `proof` is empty and `root` is the larger's own.
package struct LogFork: Hashable, Sendable {
    package let smaller: SignedNote
    package let larger: SignedNote
    package let root: Hash
    package let proof: [Hash]

    package init(smaller: SignedNote, larger: SignedNote, root: Hash, proof: [Hash]) {
        self.smaller = smaller
        self.larger = larger
        self.root = root
        self.proof = proof
    }

    package var json: JSON {
        [
            "format": .string(LogFork.format), "smaller": .string(smaller.description),
            "larger": .string(larger.description), "root": .string(root.base64),
            "proof": .array(proof.map { .string($0.base64) }),
        ]
    }

    package init(parsing bytes: [UInt8]) throws(LogFormatError) {
        guard let json = try? JSON(parsing: bytes), json["format"]?.string == LogFork.format,
            let smaller = json["smaller"]?.string, let larger = json["larger"]?.string,
            let root = json["root"]?.string.flatMap({ Hash(base64: $0) }),
            let lines = json["proof"]?.array
        else { throw LogFormatError("not a proof of a fork of version 1") }
        self.smaller = try SignedNote(parsing: Array(smaller.utf8))
        self.larger = try SignedNote(parsing: Array(larger.utf8))
        self.root = root
        proof = try proofHashes(lines.map { $0.string ?? "" }, firstLine: 1)
    }

    private static let format = "mitstimme-log-fork/v1"
}

package enum ForkVerdict: Hashable, Sendable {
    /// The log of this origin signed two roots for one history of `size` entries.
    case proven(origin: String, size: Int, signed: Hash, other: Hash)
    case notProven(ForkFault)
}

package enum ForkFault: Hashable, Sendable {
    /// One of the checkpoints is not one that a log of the policy signed.
    case checkpoint(LogFault)
    /// The checkpoints belong to two logs.
    case twoLogs
    /// The hashes do not lead to the larger checkpoint's root.
    case badProof
    /// Both trees have the same root at that size.
    case agree
}

extension LogFork {
    /// Checks both signatures of the log and the proof. Witnesses are not looked at: the log's own word is the fraud.
    package func verify(policy: LogPolicy) -> ForkVerdict {
        let small: Checkpoint
        let large: Checkpoint
        switch (
            TransparencyLog.verify(checkpoint: smaller, policy: policy.logsAlone),
            TransparencyLog.verify(checkpoint: larger, policy: policy.logsAlone)
        ) {
        case (.invalid(let fault), _), (_, .invalid(let fault)): return .notProven(.checkpoint(fault))
        case (.valid(let first, _), .valid(let second, _)): (small, large) = (first, second)
        }
        guard small.origin.hasBytes(of: large.origin) else { return .notProven(.twoLogs) }
        guard
            verifyConsistency(
                from: small.size, fromRoot: root, to: large.size, toRoot: large.root, proof: proof)
        else { return .notProven(.badProof) }
        guard root != small.root else { return .notProven(.agree) }
        return .proven(origin: small.origin, size: small.size, signed: small.root, other: root)
    }
}

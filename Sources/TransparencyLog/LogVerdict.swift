package import Core

/// Whether an entry is in a log that the policy trusts.
package enum LogVerdict: Hashable, Sendable {
    /// `witnesses`: the cosigners the policy knows, each with the time it vouches for.
    case valid(origin: String, size: Int, index: Int, witnesses: [PolicyWord: Instant])
    case invalid(LogFault)
}

/// Why a proof does not hold. The raw value is a key of `Resources/phrases/`.
package enum LogFault: String, Error, Sendable, CaseIterable {
    /// The signed text is not a checkpoint.
    case malformedCheckpoint = "log.malformed-checkpoint"
    /// The policy lists no log of this origin.
    case unknownLog = "log.unknown-log"
    /// A signature by a key of the policy is wrong.
    case badSignature = "log.bad-signature"
    case notSignedByLog = "log.not-signed-by-log"
    case tooFewWitnesses = "log.too-few-witnesses"
    /// The hashes do not lead from the entry at this index to the root.
    case notIncluded = "log.not-included"
}

/// Checks all of a proof: the log's signature, the quorum of witnesses, and that `entry` is where it says.
///
/// `entry` is the leaf's content as the caller made it from what it holds, never bytes that
/// the proof brought.
package func verify(proof: LogProof, leaf entry: [UInt8], policy: LogPolicy) -> LogVerdict {
    let checkpoint: Checkpoint
    let witnesses: [PolicyWord: Instant]
    switch verify(checkpoint: proof.checkpoint, policy: policy) {
    case .invalid(let fault): return .invalid(fault)
    case .valid(let signed, let times): (checkpoint, witnesses) = (signed, times)
    }
    let isIncluded = verifyInclusion(
        leaf: leafHash(entry), index: proof.index, size: checkpoint.size, proof: proof.hashes,
        root: checkpoint.root)
    guard isIncluded else { return .invalid(.notIncluded) }
    return .valid(origin: checkpoint.origin, size: checkpoint.size, index: proof.index, witnesses: witnesses)
}

/// Whether a checkpoint is one that the policy trusts.
package enum CheckpointVerdict: Hashable, Sendable {
    case valid(Checkpoint, witnesses: [PolicyWord: Instant])
    case invalid(LogFault)
}

/// Checks a signed checkpoint: a known log's signature and the quorum of witnesses.
package func verify(checkpoint note: SignedNote, policy: LogPolicy) -> CheckpointVerdict {
    guard let checkpoint = try? Checkpoint(parsing: note.text) else { return .invalid(.malformedCheckpoint) }
    let logs = policy.logs.map(\.key).filter { $0.name.hasBytes(of: checkpoint.origin) }
    guard !logs.isEmpty else { return .invalid(.unknownLog) }

    let signatures: [VerifiedSignature]
    switch note.verify(with: policy.logs.map(\.key) + policy.witnesses.map(\.key)) {
    case .valid(let valid): signatures = valid
    case .invalid(.badSignature): return .invalid(.badSignature)
    case .invalid(.noKnownSignature): return .invalid(.notSignedByLog)
    }
    guard signatures.contains(where: { logs.contains($0.key) }) else { return .invalid(.notSignedByLog) }

    var witnesses: [PolicyWord: Instant] = [:]
    for witness in policy.witnesses {
        witnesses[witness.name] = signatures.filter { $0.key == witness.key }.compactMap(\.time).max()
    }
    guard policy.isMet(by: Set(witnesses.keys)) else { return .invalid(.tooFewWitnesses) }
    return .valid(checkpoint, witnesses: witnesses)
}

/// What a witness makes of a request.
package enum WitnessDecision: Hashable, Sendable {
    /// Nothing speaks against cosigning; the new state must be stored first.
    case cosign(Checkpoint)
    case refuse(WitnessRefusal)
}

/// Why a witness does not cosign, with the statuses of c2sp.org/tlog-witness.
package enum WitnessRefusal: Error, Hashable, Sendable {
    /// 400: not a request, or the old size is larger than the checkpoint's.
    case malformed
    /// 403: no signature of the log, or one that claims to be the log's and is wrong.
    case notSigned
    /// 404: no log of this origin is watched.
    case unknownLog
    /// 409: what the witness cosigned last has this size.
    case otherSize(Int)
    /// 422: the proof does not lead from the last root to the new one.
    case inconsistent

    package var status: Int {
        switch self {
        case .malformed: 400
        case .notSigned: 403
        case .unknownLog: 404
        case .otherSize: 409
        case .inconsistent: 422
        }
    }
}

extension WitnessRequest {
    /// The first line of what is to be cosigned, whoever signed it; nil if it is not a checkpoint.
    package var origin: String? { (try? Checkpoint(reading: checkpoint.text))?.origin }

    /// The checkpoint, if one of the logs with these keys signed it. A key's name is its log's origin.
    package func signedCheckpoint(logs: [VerifierKey]) throws(WitnessRefusal) -> Checkpoint {
        guard let checkpoint = try? Checkpoint(reading: self.checkpoint.text) else { throw .malformed }
        let keys = logs.filter { $0.name.hasBytes(of: checkpoint.origin) }
        guard !keys.isEmpty else { throw .unknownLog }
        guard case .valid = self.checkpoint.verify(with: keys) else { throw .notSigned }
        return checkpoint
    }

    /// Whether to cosign `checkpoint`, which is signed, after the last one cosigned for its origin.
    package func decision(on checkpoint: Checkpoint, after last: Checkpoint?) -> WitnessDecision {
        guard oldSize <= checkpoint.size else { return .refuse(.malformed) }
        let seen = last?.size ?? 0
        guard oldSize == seen else { return .refuse(.otherSize(seen)) }
        let isConsistent = verifyConsistency(
            from: seen, fromRoot: last?.root ?? emptyRoot, to: checkpoint.size, toRoot: checkpoint.root,
            proof: proof)
        return isConsistent ? .cosign(checkpoint) : .refuse(.inconsistent)
    }
}

extension SignedNote {
    /// What a witness stores and shows to monitors: the text with the log's own signatures and the witness's, not
    /// with whatever else was sent along.
    package func cosigned(_ cosignature: NoteSignature, logs: [VerifierKey]) throws(LogFormatError)
        -> SignedNote
    {
        let own = signatures.filter { signature in logs.contains { $0.isClaimed(by: signature) } }
        return try SignedNote(text: text, signatures: own + [cosignature])
    }
}

package import Core

/// A signature that holds. `time` is set for cosignatures.
package struct VerifiedSignature: Hashable, Sendable {
    package let key: VerifierKey
    package let time: Instant?
}

package enum NoteVerdict: Hashable, Sendable {
    /// By whom, in the note's order; never empty.
    case valid([VerifiedSignature])
    case invalid(NoteFault)
}

package enum NoteFault: String, Sendable {
    case badSignature = "note.bad-signature"
    case noKnownSignature = "note.no-known-signature"
}

extension SignedNote {
    /// Checks every signature that claims to be by one of `keys` and passes over all others.
    ///
    /// One known signature that fails spoils the note. Keys of ML-DSA-44 count as unknown.
    package func verify(with keys: [VerifierKey]) -> NoteVerdict {
        var valid: [VerifiedSignature] = []
        for signature in signatures {
            for key in keys where key.type != .mlDSA44 && key.isClaimed(by: signature) {
                guard let verified = check(signature, by: key) else { return .invalid(.badSignature) }
                valid.append(verified)
            }
        }
        return valid.isEmpty ? .invalid(.noKnownSignature) : .valid(valid)
    }

    private func check(_ signature: NoteSignature, by key: VerifierKey) -> VerifiedSignature? {
        switch key.type {
        case .ed25519:
            guard Ed25519Key.isValid(signature.payload, of: Array(text.utf8), by: key.key) else { return nil }
            return VerifiedSignature(key: key, time: nil)
        case .cosignature:
            guard signature.payload.count == 72 else { return nil }
            let seconds = signature.payload.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            // Later than the year 290 000 no clock of ours can tell.
            guard seconds <= UInt64(Int64.max / 1_000_000) else { return nil }
            let message = cosignedMessage(text, seconds: seconds)
            guard Ed25519Key.isValid(signature.payload.dropFirst(8), of: message, by: key.key) else { return nil }
            return VerifiedSignature(key: key, time: Instant(seconds: Int64(seconds)))
        case .mlDSA44:
            return nil
        }
    }
}

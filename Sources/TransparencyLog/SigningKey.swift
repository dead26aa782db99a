package import Core

/// The private key of a log. It must sign nothing but checkpoints.
package struct SigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    package let vkey: VerifierKey
    private let key: Ed25519Key

    /// Nil unless the seed has 32 bytes and the name is non-empty, without spaces and plus signs.
    package init?(name: String, seed: [UInt8]) {
        guard let key = Ed25519Key(seed: seed),
            let vkey = VerifierKey(name: name, type: .ed25519, key: key.publicKey)
        else { return nil }
        self.key = key
        self.vkey = vkey
    }

    package var name: String { vkey.name }

    /// Signs the text of a note, final newline included.
    package func sign(_ text: String) -> NoteSignature {
        NoteSignature(key: vkey, payload: key.sign(Array(text.utf8)))
    }

    package var description: String { "<secret of \(name)>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The private key of a witness. One key for each witness: what it signs does not name the witness.
package struct CosigningKey: Sendable, CustomStringConvertible, CustomReflectable {
    package let vkey: VerifierKey
    private let key: Ed25519Key

    /// Nil unless the seed has 32 bytes and the name is non-empty, without spaces and plus signs.
    package init?(name: String, seed: [UInt8]) {
        guard let key = Ed25519Key(seed: seed),
            let vkey = VerifierKey(name: name, type: .cosignature, key: key.publicKey)
        else { return nil }
        self.key = key
        self.vkey = vkey
    }

    package var name: String { vkey.name }

    /// States that at `time`, cut to the second, this is the largest consistent tree seen. `time` is not before 1970.
    ///
    /// `checkpoint` is the text of the note, final newline included. Source: c2sp.org/tlog-cosignature.
    package func cosign(_ checkpoint: String, at time: Instant) -> NoteSignature {
        let seconds = UInt64(max(0, time.seconds))
        let signature = key.sign(cosignedMessage(checkpoint, seconds: seconds))
        return NoteSignature(key: vkey, payload: bigEndian(seconds) + signature)
    }

    package var description: String { "<secret of \(name)>" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}

/// The bytes a witness signs: two header lines and the checkpoint's text.
func cosignedMessage(_ checkpoint: String, seconds: UInt64) -> [UInt8] {
    Array("cosignature/v1\ntime \(seconds)\n\(checkpoint)".utf8)
}

package import TransparencyLog

/// The log's name and the keys that sign its checkpoints. The keys' name is the origin.
///
/// While the town changes its key two sign each checkpoint, so that whoever knows one of them can verify it.
package struct LogKey: Sendable {
    package let signing: SigningKey
    /// The key that is to follow; nil unless a change has begun.
    package let next: SigningKey?
    /// Keys that signed before and sign no more, newest last.
    package let former: [VerifierKey]

    /// A seed is 32 bytes, kept outside the database and its backups. Nil for an origin that no key can have.
    package init?(origin: String, seed: [UInt8], next: [UInt8]? = nil, former: [VerifierKey] = []) {
        guard let key = SigningKey(name: origin, seed: seed) else { return nil }
        let second = next.flatMap { SigningKey(name: origin, seed: $0) }
        guard (second == nil) == (next == nil), second?.vkey != key.vkey else { return nil }
        signing = key
        self.next = second
        self.former = former.filter { $0 != key.vkey && $0 != second?.vkey }
    }

    package var origin: String { signing.name }

    /// The keys that sign now.
    package var signs: [VerifierKey] { [signing.vkey] + (next.map { [$0.vkey] } ?? []) }

    /// The keys that sign now, then those that did.
    package var known: [VerifierKey] { signs + former }

    /// The checkpoint with one signature line of each key that signs now.
    func sign(_ checkpoint: Checkpoint) throws(LogFormatError) -> SignedNote {
        let note = try checkpoint.sign(with: signing)
        return try next.map { key throws(LogFormatError) in try note.adding(key.sign(note.text)) } ?? note
    }

    /// What verifiers trust while there is no witness: the log's keys alone.
    package func policy() throws -> LogPolicy {
        try LogPolicy(logs: known.map { .init(key: $0) }, witnesses: [], groups: [], quorum: nil)
    }

    /// The same as a file.
    package var trustFile: String { logLines + "quorum none\n" }

    /// The lines of the log's keys in a trust file, with a word on what each is for.
    package var logLines: String {
        var lines = known.map { "log \($0)" }
        if !former.isEmpty { lines.insert("# signs no more; for older receipts:", at: next == nil ? 1 : 2) }
        if next != nil { lines.insert("# signs, too, and will follow the one above:", at: 1) }
        return lines.map { $0 + "\n" }.joined()
    }
}

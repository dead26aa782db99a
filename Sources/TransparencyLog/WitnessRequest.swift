/// What a log asks of a witness: cosign this checkpoint, which grows from the size you saw last.
///
///     old 3
///     iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I=
///
///     audit.example.org/town
///     …
///
/// The body of `POST add-checkpoint`. Source: c2sp.org/tlog-witness.
package struct WitnessRequest: Hashable, Sendable, CustomStringConvertible {
    /// The size the witness cosigned last; 0 at first contact.
    package let oldSize: Int
    /// The consistency proof from `oldSize`.
    package let proof: [Hash]
    package let checkpoint: SignedNote

    package init(oldSize: Int, proof: [Hash], checkpoint: SignedNote) {
        self.oldSize = oldSize
        self.proof = proof
        self.checkpoint = checkpoint
    }

    package init(parsing bytes: [UInt8]) throws(LogFormatError) {
        let file = try HeadedNote(parsing: bytes)
        guard let first = file.lines.first, first.hasPrefix("old "), let oldSize = plainNumber(first.dropFirst(4)) else {
            throw LogFormatError("the old size is missing", line: 1)
        }
        self.oldSize = oldSize
        proof = try proofHashes(file.lines.dropFirst(), firstLine: 2)
        checkpoint = file.note
    }

    package var description: String {
        (["old \(oldSize)"] + proof.map(\.base64)).map { $0 + "\n" }.joined() + "\n\(checkpoint)"
    }

    package var bytes: [UInt8] { Array(description.utf8) }
}

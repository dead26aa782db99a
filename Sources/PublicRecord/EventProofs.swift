import Core
package import TransparencyLog

/// That the log holds events: `paper-proofs.json` and `archive-proofs.json`.
///
///     {"proofs":["<tlog-proof>",…],"v":1}
///
/// In the order of the events. Each proof's `extra` is the leaf itself.
package struct EventProofs: Sendable {
    /// Of each batch of paper and of the event that ended the counting.
    package static let paper = "paper-proofs.json"
    /// Of the states that an archive of encrypted ballots had.
    package static let archive = "archive-proofs.json"

    private let proofs: [LogProof]

    package init(_ proofs: [LogProof]) { self.proofs = proofs }

    /// Reads what `bytes` writes and nothing else; `name` is the file's.
    init(parsing bytes: [UInt8], _ name: String) throws(RecordError) {
        let texts = try each(canonicalJSON(bytes).list("proofs")) { value throws(RecordError) in
            guard let text = value.string else { throw RecordError("a proof of \(name) is not a text") }
            return Array(text.utf8)
        }
        proofs = try each(texts) { text throws(RecordError) in
            do throws(LogFormatError) {
                return try LogProof(parsing: text)
            } catch {
                throw RecordError("a proof of \(name): \(error.reason)")
            }
        }
        guard self.bytes == bytes else { throw RecordError("\(name) is not in its canonical form") }
    }

    /// Canonical JSON.
    package var bytes: [UInt8] {
        let json: JSON = [
            "v": 1, "proofs": .array(proofs.map { .string(String(decoding: $0.bytes, as: UTF8.self)) }),
        ]
        return json.canonical
    }

    /// What the entries say of the election, in their order; whether they are in the log is asked by `check`.
    func events(of facts: ElectionFacts) throws(RecordError) -> [(act: String, body: JSON)] {
        try each(proofs) { proof throws(RecordError) in
            guard let leaf = proof.extra else { throw RecordError("a proof has no entry") }
            let json = try canonicalJSON(leaf)
            guard try json.whole("v") == 1, try json.text("obj") == facts.path else {
                throw RecordError("a proven entry is about something else than this election")
            }
            return (try json.text("act"), try json.field("body"))
        }
    }

    /// Whether every entry is in this town's log, as each of the policies asks.
    func check(_ facts: ElectionFacts, policies: [LogPolicy]) throws(RecordError) {
        for proof in proofs {
            guard let leaf = proof.extra else { throw RecordError("a proof has no entry") }
            for policy in policies {
                guard case .valid(let origin, _, _, _) = verify(proof: proof, leaf: leaf, policy: policy),
                    Array(origin.utf8) == Array(facts.origin.utf8)
                else { throw RecordError("the proof of entry \(proof.index) is not accepted") }
            }
        }
    }
}

import Core
package import TransparencyLog

/// That the log holds the seal of each batch of paper, and the event that ended the counting: `paper-proofs.json`.
///
///     {"proofs":["<tlog-proof of batch.sealed>",…,"<of paper.completed>"],"v":1}
///
/// In the order of the batches. Each proof's `extra` is the leaf itself.
package struct PaperProofs: Sendable {
    package static let name = "paper-proofs.json"

    private let proofs: [LogProof]

    package init(_ proofs: [LogProof]) { self.proofs = proofs }

    /// Reads what `bytes` writes and nothing else.
    init(parsing bytes: [UInt8]) throws(RecordError) {
        let texts = try each(canonicalJSON(bytes).list("proofs")) { value throws(RecordError) in
            guard let text = value.string else {
                throw RecordError("a proof of paper-proofs.json is not a text")
            }
            return Array(text.utf8)
        }
        proofs = try each(texts) { text throws(RecordError) in
            do throws(LogFormatError) {
                return try LogProof(parsing: text)
            } catch {
                throw RecordError("a proof of paper-proofs.json: \(error.reason)")
            }
        }
        guard self.bytes == bytes else {
            throw RecordError("paper-proofs.json is not in its canonical form")
        }
    }

    /// Canonical JSON.
    package var bytes: [UInt8] {
        let json: JSON = [
            "v": 1, "proofs": .array(proofs.map { .string(String(decoding: $0.bytes, as: UTF8.self)) }),
        ]
        return json.canonical
    }

    /// Whether each batch is in the log as it was sealed, and all of them when the counting was ended.
    func check(
        _ paper: PaperBallots, _ facts: ElectionFacts, policies: [LogPolicy]
    ) throws(RecordError) {
        let sealed = paper.batches.map { batch -> (act: String, body: [String: JSON]) in
            (
                "batch.sealed",
                [
                    "batch": .int(batch.number), "sheets": .int(batch.sheets),
                    "seal": .string(batch.seal(election: facts.election, rule: facts.rule).bytes.base64),
                ]
            )
        }
        let act = "paper.completed"
        let completed = (
            act: act,
            body: [
                "batches": JSON.int(paper.batches.count), "marked": .int(facts.marks.paper),
                "sheets": .int(paper.sheets),
            ]
        )
        let expected = sealed + [completed]
        guard proofs.count == expected.count else {
            throw RecordError("paper-proofs.json has not one proof for each batch and one for the end")
        }
        for (proof, event) in zip(proofs, expected) {
            guard let leaf = proof.extra else {
                throw RecordError("a proof of paper-proofs.json has no entry")
            }
            let json = try canonicalJSON(leaf)
            guard try json.text("act") == event.act, try json.whole("v") == 1,
                try json.text("obj") == facts.path, try json.field("body") == .object(event.body)
            else { throw RecordError("the log's \(event.act) says something else than paper.json") }
            for policy in policies {
                guard case .valid(let origin, _, _, _) = verify(proof: proof, leaf: leaf, policy: policy),
                    Array(origin.utf8) == Array(facts.origin.utf8)
                else { throw RecordError("the proof of \(event.act) is not accepted") }
            }
        }
    }
}

import Core
import TransparencyLog

extension PaperBallots {
    /// Whether these events are the seal of each batch, as it is here, and the end of the counting.
    func check(_ events: [(act: String, body: JSON)], _ facts: ElectionFacts) throws(RecordError) {
        let sealed = batches.map { batch -> (act: String, body: [String: JSON]) in
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
                "batches": JSON.int(batches.count), "marked": .int(facts.marks.paper), "sheets": .int(sheets),
            ]
        )
        let expected = sealed + [completed]
        guard events.count == expected.count else {
            throw RecordError("paper-proofs.json has not one proof for each batch and one for the end")
        }
        for (event, expected) in zip(events, expected)
        where event.act != expected.act || event.body != .object(expected.body) {
            throw RecordError("the log's \(expected.act) says something else than paper.json")
        }
    }
}

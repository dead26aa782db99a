import AuditLog
import Core
import ElectionCrypto
import PublicRecord
import Tally
import TransparencyLog

extension Event {
    /// Facts: `size`.
    static func rollFrozen(_ election: Election, size: Int, by permit: Permit) -> Event {
        Event(
            "roll.frozen", object: "elections/\(election.id)", actor: permit.actor,
            body: .facts(["size": .int(size)]))
    }

    /// Facts: `budget`, `closes`, `costs`, `limit`, `opens`, `options`, `parameters`, `question`, `rule`, `seats`. `budget` is null, or has
    /// `limit` and `costs`: what the options may cost together and each alone.
    static func electionOpened(_ election: Election, by permit: Permit) -> Event {
        Event(
            "election.opened", object: "elections/\(election.id)", actor: permit.actor,
            body: .facts([
                "question": .string(election.question),
                "options": .array(election.options.map { .string($0.title) }),
                "rule": .string(election.rule.id),
                "parameters": ParametersJSON.value(election.parameters),
                "seats": .int(election.seats),
                "budget": election.budget.map {
                    ["limit": .int($0.limit), "costs": .array($0.costs.map(JSON.int))]
                } ?? .null,
                "opens": .string(election.opensAt.iso8601),
                "closes": .string(election.endsAt.iso8601),
            ]))
    }

    /// Facts: `input`, `roll`: the Base64 SHA-256 of the file, and how many could vote or, where nobody knows, did.
    static func electionImported(_ id: ElectionID, input: Hash, roll: Int, by permit: Permit) -> Event {
        Event(
            "election.imported", object: "elections/\(id)", actor: permit.actor,
            body: .facts(["input": .string(input.bytes.base64), "roll": .int(roll)]))
    }

    /// No fields. Nobody can vote any more.
    static func electionClosed(_ id: ElectionID, by permit: Permit) -> Event {
        Event("election.closed", object: "elections/\(id)", actor: permit.actor, body: .facts([:]))
    }

    /// Facts: `added`, `election`, `removed`. Commitments in ascending order of their bytes, in Base64.
    static func ballotsBoxed(_ id: ElectionID, added: [[UInt8]], removed: [[UInt8]]) -> Event {
        Event(
            "ballots.boxed", object: "elections/\(id)",
            body: .facts([
                "election": .string(id.description),
                "added": .array(added.map { .string($0.base64) }),
                "removed": .array(removed.map { .string($0.base64) }),
            ]))
    }

    /// Facts: `digest`, the Base64 SHA-256 of the list of the booth's scripts with the digest of each.
    static func boothPublished(_ digest: [UInt8]) -> Event {
        Event(
            "booth.published", object: "booth", actor: "house",
            body: .facts(["digest": .string(digest.base64)]))
    }

    /// Facts: `election`, `head`, `height`, `length`, `terms`: what the archive calls the election, the hash of its last
    /// event in hexadecimal, how many events it has and how many bytes, and the hexadecimal SHA-256 of `terms.json`.
    static func archiveExtended(_ archive: ElectionArchive) -> Event {
        Event(
            "archive.extended", object: "elections/\(archive.election)",
            body: .facts([
                "election": .string(archive.uuid),
                "head": .string(archive.head.hex),
                "height": .int(archive.height),
                "length": .int(archive.length),
                "terms": .string(Digest(of: archive.terms).hex),
            ]))
    }

    /// Facts: `batch`, `seal`, `sheets`: the number of a batch of paper ballots, the Base64 of its seal
    /// (`PaperBatch.seal`), and how many sheets it has.
    static func batchSealed(_ batch: PaperBatch, _ seal: Hash, in election: ElectionID, by permit: Permit)
        -> Event
    {
        Event(
            "batch.sealed", object: "elections/\(election)", actor: permit.actor,
            body: .facts([
                "batch": .int(batch.number), "seal": .string(seal.bytes.base64), "sheets": .int(batch.sheets),
            ]))
    }

    /// Facts: `batch`. A sealed batch that was taken out; `sealed` is the leaf hash of its seal.
    static func batchVoided(_ batch: Int, sealed: [UInt8], in election: ElectionID, by permit: Permit)
        -> Event
    {
        Event(
            "batch.voided", object: "elections/\(election)", actor: permit.actor,
            body: .facts(["batch": .int(batch)]), previous: sealed)
    }

    /// Facts: `batches`, `marked`, `sheets`: how many batches of paper ballots there are with how many sheets, and how
    /// many persons are marked on the roll as having voted on paper.
    static func paperCompleted(
        _ count: PaperCount, in election: ElectionID, by permit: Permit
    ) -> Event {
        Event(
            "paper.completed", object: "elections/\(election)", actor: permit.actor,
            body: .facts([
                "batches": .int(count.batches.count), "marked": .int(count.marked),
                "sheets": .int(count.sheets),
            ]))
    }

    /// Facts: `record`, the Base64 SHA-256 of `record.json`.
    static func electionCounted(_ record: ElectionRecord) -> Event {
        Event(
            CountedEvent.act, object: record.facts.path,
            body: .facts(CountedEvent.body(of: record).object ?? [:]))
    }
}

package import BallotFiles
package import Core
package import Tally
package import TransparencyLog

/// Sheets of paper that two persons counted, each for themselves, and that were then sealed together.
package struct PaperBatch: Sendable, Hashable {
    /// Equal sheets: what they say, and how many there are.
    package struct Pile: Sendable, Hashable {
        package let ballot: Ballot
        package let count: Int

        package init(_ ballot: Ballot, _ count: Int) {
            self.ballot = ballot
            self.count = count
        }
    }

    /// As many as two persons can count without losing track; a published sum of fewer would say too much of each.
    package static let sizes = 10...500

    /// From 1.
    package let number: Int
    /// One for each different ballot, ascending by the bytes of its canonical form.
    package let piles: [Pile]
    /// 32 random bytes, so that the seal tells nothing of small numbers.
    package let salt: [UInt8]

    /// Equal ballots are put together. Nil unless there are 1 to 500 sheets and the salt has 32 bytes.
    package init?(_ number: Int, _ piles: [Pile], rule: Rule, salt: [UInt8]) {
        guard number >= 1, salt.count == OpenedBallot.saltLength,
            let sorted = PaperBatch.sorted(piles, rule: rule)
        else { return nil }
        self.number = number
        self.piles = sorted
        self.salt = salt
    }

    package var sheets: Int { piles.sheets }

    /// The canonical order, without empty piles. Nil where a count is negative or there are not 1 to 500 sheets.
    package static func sorted(_ piles: [Pile], rule: Rule) -> [Pile]? {
        var counts: [[UInt8]: Pile] = [:]
        var sheets = 0
        for pile in piles where pile.count != 0 {
            guard pile.count > 0, pile.count <= sizes.upperBound - sheets else { return nil }
            sheets += pile.count
            let key = BallotJSON.value(pile.ballot, rule: rule).canonical
            counts[key] = Pile(pile.ballot, (counts[key]?.count ?? 0) + pile.count)
        }
        guard sheets >= 1 else { return nil }
        return counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    }

    /// `[{"ballot":…,"count":3},…]`, as entries and seals hold it.
    package static func json(_ piles: [Pile], rule: Rule) -> JSON {
        .array(piles.map { ["ballot": BallotJSON.value($0.ballot, rule: rule), "count": .int($0.count)] })
    }

    /// Reads what `json` writes and nothing else.
    package static func piles(_ json: JSON, rule: Rule, options: Int) throws(RecordError) -> [Pile] {
        guard let list = json.array else { throw RecordError("the piles of a batch are not a list") }
        let piles = try each(list) { pile throws(RecordError) in
            let json = try pile.field("ballot")
            do throws(BallotFileError) {
                return Pile(
                    try BallotJSON.ballot(json, rule: rule, options: options), pile["count"]?.int ?? -1)
            } catch {
                throw RecordError("a ballot on paper: \(error.reason)")
            }
        }
        guard let sorted = sorted(piles, rule: rule), self.json(sorted, rule: rule) == json else {
            throw RecordError("a batch is not written in its canonical form, or is of a size it cannot have")
        }
        return sorted
    }

    package func json(rule: Rule) -> JSON {
        [
            "number": .int(number), "piles": PaperBatch.json(piles, rule: rule), "salt": .string(salt.base64),
            "sheets": .int(sheets),
        ]
    }

    /// What the log shows when the batch is sealed:
    /// `SHA-256("mitstimme-batch/v1" ‖ 0 ‖ election id in decimal ‖ 0 ‖ canonical batch)`.
    package func seal(election: ElectionID, rule: Rule) -> Hash {
        SHA256.hash(
            Array("mitstimme-batch/v1".utf8) + [0] + Array(election.description.utf8) + [0]
                + json(rule: rule).canonical)
    }

    /// Each sheet with the salt `SHA-256("mitstimme-sheet/v1" ‖ 0 ‖ salt of the batch ‖ its number in decimal)`,
    /// numbered from 1 through the piles: nothing is left to hide.
    package var opened: [OpenedBallot] {
        let ballots = piles.flatMap { [Ballot](repeating: $0.ballot, count: $0.count) }
        return ballots.enumerated().compactMap { index, ballot in
            let text = Array("mitstimme-sheet/v1".utf8) + [0] + salt + Array("\(index + 1)".utf8)
            return OpenedBallot(ballot: ballot, salt: SHA256.hash(text).bytes)
        }
    }
}

extension [PaperBatch.Pile] {
    /// How many sheets they are together.
    package var sheets: Int { reduce(0) { $0 + $1.count } }
}

/// All sealed batches of an election: `paper.json`.
///
///     {"batches":[{"number":1,"piles":[{"ballot":{"choice":"no"},"count":9}],"salt":"…","sheets":9}],"election":42,"v":1}
package struct PaperBallots: Sendable, Hashable {
    package static let name = "paper.json"
    /// Bytes of a file that is looked at: more than half a million different sheets.
    static let longest = 1 << 25

    package let batches: [PaperBatch]
    /// Canonical JSON.
    package let bytes: [UInt8]

    /// `batches` ascending by their numbers.
    package init(_ batches: [PaperBatch], election: ElectionID, rule: Rule) {
        self.batches = batches
        let json: JSON = [
            "v": 1, "election": .int(Int(election.rawValue)),
            "batches": .array(batches.map { $0.json(rule: rule) }),
        ]
        bytes = json.canonical
    }

    /// Reads what `bytes` holds and nothing else.
    package init(parsing bytes: [UInt8], of facts: ElectionFacts) throws(RecordError) {
        let json = try canonicalJSON(bytes)
        let batches = try each(json.list("batches")) { batch throws(RecordError) in
            let piles = try PaperBatch.piles(
                batch.field("piles"), rule: facts.rule, options: facts.options.count)
            guard let salt = [UInt8](base64: try batch.text("salt")),
                let read = PaperBatch(try batch.whole("number"), piles, rule: facts.rule, salt: salt)
            else { throw RecordError("a batch has no number or no salt of 32 bytes") }
            return read
        }
        guard zip(batches, batches.dropFirst()).allSatisfy({ $0.number < $1.number }) else {
            throw RecordError("the batches are out of order")
        }
        self.init(batches, election: facts.election, rule: facts.rule)
        guard self.bytes == bytes else { throw RecordError("paper.json is not in its canonical form") }
    }

    package var sheets: Int { batches.reduce(0) { $0 + $1.sheets } }

    package var opened: [OpenedBallot] { batches.flatMap(\.opened) }

    /// What `record.json` says of them.
    package var facts: ElectionFacts.Paper {
        .init(sheets: sheets, batches: batches.count, digest: SHA256.hash(bytes))
    }
}

package import Core
package import Tally
package import TransparencyLog

/// What was asked and decided on, before anything is counted.
package struct ElectionFacts: Sendable {
    /// Ballots by the way they came in, as the roll is marked.
    package struct Marks: Sendable, Hashable {
        package let online: Int
        package let paper: Int

        package init(online: Int, paper: Int) {
            self.online = online
            self.paper = paper
        }
    }

    /// The archive of an encrypted election, from the Setup to the Result.
    package struct Archive: Sendable, Hashable {
        package let uuid: String
        /// Hash of the last event, 64 digits.
        package let head: String
        /// In bytes.
        package let length: Int
        /// SHA-256 of `terms.json`, 64 digits.
        package let terms: String

        package init(uuid: String, head: String, length: Int, terms: String) {
            self.uuid = uuid
            self.head = head
            self.length = length
            self.terms = terms
        }
    }

    /// Ballots on paper, from batches that were sealed: `paper.json`.
    package struct Paper: Sendable, Hashable {
        /// Ballots in all batches.
        package let sheets: Int
        package let batches: Int
        /// SHA-256 of the file.
        package let digest: Hash

        package init(sheets: Int, batches: Int, digest: Hash) {
            self.sheets = sheets
            self.batches = batches
            self.digest = digest
        }
    }

    /// The log's origin.
    package let origin: String
    package let election: ElectionID
    package let question: String
    /// The titles of the options in order: option 1 first.
    package let options: [String]
    package let rule: Rule
    package let parameters: Parameters
    package let seats: Int
    /// In whole euros; nil unless money was voted on.
    package let budget: Profile.Budget?
    package let opens: Instant
    package let closes: Instant
    /// The number of persons on the electoral roll.
    package let eligible: Int
    package let marks: Marks
    /// Nil for an open-box election.
    package let archive: Archive?
    /// Nil where nobody could vote on paper.
    package let paper: Paper?
    /// Nil where too little is known of districts.
    package let turnout: DistrictTurnout?

    package init(
        origin: String, election: ElectionID, question: String, options: [String], rule: Rule,
        parameters: Parameters, seats: Int, budget: Profile.Budget? = nil, opens: Instant, closes: Instant,
        eligible: Int, marks: Marks, archive: Archive? = nil, paper: Paper? = nil,
        turnout: DistrictTurnout? = nil
    ) {
        self.origin = origin
        self.election = election
        self.question = question
        self.options = options
        self.rule = rule
        self.parameters = parameters
        self.seats = seats
        self.budget = budget
        self.opens = opens
        self.closes = closes
        self.eligible = eligible
        self.marks = marks
        self.archive = archive
        self.paper = paper
        self.turnout = turnout
    }

    /// The options' ids in `outcome.json`: the rule's own words, else numbers from 1.
    package var ids: [String] {
        rule.fixedOptions.isEmpty ? options.indices.map { String($0 + 1) } : rule.fixedOptions
    }

    /// The log's `obj` for the election, also its path.
    package var path: String { "elections/\(election)" }
}

/// What was decided, by which rule, and the digests of what the result follows from: `record.json`.
///
/// The log commits to its SHA-256 in the event `election.counted`.
package struct ElectionRecord: Sendable {
    package static let version = 1

    package let facts: ElectionFacts
    package let ballots: Int
    package let valid: Int
    package let invalid: Int
    /// SHA-256 of the file `ballots.jsonl`.
    package let ballotsDigest: Hash
    /// SHA-256 of the file `outcome.json`.
    package let outcomeDigest: Hash

    /// Where money was voted on, `budget` is the limit and each option has a `cost`.
    package var json: JSON {
        var members: [String: JSON] = [
            "v": .int(Self.version),
            "origin": .string(facts.origin),
            "election": .int(Int(facts.election.rawValue)),
            "question": .string(facts.question),
            "options": .array(facts.options.indices.map(option)),
            "rule": .string(facts.rule.id),
            "parameters": ParametersJSON.value(facts.parameters),
            "seats": .int(facts.seats),
            "opens": .string(facts.opens.iso8601),
            "closes": .string(facts.closes.iso8601),
            "roll": .int(facts.eligible),
            "marks": ["online": .int(facts.marks.online), "paper": .int(facts.marks.paper)],
            "counts": ["ballots": .int(ballots), "valid": .int(valid), "invalid": .int(invalid)],
            "digests": [
                "ballots.jsonl": .string(ballotsDigest.bytes.hex),
                "outcome.json": .string(outcomeDigest.bytes.hex),
            ],
        ]
        if let budget = facts.budget { members["budget"] = .int(budget.limit) }
        members["archive"] = facts.archive.map {
            [
                "uuid": .string($0.uuid), "head": .string($0.head), "length": .int($0.length),
                "terms": .string($0.terms),
            ]
        }
        members["paper"] = facts.paper.map {
            [
                "batches": .int($0.batches), "digest": .string($0.digest.bytes.hex),
                "sheets": .int($0.sheets),
            ]
        }
        members["turnout"] = facts.turnout?.json
        return .object(members)
    }

    private func option(_ index: Int) -> JSON {
        var members: [String: JSON] = ["number": .int(index + 1), "title": .string(facts.options[index])]
        if let budget = facts.budget { members["cost"] = .int(budget.costs[index]) }
        return .object(members)
    }

    package var bytes: [UInt8] { json.canonical }

    package var digest: Hash { SHA256.hash(bytes) }
}

extension ElectionRecord {
    /// Reads canonical bytes and nothing else.
    package init(parsing bytes: [UInt8]) throws(RecordError) {
        let json = try canonicalJSON(bytes)
        guard try json.whole("v") == Self.version else { throw RecordError("the version is not known") }
        guard let rule = Rule.named(try json.text("rule")) else { throw RecordError("the rule is not known") }
        guard let election = ElectionID(rawValue: Int64(try json.whole("election"))) else {
            throw RecordError("the election's id is not a positive number")
        }
        let marks = try json.field("marks")
        let counts = try json.field("counts")
        let digests = try json.field("digests")
        var budget: Profile.Budget?
        if json["budget"] != nil {
            budget = Profile.Budget(
                limit: try json.whole("budget"),
                costs: try each(json.list("options")) { option throws(RecordError) in try option.whole("cost")
                })
        }
        var archive: ElectionFacts.Archive?
        if json["archive"] != nil {
            let member = try json.field("archive")
            archive = .init(
                uuid: try member.text("uuid"), head: try member.text("head"),
                length: try member.whole("length"), terms: try member.text("terms"))
        }
        var paper: ElectionFacts.Paper?
        if json["paper"] != nil {
            let member = try json.field("paper")
            paper = .init(
                sheets: try member.whole("sheets"), batches: try member.whole("batches"),
                digest: try member.digest("digest"))
        }
        facts = ElectionFacts(
            origin: try json.text("origin"), election: election, question: try json.text("question"),
            options: try each(json.list("options")) { option throws(RecordError) in try option.text("title")
            },
            rule: rule, parameters: try ParametersJSON.parameters(json.field("parameters"), of: rule),
            seats: try json.whole("seats"), budget: budget, opens: try json.date("opens"),
            closes: try json.date("closes"),
            eligible: try json.whole("roll"),
            marks: .init(online: try marks.whole("online"), paper: try marks.whole("paper")),
            archive: archive, paper: paper,
            turnout: json["turnout"] == nil ? nil : try DistrictTurnout(parsing: json.field("turnout")))
        ballots = try counts.whole("ballots")
        valid = try counts.whole("valid")
        invalid = try counts.whole("invalid")
        ballotsDigest = try digests.digest("ballots.jsonl")
        outcomeDigest = try digests.digest("outcome.json")
        guard !facts.options.isEmpty else { throw RecordError("there are no options") }
        guard self.bytes == bytes else { throw RecordError("the record is not in its canonical form") }
    }
}

extension JSON {
    /// A SHA-256 value in hexadecimal.
    fileprivate func digest(_ key: String) throws(RecordError) -> Hash {
        guard let hash = [UInt8](hex: try text(key)).flatMap({ Hash(bytes: $0) }) else {
            throw RecordError("\(key) is not a SHA-256 value in hexadecimal")
        }
        return hash
    }
}

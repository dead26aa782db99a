import Tally

/// Cast vote records in the common data format, as JSON.
///
/// One contest is read; where the file has several, the caller names one. Of each record its current snapshot
/// counts; records without the contest are not counted. Which kind of ballots they are follows from the contest's
/// `VoteVariation`. A mark counts where `HasIndication` is yes and `IsAllocable` is not no; a rank of which several
/// marks are not allocable stays as it was marked, so that the rule decides; a ballot not ranked of which no mark is
/// allocable is invalid, and so is a choice of several.
struct CastVoteRecordReader {
    struct Contest {
        var id = ""
        var name: String?
        var seats: Int?
        var votesAllowed: Int?
        var variation = ""
        var selections: [Selection] = []
    }

    struct Selection {
        var id = ""
        var candidates: [String] = []
        /// What a ballot measure says, such as Yes.
        var answer: String?
    }

    private var electionName: String?
    private var contests: [Contest] = []
    private var candidateNames: [String: String] = [:]

    static func read(_ reading: inout Reading, contest wanted: String?) throws(BallotFileError) -> BallotFile
    {
        var reader = CastVoteRecordReader()
        try reader.readElections(JSONCursor(reading.bytes, position: reading.position))
        let contest = try reader.contest(wanted, reading)
        guard (1...BallotFile.mostOptions).contains(contest.selections.count),
            Set(contest.selections.map(\.id)).count == contest.selections.count
        else { throw reading.error("the contest \(contest.id) has no selections, or one twice", line: 1) }
        let kind = kind(of: contest)
        let records = CastVoteRecords(contest, kind: kind)
        try records.read(JSONCursor(reading.bytes, position: reading.position), &reading)
        var file = try BallotFile(
            .castVoteRecords, reading, options: contest.selections.map { ($0.id, reader.name(of: $0)) },
            kind: kind)
        file.title = contest.name ?? reader.electionName
        file.seats = contest.seats
        return file
    }

    private func contest(_ wanted: String?, _ reading: Reading) throws(BallotFileError) -> Contest {
        let ids = contests.map(\.id).joined(separator: ", ")
        if let wanted {
            guard let contest = contests.first(where: { $0.id == wanted }) else {
                throw reading.error("there is no contest \(wanted), only \(ids)", line: 1)
            }
            return contest
        }
        guard let contest = contests.first, contests.count == 1 else {
            throw reading.error("say which contest is meant: \(ids)", line: 1)
        }
        return contest
    }

    private func name(of selection: Selection) -> String {
        let names = selection.candidates.compactMap { candidateNames[$0] }
        return selection.answer ?? (names.isEmpty ? selection.id : names.joined(separator: " · "))
    }

    private static func kind(of contest: Contest) -> Ballot.Kind {
        switch contest.variation {
        case "rcv", "borda": .ranking
        case "approval", "n-of-m": .approvals
        case "cumulative", "range": .scores
        default: (contest.votesAllowed ?? 1) > 1 ? .approvals : .choice
        }
    }
}

extension CastVoteRecordReader {
    private mutating func readElections(_ start: JSONCursor) throws(BallotFileError) {
        var cursor = start
        var reader = self
        try cursor.object { key, cursor throws(BallotFileError) in
            guard key == "Election" else { return try cursor.skip() }
            try cursor.array { cursor throws(BallotFileError) in try reader.readElection(&cursor) }
        }
        try cursor.end()
        self = reader
    }

    private mutating func readElection(_ cursor: inout JSONCursor) throws(BallotFileError) {
        var reader = self
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "Name": reader.electionName = try cursor.string()
            case "Candidate":
                try cursor.array { cursor throws(BallotFileError) in
                    let (id, name) = try Self.candidate(&cursor)
                    reader.candidateNames[id] = name
                }
            case "Contest":
                try cursor.array { cursor throws(BallotFileError) in
                    reader.contests.append(try Self.contest(&cursor))
                }
            default: try cursor.skip()
            }
        }
        self = reader
    }

    private static func candidate(_ cursor: inout JSONCursor) throws(BallotFileError) -> (String, String?) {
        var (id, name): (String, String?) = ("", nil)
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "@id": id = try cursor.string()
            case "Name": name = try cursor.string()
            default: try cursor.skip()
            }
        }
        return (id, name)
    }

    private static func contest(_ cursor: inout JSONCursor) throws(BallotFileError) -> Contest {
        var contest = Contest()
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "@id": contest.id = try cursor.string()
            case "Name": contest.name = try cursor.string()
            case "NumberElected": contest.seats = try cursor.whole()
            case "VotesAllowed": contest.votesAllowed = try cursor.whole()
            case "VoteVariation": contest.variation = try cursor.string()
            case "ContestSelection":
                try cursor.array { cursor throws(BallotFileError) in
                    contest.selections.append(try selection(&cursor))
                }
            default: try cursor.skip()
            }
        }
        return contest
    }

    private static func selection(_ cursor: inout JSONCursor) throws(BallotFileError) -> Selection {
        var selection = Selection()
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "@id": selection.id = try cursor.string()
            case "Selection": selection.answer = try cursor.string()
            case "CandidateIds":
                try cursor.array { cursor throws(BallotFileError) in
                    selection.candidates.append(try cursor.string())
                }
            default: try cursor.skip()
            }
        }
        return selection
    }
}

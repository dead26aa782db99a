import Tally

/// The records of one contest, made into ballots one by one.
struct CastVoteRecords {
    private struct Mark {
        var selection: String?
        var rank: Int?
        var votes = 1
        var hasIndication = true
        /// `yes`, `no` or `unknown`.
        var allocable = "yes"
    }

    /// What one snapshot says about the contest; marks are nil where it is not on it.
    private struct Snapshot {
        var id = ""
        var marks: [Mark]?
    }

    private let contest: String
    private let kind: Ballot.Kind
    private let options: [String: Int]

    init(_ contest: CastVoteRecordReader.Contest, kind: Ballot.Kind) {
        self.contest = contest.id
        self.kind = kind
        options = Dictionary(
            contest.selections.enumerated().map { ($0.element.id, $0.offset) },
            uniquingKeysWith: { first, _ in first })
    }

    func read(_ start: JSONCursor, _ reading: inout Reading) throws(BallotFileError) {
        var cursor = start
        var state = reading
        try cursor.object { key, cursor throws(BallotFileError) in
            guard key == "CVR" else { return try cursor.skip() }
            try cursor.array { cursor throws(BallotFileError) in
                let line = cursor.line()
                state.resume(at: cursor.position, line: line)
                try readRecord(&cursor, &state)
            }
        }
        reading = state
    }

    private func readRecord(_ cursor: inout JSONCursor, _ reading: inout Reading) throws(BallotFileError) {
        var current: String?
        var snapshots: [Snapshot] = []
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "CurrentSnapshotId": current = try cursor.string()
            case "CVRSnapshot":
                try cursor.array { cursor throws(BallotFileError) in snapshots.append(try snapshot(&cursor)) }
            default: try cursor.skip()
            }
        }
        let chosen = snapshots.count == 1 ? snapshots : snapshots.filter { $0.id == current }
        guard chosen.count == 1, current == nil || chosen[0].id == current else {
            throw reading.error("a record does not say which of its snapshots is current")
        }
        guard let marks = chosen[0].marks else { return }
        try reading.count(try ballot(marks, &reading), 1)
    }

    private func snapshot(_ cursor: inout JSONCursor) throws(BallotFileError) -> Snapshot {
        var snapshot = Snapshot()
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "@id": snapshot.id = try cursor.string()
            case "CVRContest":
                try cursor.array { cursor throws(BallotFileError) in
                    if let marks = try marks(&cursor) { snapshot.marks = (snapshot.marks ?? []) + marks }
                }
            default: try cursor.skip()
            }
        }
        return snapshot
    }

    /// The marks of a contest; nil if it is another.
    private func marks(_ cursor: inout JSONCursor) throws(BallotFileError) -> [Mark]? {
        var id: String?
        var marks: [Mark] = []
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "ContestId": id = try cursor.string()
            case "CVRContestSelection":
                try cursor.array { cursor throws(BallotFileError) in marks += try selection(&cursor) }
            default: try cursor.skip()
            }
        }
        return id == contest ? marks : nil
    }

    private func selection(_ cursor: inout JSONCursor) throws(BallotFileError) -> [Mark] {
        var marks: [Mark] = []
        var (id, rank, total): (String?, Int?, Int?) = (nil, nil, nil)
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "ContestSelectionId": id = try cursor.string()
            case "Rank": rank = try cursor.whole()
            case "TotalNumberVotes": total = try cursor.whole()
            case "SelectionPosition":
                try cursor.array { cursor throws(BallotFileError) in marks.append(try position(&cursor)) }
            default: try cursor.skip()
            }
        }
        if marks.isEmpty, let total, total > 0 { marks = [Mark(votes: total)] }
        return marks.filter(\.hasIndication).map { mark in
            var mark = mark
            mark.selection = id
            mark.rank = mark.rank ?? rank
            return mark
        }
    }

    private func position(_ cursor: inout JSONCursor) throws(BallotFileError) -> Mark {
        var mark = Mark()
        try cursor.object { key, cursor throws(BallotFileError) in
            switch key {
            case "HasIndication": mark.hasIndication = try cursor.string() == "yes"
            case "IsAllocable": mark.allocable = try cursor.string()
            case "NumberVotes": mark.votes = try cursor.whole()
            case "Rank": mark.rank = try cursor.whole()
            default: try cursor.skip()
            }
        }
        return mark
    }
}

extension CastVoteRecords {
    private func ballot(_ marks: [Mark], _ reading: inout Reading) throws(BallotFileError) -> Ballot {
        var known: [(option: Int, mark: Mark)] = []
        for mark in marks {
            guard let option = mark.selection.flatMap({ options[$0] }) else {
                try reading.mend("a mark names no selection of the contest", "it is left out")
                continue
            }
            if mark.allocable == "unknown" {
                try reading.mend("it is not decided whether a mark is allocable", "it is counted")
            }
            known.append((option, mark))
        }
        if known.isEmpty { return .blank }
        if kind == .ranking { return try ranking(known, reading) }
        let allocable = known.filter { $0.mark.allocable != "no" }
        guard !allocable.isEmpty else { return .invalid }
        if kind == .scores {
            var scores = [Int?](repeating: nil, count: options.count)
            for (option, mark) in allocable {
                guard (0...1_000_000).contains(mark.votes) else {
                    throw reading.error("a mark gives 0 to 1000000 votes")
                }
                scores[option] = (scores[option] ?? 0) + mark.votes
            }
            return .scores(scores)
        }
        let chosen = Set(allocable.map(\.option)).sorted()
        if kind == .approvals { return .approvals(chosen) }
        return chosen.count == 1 ? .choice(chosen[0]) : .invalid
    }

    private func ranking(
        _ marks: [(option: Int, mark: Mark)], _ reading: Reading
    ) throws(BallotFileError) -> Ballot {
        var groups: [[(option: Int, mark: Mark)]] = []
        for (option, mark) in marks {
            guard let rank = mark.rank, (1...1000).contains(rank) else {
                throw reading.error("a mark has no rank from 1 to 1000")
            }
            while groups.count < rank { groups.append([]) }
            groups[rank - 1].append((option, mark))
        }
        var ranks = groups.map { group -> [Int] in
            let allocable = group.filter { $0.mark.allocable != "no" }
            // One mark that does not count leaves the rank empty; several show an overvote.
            return (allocable.isEmpty && group.count > 1 ? group : allocable).map(\.option)
        }
        while ranks.last?.isEmpty ?? false { ranks.removeLast() }
        return ranks.isEmpty ? .blank : .ranking(Ranking(ranks))
    }
}

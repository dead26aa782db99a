import Chance
import Tally
import Testing

@Suite("STAR")
struct StarTests {
    /// Transcripts of starvote that print an error of its own options, not a count.
    static let unfit: Set = [
        "test_election_extra_candidates_in_permutation", "test_election_incomplete_permutation",
        "test_election_no_permuted_candidates_tiebreaker", "test_election_use_only_heading_tiebreaker",
        "test_election_no_output", "test_election_too_many_candidates_bloc",
    ]

    static let transcripts: [StarvoteElection] = {
        let files =
            SharedData.names(in: "star", ending: ".starvote") + SharedData.names(in: "star", ending: ".csv")
        return files.compactMap { try? StarvoteElection($0) }.filter {
            ["star", "bloc"].contains($0.method) && !unfit.contains($0.name)
        }
    }()

    @Test(
        "has the sums, runoffs, ties and winners of starvote's transcripts",
        .enabled(if: SharedData.elections != nil, "the shared elections are not here"))
    func starvote() throws {
        #expect(Self.transcripts.count >= 29)
        for election in Self.transcripts {
            let given = election.parameters
            let profile = try election.profile()
            let outcome = try Rule.star.outcome(of: profile, seats: election.seats, given)
            let name: Comment = "\(election.name)"
            #expect(Checker.check(outcome, against: profile) == .accepted, name)

            if let scores = election.transcript.tables("Scoring Round]").first, !scores.isEmpty {
                let sums = outcome.stages[0].totals.compactMap { $0?.whole }
                #expect(scores == Dictionary(uniqueKeysWithValues: zip(election.names, sums)), name)
            }
            if let tied = election.transcript.unbreakable {
                let open = outcome.stages.filter { ["tied", "tied-finalists"].contains($0.kind) }
                #expect(open.contains { Set($0.options.map { election.names[$0] }) == tied }, name)
            } else if outcome.ties.isEmpty {
                let winners = try #require(election.winners)
                #expect(Set(outcome.winners.map { election.names[$0] }) == Set(winners), name)
            } else {
                // Its lot was drawn from the ballots' bytes: one of the ways that stay open here.
                let winners = try #require(election.winners).compactMap { election.names.firstIndex(of: $0) }
                #expect(outcome.alternatives.contains(winners.sorted()), name)
                continue
            }
            let runoffs = election.transcript.tables("Automatic Runoff Round]")
            let ours = outcome.stages.filter { $0.kind == "runoff" }.map { election.runoff($0) }
            #expect(runoffs.isEmpty || ours == runoffs, name)
        }
    }

    private func outcome(
        _ ballots: [[Int?]], seats: Int = 1, _ given: [String: Parameter.Value] = [:]
    ) throws -> Outcome {
        try Rule.star.outcome(
            of: Profile(options: ballots[0].count, ballots: ballots.map { .scores($0) }), seats: seats, given)
    }

    @Test("elects who is preferred in the runoff, not who has the most points")
    func runoff() throws {
        let outcome = try outcome([[5, 4, 0], [5, 4, 0], [0, 5, 5], [5, 4, 0]])
        #expect(outcome.stages[0].totals.map { $0?.whole } == [15, 17, 5])
        #expect(outcome.winners == [0], "15 points beat 17, for three of four prefer them")
    }

    @Test("settles an open place in the runoff only where it matters who gets it")
    func openPlace() throws {
        // 0 beats 1 and 2, which are equal in every way.
        let decided = try outcome([[5, 1, 0], [5, 0, 1]])
        #expect(decided.winners == [0] && decided.ties.isEmpty && decided.alternatives.isEmpty)
        #expect(decided.stages.contains { $0.kind == "tied-finalists" && $0.options == [1, 2] })
    }

    @Test("looks at head-to-head preferences of all equals, or only of two, as the parameter says")
    func headToHead() throws {
        let ballots: [[Int?]] = [
            [4, 3, 2], [2, 4, 3], [3, 2, 4], [3, 3, 3], [1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0],
            [0, 0, 1],
        ]
        let all = try outcome(ballots)
        #expect(Set(all.stages[0].totals).count == 1)
        #expect(all.stages[1].kind == "equal" && all.stages[2].kind == "head-to-head")
        let pair = try outcome(ballots, ["head-to-head": .choice("pair")])
        #expect(pair.stages[2].kind == "top-scores")
    }

    @Test("leaves equals to the published list or to the status quo")
    func policies() throws {
        let ballots: [[Int?]] = [[3, 3, 3], [1, 1, 1]]
        #expect(try outcome(ballots).alternatives == [[0], [1], [2]])
        let drawn = try outcome(ballots, ["ties": .choice("drawn"), "drawn": .order([2, 0, 1])])
        #expect(drawn.winners == [2] && drawn.ties.isEmpty)
        let statusQuo = try outcome(ballots, ["ties": .choice("status-quo"), "status-quo": .option(1)])
        #expect(statusQuo.winners == [1] && statusQuo.ties.isEmpty)
    }

    @Test("with several seats lists every set that some way elects, and says so when these are too many")
    func bloc() throws {
        let three = try outcome([[2, 0, 0, 0], [0, 1, 1, 1]], seats: 3)
        #expect(three.winners == [0])
        #expect(three.ties == [Tie(options: [1, 2, 3], seats: 2)])
        #expect(three.alternatives == [[0, 1, 2], [0, 1, 3], [0, 2, 3]])
        let many = try outcome([[5] + [Int?](repeating: 1, count: 13)], seats: 9)
        #expect(!many.isComplete && many.alternatives.isEmpty)
        #expect(many.winners == [0])
        #expect(many.ties == [Tie(options: Array(1...13), seats: 8)])
        let profile = try Profile(options: 14, ballots: [.scores([5] + [Int?](repeating: 1, count: 13))])
        #expect(Checker.check(many, against: profile) == .accepted)
    }

    @Test("takes no more options than pairs can be counted for")
    func tooMany() throws {
        #expect(throws: TallyError.tooMany(1_000)) {
            try Rule.star.outcome(of: Profile(options: 1_001, ballots: []))
        }
    }

    @Test("never elects who loses to every other, and elects who has most points and beats every other")
    func losers() throws {
        for seed in 1...Tier.current.randomElections {
            var dice = SeededRandom(UInt64(seed))
            let options = Int.random(in: 2...5, using: &dice)
            let ballots = (0..<Int.random(in: 1...9, using: &dice)).map { _ in
                (0..<options).map { _ in Int?.some(Int.random(in: 0...5, using: &dice)) }
            }
            let outcome = try outcome(ballots)
            let beats = { (one: Int, other: Int) in
                let votes = ballots.map { ($0[one] ?? 0) - ($0[other] ?? 0) }
                return votes.count { $0 > 0 } > votes.count { $0 < 0 }
            }
            let others = { (option: Int) in (0..<options).filter { $0 != option } }
            let sums = (0..<options).map { option in ballots.reduce(0) { $0 + ($1[option] ?? 0) } }
            for option in 0..<options {
                if others(option).allSatisfy({ beats($0, option) }) {
                    #expect(
                        !(outcome.winners + outcome.ties.flatMap(\.options)).contains(option), "seed \(seed)")
                }
                if others(option).allSatisfy({ beats(option, $0) && sums[option] > sums[$0] }) {
                    #expect(outcome.winners == [option], "seed \(seed)")
                }
            }
        }
    }
}

extension StarvoteElection {
    fileprivate var parameters: [String: Parameter.Value] {
        guard !order.isEmpty else { return [:] }
        return [
            "ties": .choice("drawn"), "drawn": .order(order.compactMap { names.firstIndex(of: $0) }),
        ]
    }

    /// The transcript's, without its slip of printing only the first letter of a lone candidate, and without the
    /// words where there are as many seats as candidates.
    fileprivate var winners: [String]? {
        if names.count == 1 || names.count == seats { return names }
        return transcript.winners
    }

    fileprivate func runoff(_ stage: Stage) -> [String: Int] {
        [
            names[stage.options[0]]: stage.amounts["for-first"]?.whole ?? -1,
            names[stage.options[1]]: stage.amounts["for-second"]?.whole ?? -1,
            "No Preference": stage.amounts["equal"]?.whole ?? -1,
        ]
    }
}

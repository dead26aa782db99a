import BallotFiles
import Tally
import Testing

@Suite("A Pabulib file")
struct PabulibTests {
    @Test("is read with the projects' own ids, costs and limit, and equal votes together")
    func sample() throws {
        let file = try read(Sample.pabulib)
        #expect(file.ids == ["P-1", "P-2", "7"] && file.title == "A small town")
        #expect(file.names == ["Bench; \"oak\" wood", "Tree \"Old Oak\"", "Sign"])
        #expect(file.profile.budget == Profile.Budget(limit: 1000, costs: [600, 500, 100]))
        #expect(file.selected == [0, 2] && file.kind == .approvals && file.moneyPlaces == 0)
        #expect(
            Set(file.profile.groups) == [
                .init(.approvals([0, 2]), count: 2), .init(.approvals([1])), .init(.blank),
            ])
    }

    @Test("is read with points, and counts hundredths where money has decimals")
    func points() throws {
        let file = try read(Sample.points)
        #expect(file.moneyPlaces == 2)
        #expect(file.profile.budget == Profile.Budget(limit: 100_050, costs: [60_000, 50_050]))
        #expect(Set(file.profile.groups) == [.init(.scores([2, 1]), count: 2), .init(.scores([nil, 3]))])
    }

    @Test(
        "holds the kind of ballots that its vote_type says",
        arguments: [
            ("ordinal", "P-2,P-1", Ballot.ranking([[1], [0]])), ("choose-1", "P-2", .choice(1)),
            ("approval", "P-2,P-1", .approvals([0, 1])),
        ])
    func types(type: String, vote: String, ballot: Ballot) throws {
        let text = Sample.pabulib.with(line: 7, "vote_type;\(type)").with(line: 15, "1;30;\(vote)")
            .with(line: 16, "2;40;\(vote)")
        #expect(try read(text).profile.groups.first?.ballot == ballot)
    }

    @Test(
        "is refused with its line",
        arguments: [
            (15, "1;30;P-9", 15), (15, "1;30;7,7", 15), (15, "1;P-1", 15), (15, "1;30;P-1,", 15),
            (15, nil, 5),
            (4, "num_projects;4", 4), (6, "budget;much", 6), (6, "budget;10.555", 6), (6, nil, 1),
            (7, "vote_type;other", 7),
            (7, "vote_type;choose-1", 15), (7, "vote_type;cumulative", 14), (10, "P-1;600", 10),
            (10, "P-1;0;x;1", 10),
            (11, "P-1;500;x;1", 11), (2, "a;b", 2), (3, "budget;7", 6), (8, nil, 12), (13, nil, 13),
        ] as [(Int, String?, Int)])
    func faults(number: Int, text: String?, line: Int) {
        expectFault(in: Sample.pabulib.with(line: number, text), line: line)
    }

    @Test("is mended leniently, and says how often")
    func lenient() throws {
        let text = Sample.pabulib.with(line: 15, "1;30;P-1,P-9").with(line: 16, "2;30;P-9,P-1").with(
            line: 5, "num_votes;9")
        let file = try read(text, lenient: true)
        #expect(file.profile.groups.contains(.init(.approvals([0]), count: 2)))
        #expect(file.repairs.map(\.times) == [2, 1])
        #expect(file.repairs.map(\.line) == [15, 5])
    }
}

@Suite("An .abc.yaml file")
struct AbcvotingTests {
    @Test("is read over several lines, with candidates numbered as it does")
    func sample() throws {
        let file = try read(Sample.abcvoting)
        #expect(file.ids == ["0", "1", "2", "3"] && file.seats == 2 && file.kind == .approvals)
        #expect(
            Set(file.profile.groups) == [
                .init(.approvals([0, 2]), count: 2), .init(.approvals([])), .init(.approvals([1])),
            ])
    }

    @Test("counts a ballot as often as its weight says")
    func weights() throws {
        let file = try read("profile: [[0], [1]]\nvoter_weights: [3, 2]\n")
        #expect(
            Set(file.profile.groups) == [.init(.approvals([0]), count: 3), .init(.approvals([1]), count: 2)])
    }

    @Test(
        "is refused with its line",
        arguments: [
            (4, "  [4]]", 4), (4, "  [1, 1]]", 4), (4, "  [a]]", 4), (4, "  [1]", 5), (4, "  [1] 2]", 4),
            (5, "num_cand: x", 5), (6, "committeesize: 9", 9), (6, "profile: [[0]]", 6),
            (6, "colour: red", 6),
            (4, "  [1]] x", 4),
        ])
    func faults(number: Int, text: String, line: Int) {
        expectFault(in: Sample.abcvoting.with(line: number, text), line: line)
    }
}

@Suite("A table of ballots")
struct BallotTableTests {
    @Test("is read with skipped and overvoted ranks, and write-ins as an option")
    func ranks() throws {
        let file = try read(Sample.ranks)
        #expect(file.ids == ["Bob", "Smith, Alice", "UWI"])
        #expect(
            Set(file.profile.groups) == [
                .init(.ranking([[1], [0]]), count: 12), .init(.ranking([[0, 1, 2], [2], [0]]), count: 3),
                .init(.ranking([[], [0]]), count: 2), .init(.blank), .init(.invalid, count: 4),
            ])
    }

    @Test("puts the options that a ballot names nowhere else at an overvoted rank")
    func overvote() throws {
        let file = try read("count,rank1,rank2\n1,A,overvote\n1,B,C\n")
        #expect(file.profile.groups.contains(.init(.ranking([[0], [1, 2]]))))
    }

    @Test("is the same whatever the order of its rows")
    func order() throws {
        let rows = Sample.ranks.split(separator: "\n")
        let other = try read(([rows[0]] + rows.dropFirst().reversed()).joined(separator: "\n"))
        let file = try read(Sample.ranks)
        #expect(other.ids == file.ids && Set(other.profile.groups) == Set(file.profile.groups))
    }

    @Test("holds approvals, scores, or what it is asked for")
    func kinds() throws {
        #expect(try read(Sample.marks).profile.groups.contains(.init(.approvals([0, 1]), count: 3)))
        #expect(try read("count,A,B\n2,0,5\n").profile.groups == [.init(.scores([0, 5]), count: 2)])
        #expect(try read(Sample.export).profile.groups == [.init(.scores([5, 0]), count: 2)])
        let bytes = Array("count,A,B\n2,,1\n".utf8)
        #expect(
            try BallotFile.read(bytes, kind: .scores).profile.groups == [.init(.scores([nil, 1]), count: 2)])
        #expect(try BallotFile.read(bytes, kind: .choice).profile.groups == [.init(.choice(1), count: 2)])
    }

    @Test(
        "is refused with its line",
        arguments: [
            ("count,rank1,rank2\n1,A\n", 2), ("count,rank1\n\n0,A\n", 3), ("count,rank1\nx,A\n", 2),
            ("count,rank1\n1,\"A\n", 2),
            ("count,A,A\n", 1), ("count,\n1,1\n", 1), ("count,A\n1,x\n", 2), ("count,A\n1,1,\n", 2),
            ("count,A\n1,2,1\n", 2),
            ("count,A\n1,invalid\n-1,1\n", 3), ("voterID,voteTime,pollID\n", 1), ("count,rank1\n", 1),
        ])
    func faults(text: String, line: Int) {
        expectFault(in: text, line: line)
    }
}

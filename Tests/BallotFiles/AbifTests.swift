import BallotFiles
import Tally
import Testing

@Suite("An ABIF file")
struct AbifTests {
    @Test("is read with declared, bracketed and bare names")
    func sample() throws {
        let file = try read(Sample.abif)
        #expect(file.ids == ["Chat", "Knox ville", "Memph", "Nash"] && file.title == "Capital")
        #expect(file.names == ["Chat", "Knox ville", "Memphis, TN", "Nashville, TN"])
        #expect(
            Set(file.profile.groups) == [
                .init(.ranking([[2], [3], [0]]), count: 42), .init(.ranking([[0, 3], [1]]), count: 26),
                .init(.blank, count: 10),
            ])
    }

    @Test(
        "holds the kind of ballots that its marks say",
        arguments: [
            ("3:A,B\n1:B\n", Ballot.Kind.approvals), ("3:A/5,B/2\n1:B/0\n", .scores),
            ("3:A>B\n1:B\n", .ranking),
            ("3:A/5>B/2\n", .ranking), ("1:A\n", .ranking),
        ])
    func kinds(text: String, kind: Ballot.Kind) throws { #expect(try read(text).kind == kind) }

    @Test("is read as scores where ranks have them and scores are asked for")
    func scores() throws {
        let file = try BallotFile.read(Array("3:A/5>B/2\n1: C/1\n".utf8), kind: .scores)
        #expect(
            Set(file.profile.groups) == [
                .init(.scores([5, 2, nil]), count: 3), .init(.scores([nil, nil, 1])),
            ])
    }

    @Test(
        "is refused with its line",
        arguments: [
            ("3:A>B\nB>A\n", 2), ("3:A>B\n0:A\n", 2), ("3:A>>B\n", 1), ("3:A>\n", 1), ("3:A>A\n", 1),
            ("3:A B\n", 1),
            ("3:A>B\n1:A,B\n", 2), ("3:A/5,B/2\n1:A\n", 2), ("3:A/x\n", 1), ("3:[A>B\n", 1),
            ("=A:[B]\n=A:[C]\n1:A\n", 2),
            ("=A\n1:A\n", 1), ("{title: x}\n1:A\n", 1), ("1:A\n{title\n", 2), ("1:\n", 1),
        ])
    func faults(text: String, line: Int) { expectFault(in: text, line: line) }
}

@Suite("A file of cast vote records")
struct CastVoteRecordTests {
    @Test("is read by current snapshots, ranks and indications")
    func sample() throws {
        let file = try read(Sample.records)
        #expect(file.ids == ["c1", "c2", "c3"] && file.names == ["Alice", "Böb \"x\"", "c3"])
        #expect(file.seats == 1 && file.title == "Mayor" && file.kind == .ranking)
        #expect(
            Set(file.profile.groups) == [
                .init(.ranking([[1], [], [0]])), .init(.ranking([[0, 2]])), .init(.blank),
            ])
    }

    @Test(
        "holds the kind of ballots that the contest says",
        arguments: [
            ("approval", Ballot.approvals([1]), Ballot.invalid), ("plurality", .choice(1), .invalid),
            ("cumulative", .scores([nil, 1, nil]), .invalid),
        ])
    func kinds(variation: String, first: Ballot, second: Ballot) throws {
        let text = Sample.records.replacing("rcv", with: variation)
            .replacing("\"NumberVotes\": 1.0", with: "\"IsAllocable\": \"no\"")
        let file = try read(text)
        #expect(Set(file.profile.groups) == [.init(first), .init(second), .init(.blank)])
    }

    @Test("needs to know which of several contests is meant")
    func contests() throws {
        let text = Sample.records.replacing(
            "{\"@id\": \"mayor\",", with: "{\"@id\": \"other\"}, {\"@id\": \"mayor\",")
        expectFault(in: text, line: 1)
        #expect(try read(text, contest: "mayor").profile.ballots == 3)
        #expect(throws: BallotFileError.self) { try read(text, contest: "x") }
    }

    @Test(
        "is refused with its line",
        arguments: [
            ("\"CurrentSnapshotId\": \"s2\"", "\"CurrentSnapshotId\": \"s9\"", 3),
            ("\"ContestSelectionId\": \"c3\"", "\"ContestSelectionId\": \"c9\"", 10),
            ("\"IsAllocable\": \"no\", \"Rank\": 1}]},", "\"IsAllocable\": \"unknown\", \"Rank\": 1}]},", 10),
            ("\"NumberVotes\": 1, \"Rank\": 1", "\"NumberVotes\": 1.5, \"Rank\": 1", 7),
            ("\"IsAllocable\": \"no\", \"Rank\": 1", "\"IsAllocable\": \"no\", \"Rank\": 0", 10),
            ("{\"@id\": \"v\"", "{\"@id\" \"v\"", 19), ("\"c3\", \"@type\"", "\"c1\", \"@type\"", 1),
            ("true}]}]}]}", "true}]}]}", 25),
        ] as [(String, String, Int)])
    func faults(part: String, other: String, line: Int) {
        let text = Sample.records.replacing(part, with: other)
        expectFault(in: text, line: line)
    }
}

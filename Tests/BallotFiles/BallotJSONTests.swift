import BallotFiles
import Core
import Tally
import Testing

@Suite("A ballot as JSON")
struct BallotJSONTests {
    @Test(
        "is written in one form and read back",
        arguments: [
            ("yes-no", 3, Ballot.choice(0), #"{"choice":"yes"}"#),
            ("yes-no", 3, .choice(2), #"{"choice":"abstain"}"#),
            ("approval", 3, .approvals([0, 2]), #"{"approvals":[1,3]}"#),
            ("approval", 3, .approvals([]), #"{"approvals":[]}"#),
            ("score", 3, .scores([5, nil, 0]), #"{"scores":[5,null,0]}"#),
            ("score", 2, .blank, #"{"blank":true}"#),
            ("yes-no", 3, .invalid, #"{"invalid":true}"#),
        ])
    func roundTrip(id: String, options: Int, ballot: Ballot, text: String) throws {
        let rule = try #require(Rule.named(id))
        #expect(BallotJSON.value(ballot, rule: rule).text == text)
        #expect(try BallotJSON.ballot(parsing: Array(text.utf8), rule: rule, options: options) == ballot)
    }

    @Test(
        "is refused in any other form",
        arguments: [
            ("yes-no", #"{"choice":1}"#), ("yes-no", #"{"choice":"maybe"}"#),
            ("yes-no", #"{"choice": "yes"}"#),
            ("yes-no", #"{"approvals":[1]}"#), ("approval", #"{"approvals":[3,1]}"#),
            ("approval", #"{"approvals":[1,1]}"#), ("approval", #"{"approvals":[0]}"#),
            ("approval", #"{"approvals":[4]}"#), ("approval", #"{"approvals":["1"]}"#),
            ("approval", #"{"approvals":[1],"name":"Bob"}"#), ("approval", #"{}"#), ("approval", "[]"),
            ("approval", #"{"blank":false}"#), ("score", #"{"scores":[5,null]}"#),
            ("score", #"{"scores":[5,null,0.5]}"#), ("score", #"{"scores":[5,null,0]} "#), ("score", ""),
        ])
    func refused(id: String, text: String) throws {
        let rule = try #require(Rule.named(id))
        #expect(throws: BallotFileError.self) {
            try BallotJSON.ballot(parsing: Array(text.utf8), rule: rule, options: 3)
        }
    }
}

@Suite("A file of opened ballots")
struct BallotLinesTests {
    let salt = Array(UInt8(0)..<32)

    @Test("is read back as it was written")
    func roundTrip() throws {
        let ballots = try [Ballot.approvals([0]), .blank, .approvals([1, 2])].map {
            try #require(OpenedBallot(ballot: $0, salt: salt))
        }
        let bytes = BallotLines.write(ballots, rule: .approval)
        #expect(try BallotLines.read(bytes, rule: .approval, options: 3) == ballots)
    }

    @Test("names the line that is wrong")
    func wrongLine() throws {
        let good = try #require(OpenedBallot(ballot: .approvals([0]), salt: salt))
        let bytes = BallotLines.write([good], rule: .approval)
        let error = #expect(throws: BallotFileError.self) {
            try BallotLines.read(bytes + Array("{}\n".utf8), rule: .approval, options: 3)
        }
        #expect(error?.line == 2)
        #expect(throws: BallotFileError(line: 1, reason: "the last line does not end")) {
            try BallotLines.read(bytes.dropLast(), rule: .approval, options: 3)
        }
    }

    @Test("commits to election, salt and ballot with zero bytes between")
    func committed() throws {
        let ballot = try #require(OpenedBallot(ballot: .choice(0), salt: salt))
        let bytes = ballot.committed(election: ElectionID(42), rule: .yesNo)
        #expect(
            bytes == Array("mitstimme-ballot/v1\u{0}42\u{0}".utf8) + salt + Array(#"{"choice":"yes"}"#.utf8))
        #expect(OpenedBallot(ballot: .blank, salt: [1]) == nil)
    }
}

@Suite("A table of counted ballots")
struct CountedCSVTests {
    @Test("is read, and written in a fixed order")
    func roundTrip() throws {
        let file = "count,\"Park, neu\",\"Die \"\"Schule\"\"\"\n\n3,1,1\n12,1,\n1,invalid,\n1,,\n"
        let table = try CountedCSV(parsing: Array(file.utf8), rule: .approval)
        #expect(table.names == ["Park, neu", "Die \"Schule\""])
        #expect(
            table.groups == [
                .init(.approvals([0, 1]), count: 3), .init(.approvals([0]), count: 12), .init(.invalid),
                .init(.blank),
            ])
        let again = try CountedCSV(parsing: Array(table.text.utf8), rule: .approval)
        #expect(again.text == table.text)
        #expect(Set(again.groups) == Set(table.groups))
    }

    @Test("keeps a score of zero apart from none")
    func scores() throws {
        let table = try CountedCSV(parsing: Array("count,A,B\n2,0,\n".utf8), rule: .score)
        #expect(table.groups == [.init(.scores([0, nil]), count: 2)])
    }

    @Test(
        "names the line that is wrong",
        arguments: [
            ("", 1), ("A,B\n", 1), ("count,A,A\n", 1), ("count,A,B\n1,1\n", 2),
            ("count,A,B\n1,1,\n0,1,\n", 3),
            ("count,A,B\n1,2,\n", 2), ("count,A,B\n\n-1,1,\n", 3), ("count,A,B\n1,x,\n", 2),
            ("count,A,B\n1,\"1,\n", 2),
            ("count,A,B\n1,1\"1,\n", 2), ("count,A,B\n1,invalid,1\n", 2),
        ])
    func wrongLine(text: String, line: Int) {
        let error = #expect(throws: BallotFileError.self) {
            try CountedCSV(parsing: Array(text.utf8), rule: .approval)
        }
        #expect(error?.line == line)
    }
}

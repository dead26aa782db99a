import BallotFiles
import Testing

/// A small invented file of each form.
enum Sample {
    static let blt = """
        # invented
        4 2
        -3
        [tie 4 3 2 1]
        3 1 2 0
        (b7) 2 2=4 - 1 0
        4 3 4 0
        1 3 0
        1 0
        0
        "Alice" "Bob"
        "Charlie"
        "Dora"
        "A town's choice"
        remarks of any kind

        """

    static let preflib = """
        # FILE NAME: 1.toi
        # TITLE: Dinner
        # DATA TYPE: toi
        # NUMBER ALTERNATIVES: 3
        # NUMBER VOTERS: 12
        # NUMBER UNIQUE ORDERS: 3
        # ALTERNATIVE NAME 1: Soup
        # ALTERNATIVE NAME 2: Bread
        # ALTERNATIVE NAME 3: Tea
        7: 1,{2,3}
        4: 3
        1: {1, 2},3

        """

    static let categories = """
        # DATA TYPE: cat
        # NUMBER ALTERNATIVES: 3
        # NUMBER CATEGORIES: 3
        # CATEGORY NAME 1: Yes
        # ALTERNATIVE NAME 1: Soup
        # ALTERNATIVE NAME 2: Bread
        # ALTERNATIVE NAME 3: Tea
        2: 1,{},{2}
        1: {1,2},3,{}

        """

    static let pabulib = """
        META
        key;value
        description;A small town
        num_projects;3
        num_votes;4
        budget;1000
        vote_type;approval
        PROJECTS
        project_id;cost;name;selected
        P-1;600;"Bench; ""oak"" wood";1
        P-2;500;Tree "Old Oak";0
        7;100;Sign;1
        VOTES
        voter_id;age;vote
        1;30;P-1,7
        2;40;7,P-1
        3;50;P-2
        4;60;

        """

    static let points = """
        META
        key;value
        num_projects;2
        num_votes;3
        budget;1000.50
        vote_type;cumulative
        PROJECTS
        project_id;cost
        a;600
        b;500.5
        VOTES
        voter_id;vote;points
        1;a,b;2,1
        2;b;3
        3;"a,b";"2,1"

        """

    static let debian = """

        \t\t       Tally Sheet for the votes cast.

             Option 1----->: Alice
           /  Option 2---->: Bob
           |/  Option 3--->: None Of The Above
           ||/
        V: 132 \t\t00230fd5
        V: 1-2 \t\t00a38267
        V: 911 \t\t00a38268
        V: --- \t\t00a38269

        """

    static let abcvoting = """
        description: "two
          parties"
        profile: [[0, 2], [2, 0], [],
          [1]]
        num_cand: 4
        committeesize: 2
        compute:
        - rule_id: av
          result: [[0, 2]]

        """

    static let abif = """
        # Tennessee
        {title: "Capital"}
        =Memph:[Memphis, TN]
        =Nash:[Nashville, TN]
        42:Memph>Nash>Chat
        26 * Nash = Chat > [Knox ville] # a remark
        10:

        """

    static let ranks = """
        count,rank1,rank2,rank3
        12,"Smith, Alice ",Bob,undervote
        3,overvote,UWI,Bob
        2,undervote,Bob,
        1,undervote,undervote,undervote
        4,invalid,,

        """

    static let marks = "count,Park,School\n12,1,\n3,1,1\n1,invalid,\n2,,\n"

    static let export = "voterID,voteTime,pollID,Park,School\nv1,,x,5,0\nv2,,x,5,0\n"

    static let records = """
        {"@type": "CVR.CastVoteRecordReport", "Version": "1.0.0",
         "CVR": [
          {"@type": "CVR.CVR", "CurrentSnapshotId": "s2", "CVRSnapshot": [
            {"@id": "s1", "Type": "original", "CVRContest": []},
            {"@id": "s2", "Type": "modified", "CVRContest": [{"ContestId": "mayor", "CVRContestSelection": [
              {"ContestSelectionId": "c2", "SelectionPosition": [
                {"HasIndication": "yes", "IsAllocable": "yes", "NumberVotes": 1, "Rank": 1}]},
              {"ContestSelectionId": "c1", "Rank": 3, "SelectionPosition": [
                {"HasIndication": "yes", "NumberVotes": 1.0},
                {"HasIndication": "no", "NumberVotes": 1, "Rank": 2}]}]}]}]},
          {"CurrentSnapshotId": "t", "CVRSnapshot": [{"@id": "t", "CVRContest": [
            {"ContestId": "other"},
            {"ContestId": "mayor", "CVRContestSelection": [
              {"ContestSelectionId": "c1", "SelectionPosition": [
                {"HasIndication": "yes", "IsAllocable": "no", "Rank": 1}]},
              {"ContestSelectionId": "c3", "SelectionPosition": [
                {"HasIndication": "yes", "IsAllocable": "no", "Rank": 1}]}]}]}]},
          {"CVRSnapshot": [{"@id": "u", "CVRContest": [{"ContestId": "mayor"}]}]},
          {"CVRSnapshot": [{"@id": "v", "CVRContest": [{"ContestId": "other"}]}]}],
         "Election": [{"@id": "e", "Name": "May",
          "Candidate": [{"@id": "p1", "Name": "Alice"}, {"@id": "p2", "Name": "B\\u00f6b \\"x\\""}],
          "Contest": [{"@id": "mayor", "@type": "CVR.CandidateContest", "Name": "Mayor", "NumberElected": 1,
            "VoteVariation": "rcv", "ContestSelection": [
              {"@id": "c1", "CandidateIds": ["p1"]}, {"@id": "c2", "CandidateIds": ["p2"]},
              {"@id": "c3", "@type": "CVR.CandidateSelection", "IsWriteIn": true}]}]}]}

        """

    static let all: [(BallotFile.Format, String)] = [
        (.blt, blt), (.preflib, preflib), (.preflib, categories), (.pabulib, pabulib), (.pabulib, points),
        (.debian, debian), (.abcvoting, abcvoting), (.abif, abif), (.table, ranks), (.table, marks),
        (.table, export), (.castVoteRecords, records),
    ]
}

/// Reads text as a file.
func read(
    _ text: String, lenient: Bool = false, contest: String? = nil
) throws(BallotFileError) -> BallotFile {
    try BallotFile.read(Array(text.utf8), lenient: lenient, contest: contest)
}

/// Expects the file to be refused in this line.
func expectFault(
    in text: String, line: Int?, sourceLocation: SourceLocation = #_sourceLocation
) {
    let error = #expect(throws: BallotFileError.self, "\(text)", sourceLocation: sourceLocation) {
        try read(text)
    }
    #expect(error?.line == line, "\(text): \(error?.reason ?? "")", sourceLocation: sourceLocation)
}

extension String {
    /// The text with its line of this number replaced, or left out.
    func with(line number: Int, _ text: String?) -> String {
        var lines = split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines.replaceSubrange(number - 1...number - 1, with: text.map { [$0] } ?? [])
        return lines.joined(separator: "\n")
    }
}

import BallotFiles
import Core
import PublicRecord
import Tally

/// The readers of ballots and of bundles.
extension Reader {
    static let results = [
        Reader(
            name: "ballot lines",
            seeds: [
                #"{"ballot":{"approvals":[1,3]},"salt":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}"#
                    + "\n"
            ]
        ) {
            bytes in
            guard let rule = Rule.named("approval") else { return false }
            _ = try? BallotLines.read(bytes, rule: rule, options: 4)
            return true
        },
        Reader(name: "counted CSV", seeds: ["count,A,B\n3,x,\n2,,x\n", "count,A\n1,5\n"]) { bytes in
            guard let rule = Rule.named("approval") else { return false }
            _ = try? CountedCSV(parsing: bytes, rule: rule)
            return true
        },
        Reader(name: "bundle", seeds: [String(repeating: "manifest.json\u{0}", count: 60), "x"]) { bytes in
            Bundle.verify(bytes, policy: nil).verdict != .holds
        },
    ]

    static let ballotFiles = [
        Reader(
            name: "ballot file",
            seeds: [
                "3 1\n-3\n[tie 2 1 3]\n(a) 4 1 2=1 - 0\n1 0\n0\n\"A\" \"B\"\n\"C\" \"T\"\n",
                "# DATA TYPE: toi\n# NUMBER ALTERNATIVES: 2\n# ALTERNATIVE NAME 1: A\n# ALTERNATIVE NAME 2: B\n3: {1,2}\n1: 2\n",
                "META\nkey;value\nbudget;9.5\nvote_type;cumulative\nPROJECTS\nproject_id;cost\na;5\nb;\"4\"\nVOTES\nvoter_id;vote;points\n1;a,b;2,1\n",
                "   Option 1--->: A\n /  Option 2->: B\n |/\nV: 21 x\nV: -1 y\n",
                "description: \"x\"\nprofile: [[0, 1], [],\n  [1]]\nvoter_weights: [1, 2, 3]\nnum_cand: 2\n",
                "{title: \"x\"}\n=A:[Alice]\n3:A>B=[C d]\n2:A/5>B/1\n", "3:A,B\n1:\n",
                "count,rank1,rank2\n3,A,overvote\n1,undervote,\"B\"\n", "count,A,B\n3,1,\n1,invalid,\n",
                #"{"@type":"CVR.CastVoteRecordReport","CVR":[{"CurrentSnapshotId":"s","CVRSnapshot":[{"@id":"s","CVRContest":[{"ContestId":"m","CVRContestSelection":[{"ContestSelectionId":"x","SelectionPosition":[{"HasIndication":"yes","Rank":1}]}]}]}]}],"Election":[{"Contest":[{"@id":"m","VoteVariation":"rcv","ContestSelection":[{"@id":"x"}]}]}]}"#,
            ]
        ) { bytes in
            guard let strict = try? BallotFile.read(bytes) else {
                _ = try? BallotFile.read(bytes, lenient: true)
                return true
            }
            guard let lenient = try? BallotFile.read(bytes, lenient: true) else { return false }
            return strict.ids == lenient.ids && Set(strict.profile.groups) == Set(lenient.profile.groups)
        }
    ]
}

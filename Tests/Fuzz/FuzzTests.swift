import Acts
import BallotFiles
import Chance
import Core
import Foundation
import NumberedText
import PublicRecord
import Secrets
import Support
import Tally
import Testing
import Transfer
import TransparencyLog

/// One reader of foreign bytes: what it is fed, and a law it must keep beside not trapping.
struct Reader: Sendable {
    let name: String
    let seeds: [String]
    /// Whether the law holds for these bytes; a refusal is always fine.
    let read: @Sendable ([UInt8]) -> Bool

    static let all = [
        Reader(name: "JSON", seeds: [#"{"a":[1,-2,"ä\n"],"b":{"c":null,"d":true}}"#, "[]", "12"]) { bytes in
            guard let value = try? JSON(parsing: bytes) else { return true }
            return (try? JSON(parsing: value.canonical)) == value
        },
        Reader(
            name: "signed note",
            seeds: [
                "example.org/log\n7\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u{2014} example.org/log SC7OpgAAAAAA\n"
            ]
        ) { bytes in
            guard let note = try? SignedNote(parsing: bytes) else { return true }
            return note.bytes == bytes
        },
        Reader(
            name: "checkpoint", seeds: ["example.org/log\n7\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n"]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let checkpoint = try? Checkpoint(parsing: text) else { return true }
            return checkpoint.text == text
        },
        Reader(
            name: "proof file",
            seeds: [
                """
                c2sp.org/tlog-proof@v1
                extra e30=
                index 3
                iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I=

                example.org/log
                7
                Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=

                \u{2014} example.org/log SC7OpgAAAAAA

                """
            ]
        ) { bytes in
            guard let proof = try? LogProof(parsing: bytes) else { return true }
            return proof.bytes == bytes
        },
        Reader(
            name: "request to a witness",
            seeds: [
                """
                old 3
                iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I=

                example.org/log
                7
                Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=

                \u{2014} example.org/log SC7OpgAAAAAA

                """
            ]
        ) { bytes in
            guard let request = try? WitnessRequest(parsing: bytes) else { return true }
            return request.bytes == bytes
        },
        Reader(
            name: "proof of a fork",
            seeds: [
                #"""
                {"format":"mitstimme-log-fork/v1","larger":"a\n1\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u2014 a SC7OpgAAAAAA\n","proof":["iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I="],"root":"Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=","smaller":"a\n1\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u2014 a SC7OpgAAAAAA\n"}
                """#
            ]
        ) { bytes in
            guard let fork = try? LogFork(parsing: bytes) else { return true }
            return (try? LogFork(parsing: fork.json.canonical)) == fork
        },
        Reader(
            name: "receipt",
            seeds: [
                #"""
                <p><script type="application/json" id="receipt">{"commitment":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=","leaf":"{}","opening":{"content":"{}","salt":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="},"policy":"quorum none\n","proof":"c2sp.org/tlog-proof@v1\nindex 3\n\na\n1\nEb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU=\n\n\u2014 a SC7OpgAAAAAA\n"}</script>
                """#
            ]
        ) { bytes in
            guard let receipt = try? Receipt(parsing: bytes) else { return true }
            guard let again = try? Receipt(parsing: Array(receipt.script.utf8)) else { return false }
            return again.proof == receipt.proof && again.leaf == receipt.leaf
                && again.opening == receipt.opening && again.commitment == receipt.commitment
        },
        Reader(
            name: "entry bundle", seeds: ["\u{0}\u{3}abc\u{0}\u{0}\u{0}\u{1}x"]
        ) { bytes in
            let entries = EntryBundle.decode(bytes)
            if let entries, EntryBundle.length(of: entries.count, in: bytes) != bytes.count { return false }
            return entries.map { EntryBundle.encode($0) == bytes } ?? true
        },
        Reader(
            name: "policy",
            seeds: [
                "log audit.example.org/town+482ecea6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\nquorum none\n",
                "# empty\n",
            ]
        ) { bytes in
            guard let policy = try? LogPolicy(parsing: bytes) else { return true }
            return (try? LogPolicy(parsing: policy.bytes)) != nil
        },
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
        Reader(name: "bundle", seeds: [String(repeating: "manifest.json\u{0}", count: 60), "x"]) { bytes in
            Bundle.verify(bytes, policy: nil).verdict != .holds
        },
        Reader(name: "counted CSV", seeds: ["count,A,B\n3,x,\n2,,x\n", "count,A\n1,5\n"]) { bytes in
            guard let rule = Rule.named("approval") else { return false }
            _ = try? CountedCSV(parsing: bytes, rule: rule)
            return true
        },
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
        },
        Reader(
            name: "proposal as text",
            seeds: [
                "Initiator*innen: AK Wasser (beschlossen am: 17.12.2025)\n\nTitel: **Brunnen**\n\nProjektbeschreibung\n\n1 Die Stadt\n2baut 3 Brunnen\n"
            ]
        ) { bytes in
            guard let document = try? ProposalDocument(String(decoding: bytes, as: UTF8.self)) else {
                return true
            }
            return !document.title.isEmpty
                && NumberedText(document.description).lines.allSatisfy { $0.text.count <= 72 }
        },
        Reader(
            name: "Polis export",
            seeds: [
                "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body\n1,x,0,1,2,3,1,\"a \"\"b\"\"\"\n"
            ]
        ) { bytes in
            _ = try? PolisExport(
                comments: bytes, votes: Array("timestamp,comment-id,voter-id,vote\n1,0,1,1\n".utf8))
            return true
        },
        Reader(
            name: "mail",
            seeds: ["From: a@b.cd\r\nTo: c@d.ef\r\nSubject: =?utf-8?B?w6Q=?=\r\n\r\nx=C3=A4\r\n"]
        ) { bytes in
            _ = MailText(bytes)
            return true
        },
        Reader(
            name: "password hash", seeds: ["$argon2id$v=19$m=64,t=1,p=1$c29tZXNhbHQ$Y2hlY2tzdW1jaGVja3N1bQ"]
        ) { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let hash = PasswordHash(encoded: text) else { return true }
            return hash.encoded == text
        },
    ]
}

@Suite("Readers of foreign bytes")
struct FuzzTests {
    @Test("refuse or read whatever they are given, keep their laws, and never trap")
    func fuzz() async {
        let readers = Reader.all + Reader.elections + Reader.trustees
        let workers = ProcessInfo.processInfo.activeProcessorCount
        await withTaskGroup(of: Void.self) { group in
            for worker in 0..<workers {
                group.addTask {
                    for number in stride(from: worker, to: readers.count, by: workers) {
                        FuzzTests.feed(readers[number])
                    }
                }
            }
        }
    }

    /// Feeds a reader for the tier's time, with inputs that grow from one another.
    private static func feed(_ reader: Reader) {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SeededRandom(seed)
        var corpus = reader.seeds.map { Array($0.utf8) }
        let end = ContinuousClock.now + .seconds(Tier.current.fuzzSeconds)
        var rounds = 0
        while ContinuousClock.now < end {
            let input = mutated(corpus[random.below(corpus.count)], &random)
            guard reader.read(input) else {
                Issue.record("\(reader.name), seed \(seed), round \(rounds): \(input.hex)")
                return
            }
            rounds += 1
            if rounds.isMultiple(of: 97), corpus.count < 200 { corpus.append(input) }
        }
        #expect(rounds > 0, "\(reader.name)")
    }
}

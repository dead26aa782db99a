import BallotFiles
import Core
import PublicRecord
import Tally
import Testing
import TransparencyLog

@Suite("A bundle")
struct BundleTests {
    @Test("holds with the log's key from elsewhere, and holds together without it")
    func holds() throws {
        for example in [try Example.park(), try .yesNo(), try .score()] {
            let bytes = try example.bundle().bytes
            let report = Bundle.verify(bytes, policy: example.policy)
            #expect(report.verdict == .holds)
            #expect(report.passed == BundleCheck.allCases.filter { ![.paper, .encrypted].contains($0) })
            #expect(report.outcome == (try example.counted().outcome))
            #expect(report.logged?.index == 1 && report.logged?.size == 3)
            #expect(Bundle.verify(bytes, policy: nil).verdict == .holdsTogetherLogKeyNotChecked)
            #expect(try Bundle(parsing: bytes).bytes == bytes)
        }
    }

    @Test("has the same bytes whatever the order of the ballots")
    func order() throws {
        let example = try Example.park()
        var other = example
        other.ballots.reverse()
        #expect(try other.bundle().bytes == example.bundle().bytes)
    }

    @Test("does not hold with the key of another log")
    func otherKey() throws {
        let example = try Example.park()
        let stranger = try #require(SigningKey(name: Example.origin, seed: [UInt8](repeating: 8, count: 32)))
        let policy = try LogPolicy(logs: [.init(key: stranger.vkey)], witnesses: [], groups: [], quorum: nil)
        let verdict = Bundle.verify(try example.bundle().bytes, policy: policy).verdict
        guard case .doesNotHold(let fault) = verdict else { return #expect(Bool(false)) }
        #expect(fault.check == .log)
    }

    @Test("does not hold when any byte of it is changed", arguments: [false, true])
    func everyByte(withPolicy: Bool) throws {
        let example = try Example.park()
        let bytes = try example.bundle().bytes
        let headers = bytes.indices.filter {
            $0 % 512 < 263 && bytes[$0 - $0 % 512 + 257] == UInt8(ascii: "u")
        }
        let places = Set(
            headers.filter { $0.isMultiple(of: 2) } + Array(stride(from: 0, to: bytes.count, by: 7)))
        for place in places.sorted() {
            var changed = bytes
            changed[place] ^= place.isMultiple(of: 3) ? 0x20 : 0x01
            let verdict = Bundle.verify(changed, policy: withPolicy ? example.policy : nil).verdict
            guard case .doesNotHold = verdict else {
                Issue.record("byte \(place) was changed")
                continue
            }
        }
        #expect(places.count > 1_000)
    }

    @Test("does not hold when it is cut short or goes on")
    func length() throws {
        let bytes = try Example.park().bundle().bytes
        for count in stride(from: 0, to: bytes.count, by: 509) {
            guard case .doesNotHold = Bundle.verify(Array(bytes.prefix(count)), policy: nil).verdict else {
                Issue.record("cut to \(count) bytes")
                continue
            }
        }
        for rest in [[0], [UInt8](repeating: 0, count: 512), bytes] {
            guard case .doesNotHold = Bundle.verify(bytes + rest, policy: nil).verdict else {
                Issue.record("\(rest.count) bytes more")
                continue
            }
        }
    }

    @Test(
        "does not hold when a member is exchanged, even with a fitting manifest",
        arguments: [
            ("outcome.json", BundleCheck.digests), ("ballots.jsonl", .digests), ("log.tlog-proof", .log),
            ("policy", .log),
        ])
    func exchanged(name: String, check: BundleCheck) throws {
        let example = try Example.park()
        var other = example
        other.ballots.removeLast()
        var members = try example.bundle().members
        let index = try #require(members.firstIndex { $0.name == name })
        let replacement = try other.bundle().members[index].bytes
        members[index] = Tar.Member(
            name: name, bytes: replacement == members[index].bytes ? Array("quorum none\n".utf8) : replacement
        )
        #expect(example.failedCheck(Bundle(members: members)) == check)
    }

    @Test(
        "does not hold when the log commits to another record or another event",
        arguments: [
            (act: "election.opened", obj: "elections/42", offset: 0),
            (act: "election.counted", obj: "elections/43", offset: 0),
            (act: "election.counted", obj: "elections/42", offset: -2),
        ])
    func otherLeaf(act: String, obj: String, offset: Int64) throws {
        let example = try Example.park()
        let counted = try example.counted()
        let leaf: JSON = [
            "act": .string(act), "at": .string(Example.closes.adding(hours: offset).iso8601),
            "body": CountedEvent.body(of: counted.record), "obj": .string(obj), "v": 1,
        ]
        let bundle = try Bundle(counted, proof: example.proof(leaf: leaf.canonical), policy: example.policy)
        #expect(example.failedCheck(bundle) == .log)
    }

    @Test("does not hold when the entry it shows is not the one in the log")
    func otherExtra() throws {
        let example = try Example.park()
        let counted = try example.counted()
        let leaf = CountedEvent.leaf(of: counted.record, at: Example.closes)
        let proof = try example.proof(leaf: Array("something else".utf8), extra: leaf)
        #expect(example.failedCheck(Bundle(counted, proof: proof, policy: example.policy)) == .log)
    }

    @Test("does not hold with a ballot twice, or more ballots than persons who voted")
    func impossible() throws {
        var twice = try Example.park()
        twice.ballots[1] = twice.ballots[0]
        #expect(twice.failedCheck(try twice.bundle()) == .ballots)
        var stuffed = try Example.park()
        stuffed.ballots.append(
            try #require(OpenedBallot(ballot: .blank, salt: [UInt8](repeating: 1, count: 32))))
        #expect(stuffed.failedCheck(try stuffed.bundle()) == .record)
    }
}

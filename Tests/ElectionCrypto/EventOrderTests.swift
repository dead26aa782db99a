import ElectionCrypto
import Testing

@Suite("An archive is refused")
struct EventOrderTests {
    let sample: SampleElection<SmallGroup>

    init() throws { sample = try SampleElection(in: SmallGroup()) }

    @Test("when an event is missing", arguments: [0, 5, 6, 7, 8, 9, 10])
    func missing(number: Int) {
        #expect(!sample.report { $0.remove(at: number) }.holds)
    }

    @Test("when a counted ballot is missing", arguments: [2, 3, 4])
    func missingBallot(number: Int) {
        #expect(sample.report { $0.remove(at: number) }[.tally].isFailure)
    }

    @Test("when an event is repeated", arguments: Array(0...10))
    func repeated(number: Int) {
        #expect(!sample.report { $0.insert($0[number], at: number + 1) }.holds)
    }

    @Test("when two neighbouring events have changed places", arguments: Array(0..<10))
    func swapped(number: Int) {
        // Of different voters' ballots and of decryptions the order says nothing.
        let report = sample.report { $0.swapAt(number, number + 1) }
        let isOrdered = ![1, 2, 3, 7, 8].contains(number)
        #expect(report.holds == !isOrdered)
        #expect(report[.events].isFailure == isOrdered)
    }

    @Test("when a ballot is cast again as it is, even by a voter who does not change anything by it")
    func replay() {
        let report = sample.report { $0.insert($0[4], at: 5) }
        #expect(report[.replays] == .failed("ballot 5 was cast before"))
        #expect(report[.tally] == .passed)
    }

    @Test("when it ends early, unless it is asked about an election that goes on")
    func early() {
        for count in 1...10 {
            let archive = sample.archive { $0 = Array($0.prefix(count)) }
            #expect(!sample.report(archive).holds)
            let going = ElectionCheck(mustBeComplete: false, concurrency: .serial)
            #expect(sample.report(archive, going).holds)
        }
    }

    @Test("when a file is not the one its event names")
    func payloads() {
        for (number, file) in [(0, 0), (0, 1), (0, 2), (6, 0), (7, 0)] {
            let other = SampleElection<SmallGroup>.archive(
                sample.entries.enumerated().map { index, entry in
                    var files = entry.files
                    if index == number { files[file] += Array(" ".utf8) }
                    return (entry.kind, files)
                })
            #expect(!sample.report(other).holds)
        }
    }

    @Test("when a file or an event is added to it")
    func added() {
        #expect(!sample.report { $0[1].files.insert(Array("{}".utf8), at: 0) }.holds)
        #expect(!sample.report { $0.append((.result, [Array("{}".utf8)])) }.holds)
        #expect(!sample.report { $0.append((.endBallots, [])) }.holds)
    }

    @Test("when its head is not the witnessed one, or an earlier state is not its beginning")
    func witnessed() throws {
        let archive = sample.archive
        let head = try #require(sample.report(archive).head)
        var writer = ArchiveWriter(timestamp: 1_700_000_000)
        let start = writer.opening + writer.event(.setup, sample.entries[0].files)
        let setup = try #require(writer.head)
        func verdict(heads: [Digest]) -> Verdict {
            sample.report(
                archive, ElectionCheck(heads: heads.map { WitnessedHead($0) }, concurrency: .serial))[.head]
        }
        #expect(verdict(heads: [setup, head]) == .passed)
        #expect(verdict(heads: [head]) == .passed)
        #expect(verdict(heads: [head, setup]).isFailure)
        #expect(verdict(heads: [setup]).isFailure)
        #expect(verdict(heads: []).isFailure)
        #expect(verdict(heads: [Digest(of: "other"), head]).isFailure)

        func verdict(snapshots: [[UInt8]]) throws -> Verdict {
            let states = try snapshots.map { try ArchiveSnapshot(of: .bytes($0)) }
            return sample.report(archive, ElectionCheck(snapshots: states, concurrency: .serial))[.snapshots]
        }
        #expect(try verdict(snapshots: [start, archive, []]) == .passed)
        #expect(try verdict(snapshots: [start + [0]]).isFailure)
        #expect(try verdict(snapshots: [archive + [0]]).isFailure)
        #expect(try verdict(snapshots: [Array(start.dropLast()) + [1]]).isFailure)

        let events = sample.entries.count
        func of(_ states: [(Digest, Int, Int)]) -> Verdict {
            let heads = states.map { WitnessedHead($0.0, height: $0.1, length: $0.2) }
            return sample.report(archive, ElectionCheck(heads: heads, concurrency: .serial))[.snapshots]
        }
        #expect(of([(setup, 1, start.count), (head, events, archive.count)]) == .passed)
        #expect(of([(setup, 1, start.count + 512), (head, events, archive.count)]).isFailure)
        #expect(of([(setup, 2, start.count), (head, events, archive.count)]).isFailure)
        #expect(of([(head, events, archive.count)]) == .notChecked("no earlier state is at hand"))
    }
}

import Chance
import ElectionCrypto
import Testing

@Suite("An election with ranks")
struct RankedElectionTests {
    let sample: SampleElection<SmallGroup>

    init() throws { sample = try SampleElection(in: SmallGroup(), isRanked: true) }

    private func mixing(_ terms: ElectionTerms, _ count: Int = 2) -> Verdict {
        let archive = sample.archive { entries in
            // The second shuffle is of the first, and what follows is of the second: those go, too.
            if count < 2 { entries = Array(entries.prefix(7 + count)) + [(.endShuffles, [])] }
        }
        return sample.report(
            archive, ElectionCheck(terms: terms, mustBeComplete: count == 2, concurrency: .serial))[.mixing]
    }

    @Test("is checked as a whole, and every ballot comes out as it was cast, in another order")
    func whole() throws {
        let report = sample.report(sample.archive)
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report[.shuffles] == .passed)
        #expect(report.mixers == [1, 3])
        guard case .ballots(let ballots)? = report.result?.answers.last else {
            Issue.record("the ranks are missing")
            return
        }
        #expect(Set(ballots) == [[3, 1, 1], [3, 2, 1], [3, 3, 1]])
    }

    @Test("is refused without a shuffle, with one not proven, exchanged or of a stranger to the trustees")
    func refused() {
        #expect(sample.entries[7].kind == .shuffle && sample.entries[8].kind == .shuffle)
        #expect(sample.report { $0.removeSubrange(7...8) }[.events].isFailure)
        #expect(sample.report { $0.removeSubrange(7...9) }[.events].isFailure)
        #expect(sample.report { $0.remove(at: 9) }[.events].isFailure)
        #expect(sample.report { $0.swapAt(7, 8) }[.shuffles].isFailure)
        #expect(sample.report { $0.remove(at: 7) }[.shuffles].isFailure)
        #expect(!sample.report { $0.remove(at: 8) }.holds)
        #expect(
            sample.report { $0[7].files[1] = $0[7].files[1].replacing("\"owner\":1", "\"owner\":9") }[
                .shuffles
            ]
            .isFailure)
    }

    @Test("is refused when fewer of those whom the terms name have mixed than they ask for")
    func policy() {
        #expect(mixing(ElectionTerms(shuffles: 2, mixers: [1, 3])) == .passed)
        #expect(mixing(ElectionTerms(shuffles: 2, mixers: [1, 2, 3])) == .passed, "any two of three")
        #expect(
            mixing(ElectionTerms(shuffles: 3, mixers: [1, 2, 3]))
                == .failed("2 of the trustees who are to mix have done so, and 3 are asked for"))
        #expect(mixing(ElectionTerms(shuffles: 2, mixers: [1, 2])).isFailure, "3 does not count")
        #expect(mixing(ElectionTerms(shuffles: 2, mixers: [3, 3])).isFailure, "nobody counts twice")
        #expect(mixing(ElectionTerms(shuffles: 2, mixers: [])).isFailure)
        #expect(mixing(ElectionTerms(shuffles: 1, mixers: [2])).isFailure)
        #expect(mixing(ElectionTerms(mixers: [1, 2])).isFailure, "all, where no number is said")
        #expect(mixing(ElectionTerms(shuffles: 3)).isFailure)
        #expect(
            mixing(ElectionTerms(shuffles: 2)) == .notChecked("how many are to mix, and who, is not at hand"))
        #expect(mixing(ElectionTerms(shuffles: 2, mixers: [1, 3]), 1).isFailure)
        #expect(mixing(ElectionTerms(shuffles: 1, mixers: [1, 3]), 1) == .passed)
    }

    @Test("is refused when votes have weights")
    func weights() {
        let list = sample.entries[0].files[2]
        let report = sample.report { $0[0].files[2] = list.replacing("\"]", ",2\"]") }
        #expect(report[.credentials] == .failed("votes on a ranked question cannot have weights"))
    }

    @Test("is refused after a change of any value in a shuffle or a ranked answer")
    func values() {
        for (number, file) in [(1, 0), (7, 0), (8, 0), (10, 0), (13, 0)] {
            let content = sample.entries[number].files[file].text
            let numbers = content.split { !$0.isNumber }.map(String.init).filter {
                $0.utf8.count > 10 || number == 13
            }
            for digits in Set(numbers).sorted().prefix(Tier.current == .quick ? 8 : 60) {
                let changed = Array(content.utf8).replacing(digits, digits + "1")
                let holds = sample.report { $0[number].files[file] = changed }.holds
                #expect(!holds, "event \(number): \(digits)")
            }
        }
    }
}

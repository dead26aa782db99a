import ElectionCrypto
import Testing

@Suite("An archive is compared with what was promised and")
struct PromiseTests {
    let sample: SampleElection<SmallGroup>

    init() throws { sample = try SampleElection(in: SmallGroup()) }

    private func roll(_ terms: ElectionTerms?) -> Verdict {
        sample.report(sample.archive, ElectionCheck(terms: terms, concurrency: .serial))[.roll]
    }

    @Test("is refused when the roll has another size or another weight")
    func roll() {
        #expect(roll(ElectionTerms(rollSize: 4, totalWeight: 6)) == .passed)
        #expect(
            roll(ElectionTerms(rollSize: 5, totalWeight: 6))
                == .failed("there are 4 credentials, and 5 on the roll"))
        #expect(
            roll(ElectionTerms(rollSize: 4, totalWeight: 7))
                == .failed("the credentials weigh 6, and the roll 7"))
        #expect(roll(ElectionTerms(totalWeight: 7)).isFailure)
        #expect(roll(ElectionTerms(rollSize: 4)) == .notChecked("the roll's size and weight are not at hand"))
        #expect(roll(nil) == .notChecked("the roll's size and weight are not at hand"))
    }

    @Test("says that a check without its input is not checked, and still holds")
    func absent() {
        let report = sample.report(sample.archive)
        #expect(report.holds)
        for check in [Check.roll, .head, .snapshots, .mixing, .shuffles] {
            guard case .notChecked = report[check] else {
                Issue.record("\(check) is said to be checked")
                continue
            }
        }
    }

    @Test("is refused when a credential stands in it twice")
    func duplicate() {
        let list = sample.entries[0].files[2]
        let items = list.text.components(between: "\"", and: "\"")
        let report = sample.report { $0[0].files[2] = list.replacing(items[3], items[2]) }
        #expect(report[.credentials] == .failed("credential 4 stands in the list twice"))
    }

    @Test("is refused when the counted ballots are said to be more or to weigh more")
    func tallyRecord() {
        let record = sample.entries[6].files[1]
        let more = sample.report {
            $0[6].files[1] = record.replacing("\"num_tallied\":3", "\"num_tallied\":4")
        }
        #expect(more[.tally] == .failed("4 ballots are said to count, and 3 do"))
        let heavier = sample.report {
            $0[6].files[1] = record.replacing("\"total_weight\":5", "\"total_weight\":6")
        }
        #expect(heavier[.tally] == .failed("the ballots are said to weigh 6, and weigh 5"))
    }

    @Test("is refused when a voter's weight was changed after the count")
    func weight() {
        let list = sample.entries[0].files[2]
        #expect(sample.report { $0[0].files[2] = list.replacing(",3\"", ",2\"") }[.tally].isFailure)
    }

    @Test("is refused when too few have decrypted, or one twice")
    func decryptions() {
        #expect(sample.report { $0.remove(at: 8) }[.result] == .failed("too few trustees have decrypted"))
        #expect(
            sample.report { $0.insert($0[8], at: 9) }[.decryptions]
                == .failed("trustee 2 has decrypted twice"))
    }

    @Test("is refused when the result has another number in it")
    func result() {
        let report = sample.report { $0[10].files[0] = $0[10].files[0].replacing("[4,0]", "[3,1]") }
        #expect(report[.result] == .failed("the result does not follow from the decryptions"))
    }

    @Test("has terms that are read as they are written")
    func terms() throws {
        let text = "{\"roll_size\":4,\"total_weight\":6,\"shuffles\":2,\"mixers\":[1,3]}"
        let terms = try ElectionTerms(parsing: Array(text.utf8))
        #expect(terms == ElectionTerms(rollSize: 4, totalWeight: 6, shuffles: 2, mixers: [1, 3]))
        #expect(terms.text == text)
        #expect(try ElectionTerms(parsing: Array("{}".utf8)) == ElectionTerms())
        for text in ["[]", "{\"roll_size\":-1}", "{\"rolls\":1}", "{\"mixers\":3}", "{\"roll_size\":\"4\"}"] {
            #expect(throws: ElectionError.self) { try ElectionTerms(parsing: Array(text.utf8)) }
        }
    }
}

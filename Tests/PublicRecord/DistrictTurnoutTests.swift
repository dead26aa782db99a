import Chance
import Core
import PublicRecord
import Testing

@Suite("Turnout by district")
struct DistrictTurnoutTests {
    typealias Count = DistrictTurnout.Count

    private static func district(_ number: Int64, _ eligible: Int, _ voted: Int) throws
        -> DistrictTurnout.District
    {
        .init(
            try #require(DistrictID(rawValue: number)), "Bezirk \(number)",
            Count(eligible: eligible, voted: voted))
    }

    private static func turnout(_ counts: [(Int, Int)], unknown: (Int, Int) = (0, 0)) throws
        -> DistrictTurnout?
    {
        let districts = try counts.enumerated().map {
            try district(Int64($0.offset + 1) * 100, $0.element.0, $0.element.1)
        }
        return DistrictTurnout(
            districts.reversed(), unknown: Count(eligible: unknown.0, voted: unknown.1))
    }

    @Test("tells every district of which enough voted and enough did not, by their numbers")
    func told() throws {
        let turnout = try #require(try Self.turnout([(20, 10), (50, 30)]))
        #expect(turnout.districts.map(\.id.rawValue) == [100, 200])
        #expect(turnout.rest == nil)
        let rest = try Self.turnout([(20, 10), (50, 30)], unknown: (25, 12))?.rest
        #expect(rest == Count(eligible: 25, voted: 12))
    }

    @Test("puts small districts together, and the smallest large one to them where their sum is small, too")
    func merged() throws {
        let small = try #require(try Self.turnout([(40, 9), (40, 31), (60, 30)]))
        #expect(small.districts.map(\.id.rawValue) == [300])
        #expect(small.rest == Count(eligible: 80, voted: 40))
        let pulled = try #require(try Self.turnout([(9, 3), (40, 20), (60, 30), (41, 20)]))
        #expect(pulled.districts.map(\.id.rawValue) == [300, 400])
        #expect(pulled.rest == Count(eligible: 49, voted: 23))
        let one = try #require(try Self.turnout([(40, 20), (60, 30)], unknown: (1, 1)))
        #expect(one.districts.map(\.id.rawValue) == [200] && one.rest == Count(eligible: 41, voted: 21))
    }

    @Test(
        "is nothing where there is nothing to compare",
        arguments: [[], [(40, 20)], [(12, 6), (40, 20)], [(5, 5)]])
    func nothing(counts: [(Int, Int)]) throws {
        #expect(try Self.turnout(counts) == nil)
    }

    @Test("adds up to the roll and tells no small number, whatever the districts")
    func sound() throws {
        var chance = SeededRandom(30)
        var told = 0
        for _ in 0..<2000 {
            let counts = (0..<Int.random(in: 0...8, using: &chance)).map { _ in
                let eligible = Int.random(in: 0...60, using: &chance)
                return (eligible, Int.random(in: 0...eligible, using: &chance))
            }
            let unknown = Int.random(in: 0...30, using: &chance)
            let voted = Int.random(in: 0...unknown, using: &chance)
            guard let turnout = try Self.turnout(counts, unknown: (unknown, voted)) else { continue }
            told += 1
            let all = turnout.districts.map(\.count) + [turnout.rest].compactMap { $0 }
            #expect(all.map(\.eligible).reduce(0, +) == counts.map(\.0).reduce(unknown, +))
            #expect(all.map(\.voted).reduce(0, +) == counts.map(\.1).reduce(voted, +))
            #expect(all.count > 1 && all.allSatisfy { $0.voted >= 10 && $0.eligible - $0.voted >= 10 })
        }
        #expect(told > 500)
    }

    /// The park with a turnout of 5 of 40 and a record that says something else of it.
    private static func example(_ eligible: Int, _ voted: Int, _ turnout: DistrictTurnout?) throws -> Example
    {
        var example = try Example.park()
        let facts = example.facts
        example.facts = ElectionFacts(
            origin: facts.origin, election: facts.election, question: facts.question, options: facts.options,
            rule: facts.rule, parameters: facts.parameters, seats: facts.seats, opens: facts.opens,
            closes: facts.closes, eligible: eligible, marks: .init(online: voted, paper: 0), turnout: turnout)
        return example
    }

    @Test("stands in the record, is read again and checked with the bundle")
    func record() throws {
        let turnout = try #require(try Self.turnout([(40, 20), (60, 30)], unknown: (30, 12)))
        let example = try Self.example(130, 62, turnout)
        let record = try example.counted().record
        #expect(try ElectionRecord(parsing: record.bytes).facts.turnout == turnout)
        let bundle = try example.bundle()
        #expect(Bundle.verify(bundle.bytes, policy: example.policy).verdict == .holds)
        #expect(example.failedCheck(try Self.example(131, 62, turnout).bundle()) == .record)
        #expect(example.failedCheck(try Self.example(130, 61, turnout).bundle()) == .record)
    }

    @Test(
        "is refused where it tells a small number, a district twice or only one",
        arguments: [
            (#""voted":20"#, #""voted":31"#, #""voted":30"#, #""voted":19"#),
            (#""district":200"#, #""district":100"#, "", ""), (#""district":200"#, #""district":0"#, "", ""),
            (#""roll":40,"voted":20"#, #""roll":-40,"voted":20"#, #""roll":60"#, #""roll":140"#),
            (#""minimum":10"#, #""minimum":5"#, "", ""),
        ])
    func refused(old: String, new: String, other: String, changed: String) throws {
        let turnout = try #require(try Self.turnout([(40, 20), (60, 30)]))
        let example = try Self.example(100, 50, turnout)
        let members = try example.bundle().members.map { member in
            guard member.name == "record.json" else { return member }
            var text = String(decoding: member.bytes, as: UTF8.self)
            #expect(text.contains(old))
            text = text.replacing(old, with: new)
            if !other.isEmpty { text = text.replacing(other, with: changed) }
            return Tar.Member(name: member.name, bytes: Array(text.utf8))
        }
        #expect(example.failedCheck(Bundle(members: members)) == .record)
    }
}

import Testing

@testable import Tally

@Suite("A tie")
struct TieBreakTests {
    private let rule = Rule(
        id: "test", source: "test", ballot: .choice, parameters: Parameter.ties(),
        count: { _, _, _ throws(TallyError) in throw TallyError.badSeats(0) }, check: { _, _ in })

    private func take(
        _ given: [String: Parameter.Value], of tied: [Int] = [0, 1, 2], preferred: Bool = true,
        _ history: [[Int?]] = []
    ) throws -> (Int, picks: Int) {
        var tieBreak = try TieBreak(Parameters(of: rule, given), options: 4)
        let taken = tieBreak.take(
            of: tied, preferred: preferred, history: history.map { $0.map { $0.map { Fraction($0) } } })
        return (taken, tieBreak.picks.count)
    }

    @Test("is settled by the list published before")
    func drawn() throws {
        let order: [String: Parameter.Value] = ["ties": .choice("drawn"), "drawn": .order([3, 1, 0, 2])]
        #expect(try take(order) == (1, 0))
        #expect(try take(order, preferred: false) == (2, 0))
        #expect(throws: TallyError.badParameter("drawn")) {
            try take(["ties": .choice("drawn"), "drawn": .order([0, 1])])
        }
    }

    @Test("is settled by the latest or the earliest stage at which the tied differ")
    func stages() throws {
        let history = [[1, 2, 3, 0], [5, 5, 4, 0], [6, 6, 6, 0]]
        #expect(try take(["ties": .choice("backward")], of: [0, 2], history) == (0, 0))
        #expect(try take(["ties": .choice("forward")], of: [0, 2], history) == (2, 0))
        #expect(try take(["ties": .choice("backward")], preferred: false, history) == (2, 0))
        #expect(
            try take(["ties": .choice("backward")], history) == (1, 0), "0 and 1 differ at the first stage")
        #expect(try take(["ties": .choice("backward")], [[1, 1, 0, 0]]) == (0, 1), "0 and 1 never differ")
    }

    @Test("goes to the status quo where that is tied, and spares it")
    func statusQuo() throws {
        let given: [String: Parameter.Value] = ["ties": .choice("status-quo"), "status-quo": .option(1)]
        #expect(try take(given) == (1, 0))
        #expect(try take(given, of: [0, 1], preferred: false) == (0, 0))
        #expect(try take(given, of: [0, 2]) == (0, 1))
    }

    @Test("is followed on every way, each once")
    func exploration() throws {
        let exploration = try Exploration(try Parameters(of: rule), options: 4) {
            tieBreak throws(TallyError) in
            let first = tieBreak.take(of: [0, 1, 2])
            return first == 1 ? [first] : [first, tieBreak.take(of: [2, 3].filter { $0 != first } + [0])]
        }
        let courses = exploration.courses.map(\.course)
        #expect(exploration.isComplete)
        #expect(Set(courses).count == courses.count)
        #expect(courses.count == 6)
        let common = CommonWinners(courses)
        #expect(common.winners.isEmpty)
        #expect(common.ties == [Tie(options: [0, 1, 2, 3], seats: 2)])
        #expect(common.alternatives.count == 5, "0 and 2 is elected on two ways")
    }

    @Test("on too many ways is reported as not followed to the end")
    func tooMany() throws {
        let exploration = try Exploration(try Parameters(of: rule), options: 4) {
            tieBreak throws(TallyError) in
            (0..<12).map { _ in tieBreak.take(of: [0, 1]) }
        }
        #expect(!exploration.isComplete)
        #expect(exploration.courses.count == Exploration<[Int]>.mostCourses)
    }
}

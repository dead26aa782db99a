import Core
import Phrases
import Tally
import Testing

@testable import PublicRecord

@Suite("How decided a result is")
struct AssessmentTests {
    private let catalogue: Catalogue

    init() throws { catalogue = try Catalogue(texts: RecordPhrases.texts) }

    /// A budget of 10 for two projects of 10 each; 5 of 12 voters mark the first, 3 the second.
    private func budget() throws -> (Assessment, OutcomeRecord) {
        let profile = try Profile(
            options: 2, budget: .init(limit: 10, costs: [10, 10]),
            groups: [
                .init(.approvals([0]), count: 5), .init(.approvals([1]), count: 3), .init(.blank, count: 4),
            ])
        let outcome = try Rule.greedyBudget.outcome(of: profile)
        return (
            try Assessment(of: outcome, profile: profile),
            OutcomeRecord(outcome, ids: ["a", "b"], names: ["Bench", "Tree"])
        )
    }

    @Test("is the same after it was written and read")
    func roundTrip() throws {
        let (assessment, _) = try budget()
        let json = AssessmentRecord.json(assessment)
        let read = try AssessmentRecord.assessment(JSON(parsing: json.canonical))
        #expect(AssessmentRecord.json(read) == json)
        #expect(read.losers == [.init(option: 1, missing: MissingApprovals(count: 3, isSmallest: true))])
        #expect(read.panel.opinions == assessment.panel.opinions && !read.panel.opinions.isEmpty)
    }

    @Test("is refused where something is missing or another kind", arguments: ["v", "opinions", "missing"])
    func malformed(member: String) throws {
        let (assessment, _) = try budget()
        var members = try #require(AssessmentRecord.json(assessment).object)
        members[member] = "x"
        #expect(throws: RecordError.self) { try AssessmentRecord.assessment(.object(members)) }
        members[member] = nil
        #expect(throws: RecordError.self) { try AssessmentRecord.assessment(.object(members)) }
    }

    @Test("is told in sentences in each language", arguments: [Language.german, .english])
    func sentences(language: Language) throws {
        let (assessment, record) = try budget()
        let told = AssessmentSentences(assessment, record, in: catalogue[language])
        let (german, english) = (
            "Tree: 3 Kreuze mehr hätten gereicht, weniger nicht.",
            "Tree: 3 more marks would have been enough, fewer would not."
        )
        #expect(told.missing == [language == .german ? german : english])
        #expect(told.lines.count == assessment.panel.opinions.count)
        #expect(told.agreement != nil)
    }

    @Test("names the distance between the last who is elected and the first who is not")
    func margin() throws {
        let profile = try Profile(
            options: 3,
            groups: [.init(.choice(0), count: 9), .init(.choice(1), count: 7), .init(.choice(2), count: 1)])
        let outcome = try Rule.plurality.outcome(of: profile)
        let record = OutcomeRecord(outcome, ids: ["1", "2", "3"], names: ["A", "B", "C"])
        let told = AssessmentSentences(
            try Assessment(of: outcome, profile: profile), record, in: catalogue[.german])
        #expect(told.margin == "Zwischen A und B liegen: 2 Stimmen.")
    }

    @Test("says of every rule's certificate what it holds", arguments: Rule.all)
    func certificates(rule: Rule) throws {
        let options = max(3, rule.fixedOptions.count)
        let ballot: Ballot =
            switch rule.ballot {
            case .choice: .choice(0)
            case .approvals: .approvals([0, 1])
            case .scores: .scores((0..<options).map { $0 == 0 ? 1 : 0 })
            case .ranking: .ranking([[1], [0], [2]])
            }
        let budget =
            rule.aim == .budget
            ? Profile.Budget(limit: 2, costs: Array(repeating: 1, count: options)) : nil
        let profile = try Profile(options: options, eligible: 9, budget: budget, ballots: [ballot, ballot])
        let outcome = try rule.outcome(of: profile)
        let names = (0..<options).map { "option \($0)" }
        for language in [Language.german, .english] {
            let key = "rule.certificate.\(outcome.certificate.kind)"
            #expect(catalogue[language].has(key), "\(key)")
            let told = OutcomeSentences(
                OutcomeRecord(outcome, ids: names, names: names), in: catalogue[language])
            #expect(!told.certificate.isEmpty && !told.answer.isEmpty)
        }
    }
}

import Foundation
import Phrases
import PublicRecord
import Tally
import Testing

@Suite("An outcome in sentences")
struct SentenceTests {
    let catalogue: Catalogue

    init() throws { catalogue = try Catalogue(texts: RecordPhrases.texts) }

    @Test("says who is elected, who is tied, or what was decided")
    func answers() throws {
        let german = catalogue[.german]
        let english = catalogue[.english]
        let park = try Example.park().counted().outcome
        let tied = try Example.tied().counted().outcome
        let yesNo = try Example.yesNo().counted().outcome
        #expect(OutcomeSentences(park, in: german).answer == "Gewählt sind: Park und Radweg.")
        #expect(OutcomeSentences(park, in: english).answer == "Elected: Park and Radweg.")
        #expect(OutcomeSentences(tied, in: german).answer == "Gleichstand zwischen Park und Schule.")
        #expect(OutcomeSentences(yesNo, in: german).answer == "Der Vorschlag ist angenommen.")
        #expect(
            OutcomeSentences(park, in: german).ballots
                == "5 Stimmzettel wurden abgegeben. Gültig: 4. Ungültig: 1.")
    }

    @Test("tells the stages and conditions with their numbers")
    func stages() throws {
        let tied = OutcomeSentences(try Example.tied().counted().outcome, in: catalogue[.english])
        #expect(
            tied.stages == [
                "Park: 1 vote", "Schule: 1 vote", "Radweg: 0 votes",
                "Park and Schule are tied (1 vote each). Only 1 seat is left. "
                    + "The count does not decide this.",
            ])
        let yesNo = OutcomeSentences(try Example.yesNo().counted().outcome, in: catalogue[.english])
        #expect(
            yesNo.conditions == [
                "The majority is reached: 2 of 3 are yes (66.7%). Needed: more than 50.0%.",
                "There is no tie: 2 yes, 1 no.",
            ])
    }

    @Test(
        "rounds a mean for people to two decimals",
        arguments: [
            ([2, 3, 3], "a mean of 2.67 points"), ([0, 0, 0], "a mean of 0.00 points"),
            ([1, 0, 0], "a mean of 0.33 points"), ([5, 5, 5], "a mean of 5.00 points"),
        ])
    func means(scores: [Int], said: String) throws {
        let profile = try Profile(options: 1, ballots: scores.map { .scores([$0]) })
        let outcome = try Rule.score.outcome(of: profile, ["measure": .choice("mean")])
        let record = OutcomeRecord(outcome, ids: ["1"], names: ["Park"])
        #expect(OutcomeSentences(record, in: catalogue[.english]).stages[0] == "Park: \(said)")
    }

    @Test("has words for every rule, parameter, condition and check", arguments: [Language.german, .english])
    func complete(language: Language) {
        let phrases = catalogue[language]
        for rule in Rule.all {
            var keys = ["title", "explained", "amount"].map { "rule.\(rule.id).\($0)" }
            for parameter in rule.parameters {
                let key = phrases.parameterKey(parameter.name, of: rule)
                keys.append(key)
                if case .choice(let words) = parameter.kind { keys += words.map { "\(key).\($0)" } }
            }
            for key in keys { #expect(phrases.has(key), "\(key)") }
        }
        for check in BundleCheck.allCases {
            #expect(phrases.has(check.phrase) && phrases.has(check.phrase + ".failed"), "\(check)")
        }
    }

    @Test("uses the same words as the platform", arguments: Language.allCases)
    func sameWords(language: Language) throws {
        let folder = URL(fileURLWithPath: #filePath).appendingPathComponent("../../../Resources/phrases")
            .standardized
        let file = folder.appendingPathComponent(language.rawValue + ".txt")
        let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init)
        let copied = lines.filter { line in RecordPhrases.prefixes.contains { line.hasPrefix($0) } }
        #expect(RecordPhrases.texts[language] == copied.joined(separator: "\n"), "run bin/record-phrases")
    }
}

import Ballots
import Core
import HTML
import Phrases
import Tally

/// What stands on the ballot form, right or wrong. It travels from the ballot to the review and on in hidden fields.
struct BallotEntry: Sendable {
    var choice = ""
    var marked: [String] = []
    var scores: [String]

    init(_ election: Election) { scores = election.options.map { _ in "" } }

    init(_ form: FormData, of election: Election) {
        choice = form.text("choice")
        marked = form.all("option")
        scores = election.options.indices.map { form.text("score-\($0 + 1)") }
    }

    /// The ballot, if the rule takes it; else what is wrong.
    func checked(_ election: Election, _ problems: inout Problems) -> Ballot? {
        guard let ballot = ballot(election, &problems) else { return nil }
        do {
            try election.check(ballot)
            return ballot
        } catch {
            problems.add(field(election), "election.ballot-invalid")
            return nil
        }
    }

    private func field(_ election: Election) -> String {
        switch election.rule.ballot {
        case .choice, .ranking: "choice"
        case .approvals: "option"
        case .scores: "score-1"
        }
    }

    private func ballot(_ election: Election, _ problems: inout Problems) -> Ballot? {
        switch election.rule.ballot {
        case .choice:
            guard let option = names(election).firstIndex(of: choice) else {
                problems.add("choice", "election.choice-missing")
                return nil
            }
            return .choice(option)
        case .approvals:
            let all = names(election)
            let options = Set(marked.compactMap { all.firstIndex(of: $0) })
            guard options.count == marked.count else {
                problems.add("option", "election.ballot-invalid")
                return nil
            }
            return .approvals(options.sorted())
        case .scores:
            let bounds = ElectionWords(words: problems.phrases, election: election).bounds.map {
                $0.lowest...$0.highest
            }
            let points = scores.enumerated().map { index, text -> Int? in
                guard !text.isEmpty else { return nil }
                guard let number = Int(text), String(number) == text else {
                    problems.add("score-\(index + 1)", "election.score-number")
                    return nil
                }
                if let bounds, !bounds.contains(number) {
                    problems.add(
                        "score-\(index + 1)", "election.score-bounds",
                        ["lowest": String(bounds.lowerBound), "highest": String(bounds.upperBound)])
                }
                return number
            }
            return problems.isEmpty ? .scores(points) : nil
        case .ranking: return nil
        }
    }

    /// What the form sends for each option: the rule's own word, else its number.
    private func names(_ election: Election) -> [String] {
        election.rule.fixedOptions.isEmpty
            ? election.options.indices.map { String($0 + 1) } : election.rule.fixedOptions
    }

    var hidden: [HiddenField] {
        (choice.isEmpty ? [] : [HiddenField("choice", choice)]) + marked.map { HiddenField("option", $0) }
            + scores.enumerated().filter { !$0.element.isEmpty }.map {
                HiddenField("score-\($0.offset + 1)", $0.element)
            }
    }

    /// The question of the ballot as one group of fields; nothing is chosen beforehand.
    func fields(_ speaking: ElectionWords, problems: Problems?) -> HTML {
        let election = speaking.election
        let choices = zip(names(election), zip(speaking.names, election.options)).map { name, option in
            Choice(name, option.0, hint: option.1.detail.isEmpty ? nil : option.1.detail)
        }
        switch election.rule.ballot {
        case .choice, .ranking:
            return Field(
                "choice", election.question, .radios(choices), value: choice,
                hint: speaking.words("election.choose-one"),
                error: problems?["choice"]
            ).html
        case .approvals:
            return Field(
                "option", election.question, .checkboxes(choices), values: marked,
                hint: speaking.words("election.choose-many"), error: problems?["option"], required: false
            ).html
        case .scores:
            let range = speaking.bounds.map { $0.lowest...$0.highest }
            return """
                <fieldset><legend>\(election.question)</legend><p class="hint">\(speaking.words("election.choose-scores"))</p>
                \(speaking.names.enumerated().map { index, name in
                    Field(
                        "score-\(index + 1)", name, .number(in: range), value: scores[index],
                        error: problems?["score-\(index + 1)"], required: false)
                })</fieldset>
                """
        }
    }
}

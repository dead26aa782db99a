import Ballots
import HTML
import Phrases
import Tally

/// The question of the ballot as one group of fields; nothing is chosen beforehand.
///
/// Complete without scripts. Where the rule gains by it, the ballot's script turns the numbers of a ranking into
/// a list and shows a running sum; its words and parts stand here, and the fields keep what is chosen.
struct BallotFields: Markup {
    let speaking: ElectionWords
    let entry: BallotEntry
    let problems: Problems?

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var needsScript: Bool { election.rule.ballot == .ranking || !election.ballotLimits.isEmpty }

    var html: HTML {
        let choices = zip(entry.names(election), zip(speaking.names, election.options)).map { name, option in
            Choice(name, option.0, hint: speaking.hint(option.1))
        }
        switch election.rule.ballot {
        case .choice:
            return Field(
                "choice", election.question, .radios(choices), value: entry.choice,
                hint: words("election.choose-one"),
                error: problems?["choice"]
            ).html
        case .approvals:
            let field = Field(
                "option", election.question, .checkboxes(choices), values: entry.marked,
                hint: words("election.choose-many"), error: problems?["option"], required: false)
            return "\(field)\(sums)"
        case .scores: return "\(group(scores))\(sums)"
        case .ranking: return group(ranks).html
        }
    }

    private var sums: HTML {
        let limits = election.ballotLimits
        return limits.isEmpty ? "" : #"<div class="sums">\#(limits.map { $0.html(words) })</div>"# + "\n"
    }

    private func group(_ content: HTML) -> FieldGroup {
        FieldGroup("marks", election.question, error: problems?["marks"], content)
    }

    private var scores: HTML {
        let grades = speaking.grades
        guard !grades.isEmpty else {
            return numbers("score", entry.scores, speaking.scoreHint, in: election.bounds)
        }
        let steps =
            grades.map { Choice(String($0.score), $0.name) } + [Choice("", words("election.no-grade"))]
        return """
            <p class="hint">\(speaking.scoreHint)</p>
            \(each("score", .steps(steps), entry.scores))
            """
    }

    /// One number field for each option.
    private func numbers(_ name: String, _ values: [String], _ hint: String, in range: ClosedRange<Int>?)
        -> HTML
    {
        """
        <div class="numbers"><p class="hint">\(hint)</p>
        \(each(name, .number(in: range), values))</div>
        """
    }

    private func each(_ name: String, _ control: Field.Control, _ values: [String]) -> [Field] {
        election.options.indices.map { index in
            let field = "\(name)-\(index + 1)"
            return Field(
                field, speaking.names[index], control, value: values[index],
                hint: speaking.hint(election.options[index]), error: problems?[field], required: false)
        }
    }

    private var ranks: HTML {
        """
        \(numbers("rank", entry.ranks, words("election.choose-ranks"), in: 1...max(1, entry.ranks.count)))
        <template><p class="hint">\(words("election.rank.hint"))</p>
        <h2>\(words("election.rank.order"))</h2>
        <ol class="order" data-empty="\(words("election.rank.none"))">\(pattern)</ol>
        <h2>\(words("election.rank.rest"))</h2>
        <ul class="order rest" data-empty="\(words("election.rank.all"))"></ul>
        <p><button class="plain" type="button" value="numbers">\(words("election.rank.numbers"))</button></p>
        <p class="unseen" role="status" data-moved="\(words("election.rank.moved"))" \
        data-out="\(words("election.rank.taken-out"))"></p></template>
        """
    }

    /// One option of the list; the script writes names and places into it.
    private var pattern: HTML {
        """
        <li><span class="grip">\(Icon.grip)<b></b></span><span class="name"><b data-name></b><small></small></span>\
        <span class="moves">\(button("up", .up))\(button("down", .down))\(button("out", .away))\
        <button class="button quiet" type="button" value="add">\(words("election.rank.add"))\
        <span class="unseen"> <span data-name></span></span></button></span></li>
        """
    }

    private func button(_ act: String, _ icon: Icon) -> HTML {
        """
        <button class="move" type="button" value="\(act)">\(icon)\
        <span class="unseen">\(words("election.rank.\(act)")): <span data-name></span></span></button>
        """
    }
}

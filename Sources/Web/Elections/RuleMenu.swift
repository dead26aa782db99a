import HTML
import Phrases
import Tally

/// Every rule of the registry, by what is decided and how people vote; the group of the chosen one is open.
struct RuleMenu: Markup {
    let words: Phrases
    let chosen: Rule

    /// A key of `election.rules.`, in the menu's order.
    private enum Group: String, CaseIterable {
        case decision, choice, approvals, scores, ranking, budget, apportionment

        init(_ rule: Rule) {
            switch (rule.aim, rule.ballot) {
            case (.decision, _): self = .decision
            case (.budget, _): self = .budget
            case (.apportionment, _): self = .apportionment
            case (.seats, .choice): self = .choice
            case (.seats, .approvals): self = .approvals
            case (.seats, .scores): self = .scores
            case (.seats, .ranking): self = .ranking
            }
        }
    }

    var html: HTML {
        "\(Group.allCases.map(section))"
    }

    private func section(_ group: Group) -> HTML {
        """
        <details class="panel quiet"\(flag: "open", group == Group(chosen))>\
        <summary>\(words("election.rules.\(group.rawValue)"))</summary>
        <ul>\(Rule.all.filter { Group($0) == group }.map(line))</ul></details>

        """
    }

    private func line(_ rule: Rule) -> HTML {
        let title = words("rule.\(rule.id).title")
        let link = Link("/administration/elections/new").query("rule", rule.id)
        let name: HTML =
            rule.id == chosen.id
            ? "<b aria-current=\"true\">\(title)</b>" : "<a href=\"\(link)\">\(title)</a>"
        return "<li>\(name): \(words("rule.\(rule.id).explained"))</li>\n"
    }
}

import Ballots
import Core
import HTML
import Phrases
import PublicRecord
import Tally
import TransparencyLog

/// The result: the answer in one sentence first, then everything that shows how it came about.
struct ResultPage {
    let speaking: ElectionWords
    let result: ElectionResult
    let map: TownMap?
    let places: [ProposalID: DistrictID]

    private var words: Phrases { speaking.words }
    private var election: Election { speaking.election }

    var page: Page {
        let parts = ResultParts(speaking: speaking, result: result)
        return Page(
            election.question, section: .elections,
            breadcrumb: Breadcrumb(
                words("frame.breadcrumb"), [(title: words("section.elections"), link: .elections)],
                current: election.question),
            """
            <h1>\(election.question)</h1>
            <p class="answer">\(parts.answer)</p>
            \(Meta([speaking.dates, speaking.ruleTitle]))
            \(parts.chart)
            <h2>\(words("election.turnout"))</h2>
            \(parts.turnout)
            \(result.record.facts.turnout.map { DistrictTurnoutView(words: words, turnout: $0, map: map).html })
            \(ElectionMap(speaking, map, places: places, sums: parts.mapped)?.html)
            <h2>\(words("election.how-counted"))</h2>
            \(speaking.rule.map { "<p>\($0)</p>" as HTML })
            \(parts.trace)
            <h3>\(words("election.certificate"))</h3>
            <p>\(parts.sentences.certificate)</p>
            \(ResultCertainty(words: words, result: result, names: speaking.names).html)
            <h2>\(words("election.recount"))</h2>
            <p>\(words("election.recount-how"))</p>
            <pre><code>recount bundle election-\(election.id).tar</code></pre>
            \(result.record.facts.archive.map(otherPrograms))
            \(files)
            \(seal)
            \(proposals)
            <p><a href="\(Link.council(election.id))">\(words("council.paper"))</a></p>
            \(if: election.manner == .encrypted, BoothSecrecy(speaking).html, else: Secrecy(words).html)
            """
        ).kept
    }

    private var files: HTML {
        let names =
            ["bundle.tar", "record.json", "outcome.json", "ballots.jsonl"]
            + (election.paper == .none ? [] : ["paper.json"])
            + (election.manner == .encrypted ? ["archive.bel", "terms.json", "election.json"] : [])
            + (result.assessment != nil && election.manner == .encrypted ? ["verification.json"] : [])
        return """
            <ul class="links">\(names.map { name in
                "<li><a href=\"\(Link.electionFile(election.id, name))\">\(words("election.file.\(name)"))</a></li>" as HTML
            })</ul>
            """
    }

    /// An encrypted election's archive is in a form that others' programs read, too.
    private func otherPrograms(_ archive: ElectionFacts.Archive) -> HTML {
        """
        <p>\(words("election.recount-encrypted"))</p>
        <pre><code>recount election \(archive.uuid).bel --terms terms.json</code></pre>
        """
    }

    private var seal: Seal {
        Seal(
            words("election.in-log"),
            more:
                "<p><a href=\"\(Link("/log").query("leaf", result.leaf.hex))\">\(words("election.to-log"))</a></p>",
            proof: (
                summary: words("election.digest"),
                content: "<p><code>\(result.record.digest.bytes.hex)</code></p>"
            ))
    }

    private var proposals: HTML {
        guard !election.proposals.isEmpty else { return "" }
        return """
            <h2>\(words("election.proposals"))</h2>
            <ul class="links">\(election.options.compactMap(proposal))</ul>
            """
    }

    private func proposal(_ option: ElectionOption) -> HTML? {
        guard let id = option.proposal else { return nil }
        let number = words("election.proposal", ["number": id.description])
        let title = election.rule.fixedOptions.isEmpty ? "\(number): \(option.title)" : number
        return "<li><a href=\"\(Link.proposal(id))\">\(title)</a></li>"
    }
}

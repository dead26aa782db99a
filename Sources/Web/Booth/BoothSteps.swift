import Ballots
import HTML
import Phrases

/// The steps of the booth in one page, of which the script shows one: choose, credential, review, and from there to
/// the receipt or to the opened ballot.
///
/// The places that the script fills are `data-…` without a value. No form has an address to go to.
struct BoothSteps: Markup {
    let speaking: ElectionWords
    let fields: BallotFields
    /// The program that computes again what an opened ballot contains, and what it needs beside it.
    let programs: [(name: String, link: Link)]

    private var words: Phrases { speaking.words }

    var html: HTML {
        """
        <div class="booth">
        \(choosing)\(credential)\(work)\(review)\(audit)\(stopped)\(receipt)
        <template data-pattern="problems">\(ErrorSummary(words("form.problem"), []))</template>
        <template data-pattern="problem"><p class="error">\(Icon.danger)</p></template></div>
        """
    }

    private var choosing: HTML {
        """
        <section data-step="choose">\(heading("booth.step.choose"))
        <p class="lead">\(speaking.rule.joined(separator: " "))</p>
        <form method="dialog" novalidate data-then="chosen"><div class="ballot">\(fields)</div>
        \(acts(submit("booth.next")))</form></section>

        """
    }

    private var credential: HTML {
        let field = Field(
            "credential", words("booth.credential"), hint: words("booth.credential-hint"),
            autocomplete: "off",
            maxlength: 60)
        return step(
            "credential",
            """
            <p class="lead">\(words("booth.credential-lead"))</p>
            <form method="dialog" novalidate data-then="keyed">\(field)
            \(acts(submit("booth.encrypt") + button("booth.back", act: "choose")))</form>
            """)
    }

    private var work: HTML {
        step(
            "work",
            """
            <p>\(words("booth.step.work-lead"))</p>
            <progress max="1" value="0" aria-label="\(words("booth.step.work-progress"))"></progress>
            """)
    }

    private var review: HTML {
        step(
            "review",
            """
            <p class="lead">\(words("booth.review-lead"))</p>
            \(DefinitionRows([
                .init(words("election.question"), text: speaking.election.question),
                .init(words("election.your-choice"), "<ul data-chosen></ul>"),
                .init(words("booth.seal"), "<code data-seal></code><br><small>\(words("booth.seal-hint"))</small>"),
            ]))
            \(acts(button("election.cast", act: "cast", .primary) + button("booth.audit", act: "audit")))
            <p>\(words("booth.audit-why"))</p>
            <p><button class="plain" type="button" data-act="choose">\(words("election.choose-again"))</button></p>
            """)
    }

    private var audit: HTML {
        step(
            "audit",
            """
            <p class="answer" data-verdict></p>
            \(DefinitionRows([
                .init(words("booth.audit.contains"), "<ul data-found></ul>"),
                .init(words("booth.audit.before"), "<code data-seal></code>"),
                .init(words("booth.audit.after"), "<code data-hash></code>"),
            ]))
            <p>\(words("booth.audit.spoiled"))</p>
            \(acts(button("booth.audit.anew", act: "encrypt", .primary) + button("election.choose-again", act: "choose")
                + button("booth.audit.save", act: "record")))
            <details class="panel quiet"><summary>\(words("booth.audit.check"))</summary>
            <p>\(words("booth.audit.check-lead"))</p>
            <ul>\(programs.map { #"<li><a href="\#($0.link)" download>\#($0.name)</a></li>"# as HTML })</ul>
            <pre><code>node audit.js \(words("booth.audit.file")).json</code></pre>
            <p>\(words("booth.fingerprint"))<br><code data-fingerprint></code></p>
            <pre tabindex="0" data-record></pre></details>
            """)
    }

    private var stopped: HTML {
        step(
            "stopped",
            """
            <p class="lead" data-said></p>
            <p>\(words("booth.kept"))</p>
            \(acts(button("booth.send-again", act: "send", .primary) + button("booth.other-credential", act: "credential")
                + button("election.choose-again", act: "choose")))
            """)
    }

    private var receipt: HTML {
        """
        <section data-step="receipt" hidden><div class="confirmation">\(Icon.success)\
        <h2 tabindex="-1">\(words("election.accepted"))</h2>
        <div><p role="status" data-place></p></div>
        <p class="receipt">\(words("booth.tracker")) <b data-tracker></b></p></div>
        <h3>\(words("booth.keep"))</h3>
        <p>\(words("booth.keep-lead"))</p>
        \(acts(button("election.save-receipt", act: "receipt", .primary) + button("booth.ask", act: "place")))
        <h3>\(words("booth.later"))</h3>
        <ul>\((1...3).map { "<li>\(words("booth.later.\($0)"))</li>" as HTML })</ul>
        <p><a href="\(Link.tracker(speaking.election.id))" data-look>\(words("booth.look"))</a></p></section>

        """
    }

    private func step(_ name: String, _ content: HTML) -> HTML {
        """
        <section data-step="\(name)" hidden>\(heading("booth.step.\(name)"))
        \(content)</section>

        """
    }

    private func heading(_ phrase: String) -> HTML { #"<h2 tabindex="-1">\#(words(phrase))</h2>"# }

    private func acts(_ buttons: HTML) -> HTML { #"<p class="acts">\#(buttons)</p>"# }

    private func submit(_ phrase: String) -> HTML {
        #"<button class="button" type="submit">\#(words(phrase))</button>"#
    }

    private func button(_ phrase: String, act: String, _ style: ButtonStyle = .quiet) -> HTML {
        #"<button class="\#(style.html)" type="button" data-act="\#(act)">\#(words(phrase))</button>"#
    }
}

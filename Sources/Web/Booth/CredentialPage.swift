import Ballots
import HTML
import Phrases

/// Where a voter's browser makes the credential, before there is an archive: then nobody else ever has it.
///
/// The page can send nothing; the application is a file that the voter takes to the registrar.
struct CredentialPage {
    let speaking: ElectionWords
    /// The election's identifier, from which the public credential is derived.
    let uuid: String

    private var words: Phrases { speaking.words }

    var page: Page {
        let title = words("booth.own.title")
        var page = Page(
            title, section: .elections, breadcrumb: speaking.breadcrumb(title),
            """
            <h1>\(title)</h1>
            <p class="lead">\(words("booth.own.lead"))</p>
            <ol>\((1...3).map { "<li>\(words("booth.own.\($0)"))</li>" as HTML })</ol>
            <template id="own-credential" data-uuid="\(uuid)" data-name="\(words("booth.own.file"))" \
            data-file="\(words("booth.own.text", ["question": speaking.election.question, "uuid": uuid]))">
            <div class="booth">
            <div data-before><p class="acts"><button class="button" type="button" data-act="make">\
            \(words("booth.own.make"))</button></p></div>
            <div data-made hidden><h2 tabindex="-1">\(words("booth.own.secret"))</h2>
            <p class="receipt"><b data-credential></b></p>
            <p>\(words("booth.own.secret-lead"))</p>
            <p class="acts">\(button("booth.own.print", act: "print"))\(button("booth.own.save", act: "secret"))</p>
            <h2>\(words("booth.own.application"))</h2>
            <p>\(words("booth.own.application-lead"))</p>
            <p class="acts"><button class="button" type="button" data-act="application" \
            data-name="\(words("booth.own.application-file"))">\(words("booth.own.application-save"))</button></p>
            <details class="panel quiet"><summary>\(words("booth.own.application-show"))</summary>
            <pre tabindex="0" data-application></pre></details></div></div></template>
            <div id="without-booth">\(Panel(
                words("booth.without"), tone: .warning, "<p>\(words("booth.own.without"))</p>"))</div>
            """)
        page.isPrivate = true
        page.booth = [.group, .ballot, .credential]
        page.isSealed = true
        return page
    }

    private func button(_ phrase: String, act: String) -> HTML {
        #"<button class="button quiet" type="button" data-act="\#(act)">\#(words(phrase))</button>"#
    }
}

import Acts
import Ballots
import HTML
import Phrases

/// What whoever has the link sees: what is theirs to do, how, and how far the others are.
struct CeremonyPage {
    let words: Phrases
    let holder: LinkHolder
    let token: String
    let formToken: String?
    let digits: (certificates: String?, key: String?)
    /// The site's address, without a slash at the end.
    let address: String
    let isTaken: Bool
    let problems: Problems?

    private var ceremony: Ceremony { holder.ceremony }
    private var participant: Participant { holder.participant }
    private var speaking: CeremonyWords {
        CeremonyWords(words: words, ceremony: ceremony, election: holder.election)
    }
    private var commands: TrusteeCommands {
        TrusteeCommands(
            ceremony: ceremony, participant: participant, question: holder.election.question,
            page: address + Link.election(holder.election.id).address)
    }

    var page: Page {
        var page = Page(
            holder.election.question,
            """
            \(problems?.summary)\(if: isTaken, Panel(tone: .success, "<p>\(words("ceremony.taken"))</p>").html)
            <h1>\(holder.election.question)</h1>
            <p class="lead">\(lead)</p>
            <p>\(words("ceremony.link-hint"))</p>
            <h2>\(words("ceremony.now"))</h2>
            \(now)
            \(if: !participant.isRegistrar, others)
            """)
        page.isPrivate = true
        page.hasSecretAddress = true
        return page
    }

    private var lead: String {
        guard !participant.isRegistrar else {
            return words("ceremony.registrar.lead", ["name": participant.name])
        }
        return words(
            "ceremony.trustee.lead",
            [
                "number": "\(participant.number)", "size": "\(ceremony.trustees.count)",
                "name": participant.name, "threshold": "\(ceremony.threshold)",
            ])
    }

    /// How far the others are, what is to be compared, and the files.
    private var others: HTML {
        """
        \(if: !ceremony.hasArchive && digits.certificates != nil, "<h2>\(words("ceremony.digits"))</h2>\(speaking.digits(digits))")
        <h2>\(words("ceremony.state"))</h2>
        \(speaking.table)
        \(if: !files.isEmpty, "<h2>\(words("ceremony.files"))</h2>\(fileList)")
        """
    }

    private var files: [Ceremony.HandedIn] { ceremony.handedIn.filter { $0.number > 0 } }

    private var fileList: HTML {
        """
        \(if: !ceremony.hasArchive, "<p><a href=\"\(Link.ceremonyFolder(token))\">\(words("ceremony.folder", ["file": "\(ceremony.uuid).tar"]))</a></p>")
        <ul class=\"links\">\(files.map { file in
            let name = file.file.name(of: file.number)
            return "<li><a href=\"\(Link.ceremonyFile(token, name))\">\(name)</a></li>\n" as HTML
        })</ul>
        """
    }

    private var now: HTML {
        switch ceremony.task(of: participant, in: holder.election) {
        case .step(let step): stepPart(step)
        case .awaitOthers(let step):
            sentence("ceremony.await.others", ["names": speaking.names(ceremony.missing(step))])
        case .awaitRoll: sentence("ceremony.await.roll")
        case .register: registerPart
        case .awaitArchive:
            sentence(participant.isRegistrar ? "ceremony.await.trustees" : "ceremony.await.archive")
        case .awaitClose: sentence("ceremony.await.close")
        case .mix: mixPart
        case .awaitMixers:
            "<p>\(words.plural("ceremony.await.mixers", ceremony.shufflesMissing, ["names": speaking.names(ceremony.awaited(in: holder.election))]))</p>"
        case .decrypt: actPart("decrypt", commands.decrypt, .decryption)
        case .awaitDecryptions: sentence("ceremony.await.decryptions")
        case .ended: sentence("ceremony.await.ended")
        }
    }

    private func sentence(_ key: String, _ places: [String: String] = [:]) -> HTML {
        "<p>\(words(key, places))</p>"
    }

    private func stepPart(_ step: CeremonyFile) -> HTML {
        """
        <p>\(words("ceremony.step.\(step.rawValue)"))</p>
        <ol>\(if: !files.isEmpty, "<li>\(words("ceremony.how.unpack")) <a href=\"\(Link.ceremonyFolder(token))\">\(ceremony.uuid).tar</a><pre>\(commands.unpack)</pre></li>")
        <li>\(words("ceremony.how.type"))<pre>\(commands.step(step))</pre></li>
        <li>\(words("ceremony.how.hand-in", ["file": commands.result(step)]))</li></ol>
        \(form([(name: "file", file: step.name(of: participant.number))]))
        """
    }

    /// With what a mixer must know of the others: they come in any order, but never two at a time.
    private var mixPart: HTML {
        let others = ceremony.awaited(in: holder.election).filter { $0 != participant }
        return """
            <p>\(words.plural("ceremony.act.mix-missing", ceremony.shufflesMissing))\
            \(if: !others.isEmpty, " \(words("ceremony.act.mix-others", ["names": speaking.names(others)]))")</p>
            \(actPart("mix", commands.mix, .shuffle))
            """
    }

    private func actPart(_ act: String, _ command: String, _ file: CeremonyFile) -> HTML {
        let (archive, terms) = (
            Link.electionFile(holder.election.id, "archive.bel"),
            Link.electionFile(holder.election.id, "terms.json")
        )
        return """
            <p>\(words("ceremony.act.\(act)"))</p>
            <ol><li>\(words("ceremony.how.archive")) <a href="\(archive)">\(ceremony.uuid).bel</a>, <a href="\(terms)">terms.json</a></li>
            <li>\(words("ceremony.how.type"))<pre>\(command)</pre>\(if: act == "decrypt" && !commands.trusted.isEmpty, "<p>\(words("ceremony.act.trusted"))</p>")</li>
            <li>\(words("ceremony.how.hand-in", ["file": file.name(of: participant.number)]))</li></ol>
            \(form([(name: "file", file: file.name(of: participant.number))]))
            """
    }

    private var registerPart: HTML {
        let fields = CeremonyFile.registered.map { (name: $0.rawValue, file: $0.name(of: 0)) }
        return """
            <p>\(words("ceremony.registrar.task", ["count": words.number(holder.election.rollSize ?? 0)]))</p>
            <ol><li>\(words("ceremony.registrar.roll")) <a href="\(Link.ceremonyFile(token, "roll.csv"))">roll.csv</a></li>
            <li>\(words("ceremony.registrar.key"))<pre>\(commands.registrarKey)</pre></li>
            <li>\(words("ceremony.registrar.make"))<pre>\(commands.letters)</pre>
            <details><summary>\(words("ceremony.registrar.accept"))</summary>
            <p>\(words("ceremony.registrar.own")) <a href="\(Link.ownCredential(holder.election.id))">\(words("ceremony.registrar.own-page"))</a></p><pre>\(commands.applications)</pre></details></li>
            <li>\(words("ceremony.registrar.letters")) <a href="\(Link.ceremonyFile(token, "names.csv"))">names.csv</a></li>
            <li>\(words("ceremony.registrar.hand-in"))</li></ol>
            \(form(fields))
            """
    }

    /// Takes files; their text can be pasted instead.
    private func form(_ fields: [(name: String, file: String)]) -> HTML {
        let chosen = fields.map {
            Field(
                $0.name, $0.file, .file, error: $0.name == fields[0].name ? problems?["file"] : nil,
                required: false, id: $0.name == fields[0].name ? "file" : nil)
        }
        let pasted = fields.map {
            Field(
                "\($0.name)-text", words("ceremony.paste", ["file": $0.file]), .textarea(rows: 4),
                required: false, autocomplete: "off")
        }
        return Form(
            action: .ceremony(token), token: formToken, submit: words("ceremony.hand-in"), bringsFiles: true,
            """
            \(chosen)<details><summary>\(words("ceremony.paste-instead"))</summary>\(pasted)</details>
            """
        ).html
    }
}

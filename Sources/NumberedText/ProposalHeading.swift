/// A line that says what the next lines are. It never begins with a line number.
struct ProposalHeading {
    let section: ProposalSection
    /// What stands on the same line after the heading.
    let rest: String
    /// A heading that is a question, or has one in brackets, may end on a later line.
    let awaitedEnd: Character?

    init?(_ text: String) {
        let plain = text.drop { $0 == "#" || $0 == "*" || $0 == "_" || $0 == " " }
        if let rest = ProposalHeading.labels(["Titel", "Projekttitel", "Antragstitel"], in: plain) {
            self.init(.title, rest)
        } else if let rest = ProposalHeading.initiators(plain) {
            self.init(.initiators, rest)
        } else if let rest = ProposalHeading.labels(["Anmerkung", "Anmerkungen", "Hinweis"], in: plain) {
            self.init(.note, rest)
        } else if let rest = plain.after("Projektbeschreibung") ?? plain.after("Beschreibung des Projekts") {
            self.init(description: rest)
        } else if let rest = ProposalHeading.synergies(plain) {
            self.init(synergies: rest)
        } else {
            return nil
        }
    }

    private init(_ section: ProposalSection, _ rest: Substring, awaitedEnd: Character? = nil) {
        self.section = section
        self.awaitedEnd = awaitedEnd
        self.rest = String(rest.drop { $0 == " " })
    }

    /// `Projektbeschreibung`, with a question in brackets and a colon or without.
    private init?(description rest: Substring) {
        let rest = rest.drop { $0 == "*" || $0 == "_" || $0 == " " }
        switch rest.first {
        case nil:
            self.init(.description, "")
        case ":":
            self.init(.description, rest.dropFirst().drop { $0 == "*" })
        case "(":
            guard let end = rest.firstIndex(of: ")") else {
                self.init(.description, "", awaitedEnd: ")")
                return
            }
            self.init(.description, rest[end...].drop { ")*_: ".contains($0) })
        default:
            return nil
        }
    }

    /// One question, or two of which the second is `An welche Projekte …?`.
    private init(synergies rest: Substring) {
        let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "?" || $0 == ":" }
        guard parts.count == 2 else {
            self.init(.synergies, "", awaitedEnd: "?")
            return
        }
        let further = parts[1].drop { $0 == "*" || $0 == " " }
        if let second = further.after("An welche Projekte") {
            self.init(synergies: second)
        } else {
            self.init(.synergies, further)
        }
    }

    /// What follows one of the labels and its colon, the bold type around the label removed.
    private static func labels(_ labels: [String], in text: Substring) -> Substring? {
        for label in labels {
            guard let rest = text.after(label)?.drop(while: { $0 == "*" || $0 == " " }), rest.first == ":"
            else {
                continue
            }
            let content = rest.dropFirst()
            return content == "**" || content.hasPrefix("** ") ? content.dropFirst(2) : content
        }
        return nil
    }

    /// What follows `Initiator*innen:`, `Antragsteller:innen:`, `Eingereicht von:` and the like.
    private static func initiators(_ text: Substring) -> Substring? {
        let labels = [
            "Initiator", "Initiierende", "Antragstell", "Einreich", "Eingereicht von", "Eingebracht von",
        ]
        guard var rest = labels.lazy.compactMap({ text.after($0) }).first else { return nil }
        for _ in 0..<2 {
            guard let colon = rest.prefix(40).firstIndex(of: ":") else { return nil }
            rest = rest[rest.index(after: colon)...]
            guard let form = rest.after("innen") ?? rest.after("in"), form.first?.isLetter != true else {
                break
            }
        }
        return rest.drop { $0 == "*" || $0 == " " }
    }

    /// The question about other projects, or its second half on a line of its own.
    private static func synergies(_ text: Substring) -> Substring? {
        if let rest = text.after("Welche Synergie") { return rest }
        if let rest = text.after("An welche Projekte") { return rest.last == "?" ? rest : nil }
        guard let rest = text.after("Synergie") else { return nil }
        let word = rest.drop { $0.isLetter || $0 == "-" }
        // A single word is a whole heading, as if a colon stood behind it.
        if word.allSatisfy({ $0 == "*" }) { return ":" }
        return word.first == ":" || rest.last == "?" && text.count <= 40 ? rest : nil
    }
}

extension Substring {
    /// What follows `label`, whatever its case; nil when the text does not begin with it.
    func after(_ label: String) -> Substring? {
        var rest = self
        for letter in label {
            guard let next = rest.popFirst(), next == letter || next.lowercased() == letter.lowercased()
            else {
                return nil
            }
        }
        return rest
    }
}

extension String {
    /// Without the marks of bold type and headings at both ends.
    var trimmingMarks: String {
        let isMark: (Character) -> Bool = { $0 == "*" || $0 == "_" || $0 == "#" || $0 == " " }
        var rest = drop(while: isMark)
        while let last = rest.last, isMark(last) { rest.removeLast() }
        return String(rest)
    }
}

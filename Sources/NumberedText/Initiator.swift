package import Core

/// Who brings a proposal, as written in its file.
package struct Initiator: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case person
        /// People who meet: a working group, an alliance, an initiative.
        case group
        /// An organ or a legal person: a council, a parliamentary group, a board, an association.
        case body
    }

    package let name: String
    /// Guessed from the words of the name.
    package let kind: Kind
    package let decidedOn: Day?

    package init(name: String, kind: Kind, decidedOn: Day?) {
        self.name = name
        self.kind = kind
        self.decidedOn = decidedOn
    }
}

extension Initiator.Kind {
    /// The kind that a word of the name tells; a person when none does.
    init(guessing name: String) {
        let words = name.lowercased().split { !$0.isLetter && $0 != "." }
        let bodies = [
            "rat", "stadtrat", "beirat", "jugendrat", "integrationsrat", "seniorenrat", "vorstand", "stadtverband",
            "kreisverband", "ortsverband", "landesverband", "verband", "ausschuss", "partei", "gmbh", "ggmbh", "ev",
        ]
        let bodyEnds = ["fraktion", "verein", "vertretung", "vorstand", "ausschuss"]
        let groups = [
            "ak", "ag", "bi", "arbeitskreis", "arbeitsgruppe", "arbeitsgemeinschaft", "bündnis", "gruppe", "netzwerk",
            "forum", "team", "tisch", "initiative",
        ]
        let groupEnds = ["initiative", "gruppe", "bündnis", "netzwerk", "arbeitskreis"]
        let isAssociation = name.lowercased().filter { $0 != " " }.hasSuffix("e.v.")
        if isAssociation || words.contains(where: { word in
            bodies.contains(String(word)) || bodyEnds.contains { word.hasSuffix($0) } || word.hasPrefix("vereinigung")
        }) {
            self = .body
        } else if words.contains(where: { word in
            groups.contains(String(word)) || groupEnds.contains { word.hasSuffix($0) }
        }) {
            self = .group
        } else {
            self = .person
        }
    }
}

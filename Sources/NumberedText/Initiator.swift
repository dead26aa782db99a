package import Core

/// Who brings a proposal, as written in its file.
package struct Initiator: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
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
    private static let bodies: Set = [
        "rat", "stadtrat", "beirat", "jugendrat", "integrationsrat", "seniorenrat", "stadtverband",
        "kreisverband",
        "ortsverband", "landesverband", "verband", "partei", "gmbh", "ggmbh", "ev",
    ]
    private static let bodyEnds = [
        "fraktion", "verein", "vereinigung", "vertretung", "vorstand", "ausschuss",
    ]
    private static let groups: Set = ["ak", "ag", "bi", "arbeitsgemeinschaft", "forum", "team", "tisch"]
    private static let groupEnds = ["initiative", "gruppe", "bündnis", "netzwerk", "arbeitskreis"]

    /// The kind that a word of the name tells; a person when none does.
    init(guessing name: String) {
        let words = name.lowercased().split { !$0.isLetter }.map(String.init)
        let isAssociation = name.lowercased().filter { $0 != " " }.hasSuffix("e.v.")
        let names = { (exact: Set<String>, ends: [String]) in
            words.contains { word in exact.contains(word) || ends.contains(where: word.hasSuffix) }
        }
        if isAssociation || names(Self.bodies, Self.bodyEnds) {
            self = .body
        } else {
            self = names(Self.groups, Self.groupEnds) ? .group : .person
        }
    }
}

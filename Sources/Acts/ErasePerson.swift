package import AuditLog
import Ballots
package import Core
import Deliberation
import Identity
import Moderation
import Notices
package import Phrases
package import Postgres
import Proposals

extension Connection {
    /// Erases everything the house holds about a person (Art. 17 GDPR): all of it or nothing. Again it changes nothing.
    ///
    /// What stays names nobody: the mark on an electoral roll, the events of the log without their openings, and
    /// published proposals where `manner` keeps them. The last mail says that it was done.
    package func erasePerson(
        _ id: PersonID, _ manner: ErasureList.Manner, catalogue: Catalogue, by permit: Permit, at now: Instant
    ) throws {
        guard let former = try holdPerson(id) else { throw GeneralRejection.notFound }
        try eraseTraces(of: id, named: former.name, email: former.email, manner, by: permit, at: now)
        guard let email = former.email else { return }
        let words = catalogue[Language(rawValue: former.language) ?? .german]
        try queueMail(
            to: email, subject: words("erased-mail.subject"),
            body: words(manner == .keep ? "erased-mail.keep" : "erased-mail.remove", ["name": former.name]),
            at: now)
    }

    private func eraseTraces(
        of id: PersonID, named name: String, email: String?, _ manner: ErasureList.Manner, by permit: Permit,
        at now: Instant
    ) throws {
        let house = self.permit(house: "erase-person")
        let acts = try rows("SELECT leaf, object FROM own_leaves WHERE person_id = \(id)").map {
            LoggedAct(leaf: try $0["leaf"], object: try $0["object"])
        }
        try eraseOpenings(acts, at: now)
        try eraseSupports(of: id, by: permit)
        try eraseAuthorship(of: id, named: name, nobodysName, by: permit)
        if manner == .remove { try eraseProposals(of: id, nobodysName, by: permit, at: now) }
        try eraseAmendments(of: id, by: permit, at: now)
        try eraseTalk(of: id, by: permit, at: now)
        try eraseReports(of: id, by: permit)
        try eraseCounts(of: id, by: permit)
        try eraseNotices(of: id, email: email, by: permit)
        try eraseIdentity(of: id, manner, by: house, at: now)
    }

    /// Erases again what an older backup brought back; nobody is told twice. How many persons and openings came back.
    @discardableResult
    package func eraseAgain(_ list: ErasureList, at now: Instant) throws -> Int {
        let known = try erasedPersons()
        var count = try eraseOpeningsAgain(Array(list.openings), at: now)
        for (id, manner) in list.persons where known[id] == nil {
            guard let person = try holdPerson(id) else { continue }
            try eraseTraces(
                of: id, named: person.name, email: person.email, manner, by: permit(house: "erase-person"),
                at: now)
            count += 1
        }
        return count
    }

    /// Erases what a request wrote that had begun before its person's data were erased.
    package func eraseRemains(at now: Instant) throws {
        let remains = try rows("SELECT DISTINCT person_id FROM erased_remains").map {
            try $0["person_id"] as PersonID
        }
        let erased = remains.isEmpty ? [:] : try erasedPersons()
        for id in remains {
            guard let manner = erased[id], let person = try holdPerson(id) else { continue }
            try eraseTraces(
                of: id, named: person.name, email: person.email, manner, by: permit(house: "erase-person"),
                at: now)
        }
    }

    /// All that was erased so far, by the database's word.
    package func erasureList() throws -> ErasureList {
        var list = ErasureList()
        list.openings = try Set(erasedActs())
        list.persons = try erasedPersons()
        return list
    }

    /// How much was erased so far, openings and persons together.
    package func erasureCount() throws -> Int { try erasedActCount() + erasedPersonCount() }
}

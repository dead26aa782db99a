package import Core
package import Postgres

extension Connection {
    /// A person's reports stay as a rule that was named, their complaints as one that was decided; words and name go.
    package func eraseReports(of person: PersonID, by permit: Permit) throws {
        try run("UPDATE reports SET reporter_id = NULL, words = '' WHERE reporter_id = \(person)")
        try run("UPDATE complaints SET person_id = NULL, words = '' WHERE person_id = \(person)")
    }
}

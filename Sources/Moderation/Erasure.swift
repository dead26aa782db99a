package import Core
package import Postgres

extension Connection {
    /// A person's reports stay as a rule that was named; their words and their name go.
    package func eraseReports(of person: PersonID, by permit: Permit) throws {
        try run("UPDATE reports SET reporter_id = NULL, words = '' WHERE reporter_id = \(person)")
    }
}

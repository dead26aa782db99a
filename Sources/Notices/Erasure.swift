package import Core
package import Postgres

extension Connection {
    /// Deletes what a person was told, and mail to them that waits still.
    package func eraseNotices(of person: PersonID, email: String?, by permit: Permit) throws {
        try run("DELETE FROM inbox WHERE person_id = \(person)")
        try run("DELETE FROM mails WHERE recipient = \(email ?? "")")
    }
}

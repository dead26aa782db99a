package import Core
package import Postgres

/// The verified fact that somebody lives in the city.
package struct Residence: Sendable {
    package let givenOn: Day
    /// Last UTC day it holds.
    package let expiresOn: Day
}

extension Connection {
    /// Nil if it was never attested or was withdrawn; it may have run out.
    package func residence(of person: PersonID) throws -> Residence? {
        try rows(
            "SELECT given_on, expires_on FROM attestations WHERE person_id = \(person) AND kind = 'resident'"
        ).first
            .map { Residence(givenOn: try $0["given_on"], expiresOn: try $0["expires_on"]) }
    }
}

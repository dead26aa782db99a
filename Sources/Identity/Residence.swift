package import Core
package import Postgres

/// The verified fact that somebody lives in the city.
package struct Residence: Sendable {
    package let givenOn: Day
    /// Last UTC day it holds.
    package let expiresOn: Day
    /// In which district or quarter; nil where it was not asked.
    package let district: DistrictID?
    package let districtName: String?
}

extension Connection {
    /// Nil if it was never attested or was withdrawn; it may have run out.
    package func residence(of person: PersonID) throws -> Residence? {
        try rows(
            """
            SELECT a.given_on, a.expires_on, a.district_id, d.name FROM attestations a
            LEFT JOIN district_names d ON d.id = a.district_id
            WHERE a.person_id = \(person) AND a.kind = 'resident'
            """
        ).first.map {
            Residence(
                givenOn: try $0["given_on"], expiresOn: try $0["expires_on"],
                district: try $0["district_id"], districtName: try $0["name"])
        }
    }
}

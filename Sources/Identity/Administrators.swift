package import Postgres

extension Connection {
    /// Where administration reads mail, in order.
    package func administratorAddresses() throws -> [String] {
        try rows(
            """
            SELECT email FROM person_standing
            WHERE has_account AND 'administration' = ANY (roles) ORDER BY email
            """
        ).map { try $0["email"] }
    }
}

package import Core
import Foundation
package import Postgres

/// What the city knows of somebody who is signed in, as far as a request needs it.
package struct Person: Sendable {
    package let id: PersonID
    package let name: String
    /// `de`, `en` or `de-simple`.
    package let language: String
    /// Nil for a person known on paper only.
    package let email: String?
    package let hasAccount: Bool
    package let isResident: Bool
    package let hasConsent: Bool
    package let roles: Set<Role>

    init(row: Row) throws {
        id = try row["id"]
        name = try row["name"]
        language = try row["language"]
        email = try row["email"]
        hasAccount = try row["has_account"]
        isResident = try row["is_resident"]
        hasConsent = try row["has_consent"]
        roles = Set(try (row["roles"] as SQLArray<String>).elements.compactMap { Role(rawValue: $0) })
    }
}

extension Connection {
    package func person(_ id: PersonID) throws -> Person? {
        try rows(
            """
            SELECT id, name, language, email, has_account, is_resident, has_consent, roles
            FROM person_standing WHERE id = \(id)
            """
        ).first.map { try Person(row: $0) }
    }

    /// Those of them whose data were not erased, in any order.
    package func persons(_ ids: [PersonID]) throws -> [Person] {
        try rows(
            """
            SELECT id, name, language, email, has_account, is_resident, has_consent, roles
            FROM person_standing WHERE id = ANY(\(SQLArray(ids)))
            """
        ).map { try Person(row: $0) }
    }

    /// Persons with an account, by name, for administration. `after` is the last name and id of the page before.
    package func persons(matching words: String, after: (name: String, id: PersonID)?, limit: Int) throws
        -> [Person]
    {
        try rows(
            """
            SELECT id, name, language, email, has_account, is_resident, has_consent, roles
            FROM person_standing
            WHERE has_account AND (\(words) = '' OR strpos(lower(name), lower(\(words))) > 0 OR email = lower(\(words)))
                AND (\(after?.id)::uuid IS NULL OR (name, id) > (\(after?.name), \(after?.id)))
            ORDER BY name, id LIMIT \(limit)
            """
        ).map { try Person(row: $0) }
    }

    /// Makes a person the city knows without an account, such as one from an import.
    package func addPerson(name: String, origin: String, by permit: Permit, on day: Day) throws -> PersonID {
        guard
            let row = try rows(
                """
                INSERT INTO persons (name, origin, created_on) VALUES (\(name), \(origin), \(day)) RETURNING id
                """
            ).first
        else { throw GeneralRejection.notFound }
        return try row["id"]
    }

    package func setLanguage(_ language: String, of person: PersonID) throws {
        try run("UPDATE persons SET language = \(language) WHERE id = \(person)")
    }

    /// Keeps the explicit consent to the processing of political opinions. Giving it twice changes nothing.
    package func giveConsent(by permit: Permit, on day: Day) throws {
        try run(
            """
            INSERT INTO consents (person_id, version, given_on) VALUES (\(permit.person), 1, \(day))
            ON CONFLICT DO NOTHING
            """)
    }
}

extension Connection {
    /// Makes as many persons as there are names, without accounts and in the order of the names.
    package func addPersons(
        named names: [String], origin: String, by permit: Permit, on day: Day
    ) throws -> [PersonID] {
        let ids = names.map { _ in PersonID(rawValue: UUID()) }
        try run(
            """
            INSERT INTO persons (id, name, origin, created_on)
            SELECT id, name, \(origin), \(day) FROM unnest(\(SQLArray(ids)), \(SQLArray(names))) AS t (id, name)
            """)
        return ids
    }
}

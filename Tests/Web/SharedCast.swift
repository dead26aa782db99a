import Support

extension Cast {
    /// The cast of the suite's database, made by whichever test comes first.
    static func shared() async throws -> Cast { try await SharedCast.shared.cast() }
}

/// One cast a database.
private actor SharedCast {
    static let shared = SharedCast()
    private var casts: [String: Task<Cast, any Error>] = [:]

    func cast() async throws -> Cast {
        let database = try TestDatabase.inUse()
        let making = casts[database.name] ?? Task { try await Cast(database.owner) }
        casts[database.name] = making
        return try await making.value
    }
}

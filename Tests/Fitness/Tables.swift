/// Who owns which table and view, read from `sql`: a file begins with `-- Owner: …` or `-- Identity: …`.
struct Tables: Sendable {
    let owners: [String: String]
    let views: Set<String>

    static let inHouse = Tables(files(below: "sql", ending: ".sql"))

    init(_ files: [SourceFile]) {
        // The migrator keeps its own books.
        var owners = ["schema_migrations": "Postgres"]
        var views: Set<String> = []
        for file in files {
            guard let owner = Tables.owner(of: file) else { continue }
            for match in file.text.matches(
                of: #/CREATE (TABLE|VIEW|MATERIALIZED VIEW) (?:IF NOT EXISTS )?(\w+)/#)
            {
                owners[String(match.2)] = owner
                if match.1 != "TABLE" { views.insert(String(match.2)) }
            }
        }
        self.owners = owners
        self.views = views
    }

    static func owner(of file: SourceFile) -> String? {
        file.text.prefixMatch(of: #/-- (?:Owner: )?([A-Z]\w+)[:.]/#).map { String($0.1) }
    }
}

/// A statement that names a table of another module, with the reason why that is right.
struct Exception: Sendable {
    let module: String
    let table: String
    let reason: String

    static let all: [Exception] = []
}

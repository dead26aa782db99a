import Testing

@Suite("A module's statements")
struct StatementTests {
    @Test("write its own tables alone and read others through views")
    func ownTables() {
        let astray = sources.flatMap { strangers(in: $0, allowing: Exception.all) }
        #expect(astray == [])
    }

    @Test("touch something in every module that owns a table, or the check is blind")
    func sees() {
        let owners = Set(Tables.inHouse.owners.values)
        let seen = Set(sources.filter { !touched(in: $0).isEmpty }.map(\.module))
        let written = Set(sources.map(\.module)).intersection(owners).filter { module in
            sources.contains { $0.module == module && !$0.path.hasSuffix("Placeholder.swift") }
        }
        #expect(written.subtracting(seen).sorted() == [])
    }

    @Test("have no exception that is needed no more")
    func exceptions() {
        let unneeded = Exception.all.filter { exception in
            !sources.contains { file in
                file.module == exception.module && touched(in: file).contains { $0.table == exception.table }
            }
        }
        #expect(unneeded.map { "\($0.module) and \($0.table)" } == [])
    }

    @Test("that go astray are found")
    func planted() {
        func found(_ module: String, _ statement: String) -> [String] {
            let file = SourceFile(
                path: "Sources/\(module)/X.swift", text: "try run(\"\"\"\n\(statement)\n\"\"\")")
            return strangers(in: file, allowing: [])
        }
        #expect(
            found("Proposals", "SELECT a FROM supports s, persons p") == [
                "Sources/Proposals/X.swift:2: reads persons of Identity"
            ])
        #expect(found("Ballots", "DELETE FROM visible_proposals").count == 1)
        #expect(found("Ballots", "SELECT 1 FROM visible_proposals JOIN person_standing USING (id)") == [])
        #expect(
            found("Proposals", "WITH gone AS (DELETE FROM comments RETURNING 1) SELECT 1 FROM gone").count
                == 1)
        #expect(found("Jobs", "LOCK TABLE ballot_intake_\\(id) IN ACCESS EXCLUSIVE MODE").count == 1)
        #expect(found("Web", "SELECT 1 AS one").count == 1)
    }

    private struct Touch {
        let table: String
        let isWrite: Bool
        let line: Int
    }

    private var verbs: Regex<(Substring, Substring, Substring)> {
        #/\b(FROM|JOIN|INTO|UPDATE(?: ONLY)?|TABLE|TRUNCATE|VACUUM|COPY)\s+((?:[a-z_][a-z0-9_]*(?:\s+(?:AS )?[a-z]\w*)?\s*,\s*)*[a-z_][a-z0-9_]*)/#
    }

    /// The known tables and views that statements of the file name. Partitions count as their table.
    private func touched(in file: SourceFile) -> [Touch] {
        let owners = Tables.inHouse.owners
        let (beginning, verbs) = (beginning, verbs)
        return file.literals.filter { $0.text.contains(beginning) }.flatMap { literal in
            literal.text.matches(of: verbs).flatMap { match -> [Touch] in
                let start = literal.text[..<match.range.lowerBound]
                let isWrite = match.1 != "JOIN" && (match.1 != "FROM" || start.hasSuffix("DELETE "))
                let line = literal.line + start.count { $0 == "\n" }
                return match.2.split(separator: ",").compactMap { part in
                    let name = part.split { $0 == " " || $0 == "\n" }.first.map(String.init) ?? ""
                    let table = owners[name] == nil && name.hasSuffix("_") ? String(name.dropLast()) : name
                    return owners[table] == nil ? nil : Touch(table: table, isWrite: isWrite, line: line)
                }
            }
        }
    }

    /// How a statement or a part of one begins.
    private var beginning: Regex<Substring> {
        #/^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|TRUNCATE|LOCK TABLE|VACUUM|COPY|CREATE|ALTER|DROP|FROM|JOIN|LEFT JOIN|WHERE|AND|DO) /#
    }

    private func strangers(in file: SourceFile, allowing exceptions: [Exception]) -> [String] {
        if ["Web", "HTML", "Recount"].contains(file.module) {
            let statement = #/^\s*(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH) .*[A-Za-z]/#
            return file.literals.filter { $0.text.contains(statement) }.map {
                "\(file.place($0.line)): \(file.module) has no statements"
            }
        }
        // A benchmark fills the tables of a throw-away town.
        if file.module == "Bench" { return [] }
        let tables = Tables.inHouse
        return touched(in: file).compactMap { touch in
            let owner = tables.owners[touch.table] ?? ""
            let isOwn = owner == file.module || !touch.isWrite && tables.views.contains(touch.table)
            let isAgreed = exceptions.contains { $0.module == file.module && $0.table == touch.table }
            guard !isOwn, !isAgreed else { return nil }
            return
                "\(file.place(touch.line)): \(touch.isWrite ? "writes" : "reads") \(touch.table) of \(owner)"
        }
    }
}

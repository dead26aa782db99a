import Support
import Testing

@Suite("The files of the schema")
struct SchemaFileTests {
    private let migrations = files(below: "sql/migrations", ending: ".sql")

    @Test("are numbered from 0001 without a gap")
    func numbers() {
        let names = migrations.map { $0.path.split(separator: "/").last ?? "" }
        let wrong = names.enumerated().filter { index, name in
            let number = String(index + 1)
            let padded = String(repeating: "0", count: max(0, 4 - number.count)) + number
            return name.wholeMatch(of: #/\d{4}_[a-z_]+\.sql/#) == nil || !name.hasPrefix(padded + "_")
        }
        #expect(wrong.map { String($0.element) } == [])
        #expect(!migrations.isEmpty)
    }

    @Test("say in their first line which module owns what they make")
    func owners() {
        let all = migrations + files(below: "sql/views", ending: ".sql").filter { !$0.path.contains("/90_") }
        let homeless = all.filter { House.arrows[Tables.owner(of: $0) ?? ""] == nil }
        #expect(homeless.map(\.path) == [])
    }
}

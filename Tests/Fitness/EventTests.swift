import Foundation
import Support
import Testing

@Suite("The event types")
struct EventTests {
    @Test("of the sources stand in docs/protocol.md, with their fields")
    func listed() throws {
        let rows = try EventTests.rows()
        let made = sources.flatMap(events)
        let faults = made.compactMap { event -> String? in
            guard let fields = rows[event.type] else { return "\(event.place): \(event.type) is not listed" }
            let lacking = event.fields.subtracting(fields).sorted()
            return lacking.isEmpty
                ? nil : "\(event.place): \(event.type) has \(lacking), which the list lacks"
        }
        #expect(faults == [])
        #expect(made.count > 10, "The check sees too few events.")
    }

    @Test(
        "are a noun and a past participle, listed in alphabetical order, each with an answer about republishing"
    )
    func shaped() throws {
        let types = try EventTests.lines().map(\.type)
        #expect(types.filter { $0.wholeMatch(of: #/[a-z]+\.[a-z]+(?:ed|en|wn)/#) == nil } == [])
        #expect(types == types.sorted() && Set(types).count == types.count)
        #expect(
            try EventTests.lines().filter { $0.cells.count != 5 || $0.cells.contains("") }.map(\.type) == [])
    }

    @Test(
        "can each be chosen in the log's filter, and have a sentence and the name of their office in each language"
    )
    func said() throws {
        let page = try String(
            contentsOfFile: checkout + "/Sources/Web/Log/LogListPage.swift", encoding: .utf8)
        let list =
            page.components(separatedBy: "static let nouns = [").last?.components(separatedBy: "]").first
            ?? ""
        let nouns = list.matches(of: #/"([a-z]+)"/#).map { String($0.1) }
        let lines = try EventTests.lines()
        #expect(Set(nouns) == Set(lines.map { String($0.type.prefix { $0 != "." }) }))
        let actors = Set(lines.flatMap { $0.cells[2].matches(of: #/[a-z]+/#).map { String($0.0) } })
            .subtracting(["none", "office"]).union(["counter"])
        for language in ["de", "en"] {
            let phrases = try String(
                contentsOfFile: checkout + "/Resources/phrases/\(language).txt", encoding: .utf8)
            let keys = Set(phrases.split(separator: "\n").map { String($0.prefix { $0 != " " }) })
            let due = nouns.map { "log.about.\($0)" } + actors.map { "log.actor.\($0)" }
            #expect(due.filter { !keys.contains($0) } == [], "\(language)")
            let types = lines.map { "log.\($0.type)" }
            let isSaid = { (type: String) in keys.contains { $0 == type || $0.hasPrefix(type + ".") } }
            #expect(types.filter { !isSaid($0) } == [], "\(language)")
        }
    }

    private struct Line {
        let type: String
        let cells: [String]
    }

    /// The rows of the table of types.
    private static func lines() throws -> [Line] {
        let text = try String(contentsOfFile: checkout + "/docs/protocol.md", encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            guard let type = line.prefixMatch(of: #/\| `([a-z]+\.[a-z]+)` \|/#)?.1 else { return nil }
            let cells = line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
            return Line(type: String(type), cells: cells.map { $0.trimmingCharacters(in: .whitespaces) })
        }
    }

    /// The names in backticks in a row's fourth cell, by type.
    private static func rows() throws -> [String: Set<String>] {
        try lines().reduce(into: [:]) { rows, line in
            guard line.cells.count > 3 else { return }
            rows[line.type] = Set(line.cells[3].matches(of: #/`([a-z]+)`/#).map { String($0.1) })
        }
    }

    private struct Made {
        let type: String
        let fields: Set<String>
        let place: String
    }

    /// Each literal type, with the literal field names of the function it stands in.
    private func events(in file: SourceFile) -> [Made] {
        let functions = file.lines.indices.filter { file.lines[$0].contains("static func ") }
        let (opening, field) = (#/\bEvent\(\s*$|\bact = $/#, #/"([a-z]+)":|\["([a-z]+)"\] =/#)
        return file.literals.compactMap { literal in
            guard literal.before.contains(opening) else { return nil }
            let start = functions.last { $0 < literal.line } ?? 0
            let end = functions.first { $0 >= literal.line } ?? file.lines.count
            let body = file.lines[start..<end].filter { !$0.contains("///") }.joined(separator: "\n")
            let names = body.matches(of: field).compactMap { $0.1 ?? $0.2 }.map(
                String.init)
            let isEvents = literal.before.contains("Event(")
            return Made(
                type: literal.text, fields: isEvents ? Set(names) : [], place: file.place(literal.line))
        }
    }
}

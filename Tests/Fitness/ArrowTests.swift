import Foundation
import Support
import Testing

@Suite("The arrows of the house")
struct ArrowTests {
    @Test("are the only imports there are")
    func imports() {
        #expect(sources.flatMap(strangers) == [])
    }

    @Test("are kept by a check that names the line")
    func planted() {
        let file = SourceFile(
            path: "Sources/Core/Day.swift", text: "import Foundation\npackage import Postgres\n")
        #expect(strangers(file) == ["Sources/Core/Day.swift:2: Core may not import Postgres"])
        let tally = SourceFile(path: "Sources/Tally/Rule.swift", text: "import Foundation\n")
        #expect(strangers(tally) == ["Sources/Tally/Rule.swift:1: Tally may not import Foundation"])
    }

    @Test("are the same here and in Package.swift")
    func package() throws {
        let declared = try packageArrows()
        let names = Set(declared.keys).union(House.arrows.keys)
        let differences = names.sorted().compactMap { name -> String? in
            guard let ours = House.arrows[name], let theirs = declared[name] else {
                return
                    "\(name) is only in \(declared[name] == nil ? "Tests/Fitness/House.swift" : "Package.swift")"
            }
            let more = theirs.subtracting(ours).sorted()
            let less = ours.subtracting(theirs).sorted()
            return more + less == [] ? nil : "\(name): Package.swift has \(more) more and lacks \(less)"
        }
        #expect(differences == [])
    }

    /// The imports of a file that its module may not have.
    private func strangers(_ file: SourceFile) -> [String] {
        let words =
            #/(?:@\w+ )*(?:(?:package|public|internal|fileprivate|private) )?import (?:(?:struct|class|enum|func|let|var|protocol|typealias) )?(\w+)/#
        return file.lines.enumerated().compactMap { number, line -> String? in
            guard let module = line.prefixMatch(of: words)?.1 else { return nil }
            let allowed = House.imports(of: file.module)?.contains(String(module)) ?? false
            return allowed ? nil : "\(file.place(number + 1)): \(file.module) may not import \(module)"
        }
    }

    /// What `module(…)` and `program(…)` in Package.swift name.
    private func packageArrows() throws -> [String: Set<String>] {
        let text = try String(contentsOfFile: checkout + "/Package.swift", encoding: .utf8)
        let targets = text.components(separatedBy: "targets: [\n        debian").last ?? ""
        var arrows: [String: Set<String>] = [:]
        let calls = targets.components(separatedBy: .newlines).joined(separator: " ")
        for match in calls.matches(of: #/\b(?:module|fastModule|program)\(\s*"(\w+)"([^()]*)\)/#) {
            var names = Set(match.2.matches(of: #/"(\w+)"/#).map { String($0.1) })
            if match.2.contains(#/\bdomain\b/#) { names.formUnion(House.domain) }
            if match.2.contains(#/\bhummingbird\b/#) { names.formUnion(House.web) }
            if match.2.contains(#/\bargumentParser\b/#) { names.insert("ArgumentParser") }
            arrows[String(match.1)] = names
        }
        return arrows
    }
}

import Foundation
import Support
import Testing

/// A line such as `router.get("/proposals/:id", …)`.
private struct Route: Hashable, CustomStringConvertible {
    let method: String
    let path: String
    var description: String { "\(method) \(path)" }

    static let all: [(route: Route, place: String)] = sources.filter { $0.module == "Web" }.flatMap(found)

    static func found(in file: SourceFile) -> [(route: Route, place: String)] {
        let call = #/\.(get|post|put|delete|head|patch)\(\s*$/#
        return file.literals.compactMap { literal in
            guard literal.text.hasPrefix("/"), let match = literal.before.firstMatch(of: call) else {
                return nil
            }
            return (Route(method: match.1.uppercased(), path: literal.text), file.place(literal.line))
        }
    }

    /// Whether a path in a test is one of this route: `:id` stands for one part, `**` at the end for one or more.
    func matches(_ text: String) -> Bool {
        let asked = text.split(separator: " ").last?.prefix { $0 != "?" && $0 != "#" } ?? ""
        let parts = asked.split(separator: "/", omittingEmptySubsequences: false)
        let own = path.split(separator: "/", omittingEmptySubsequences: false)
        if own.last == "**" {
            return parts.count >= own.count && parts.starts(with: own.dropLast())
        }
        return parts.count == own.count
            && zip(own, parts).allSatisfy { $0.hasPrefix(":") ? !$1.isEmpty : $0 == $1 }
    }
}

@Suite("Every route")
struct RouteTests {
    static let hasTests = FileManager.default.fileExists(atPath: checkout + "/Tests/Web")

    @Test("is listed once")
    func once() {
        let places = Dictionary(grouping: Route.all, by: \.route)
        let twice = places.filter { $0.value.count > 1 }.map {
            "\($0.key): \($0.value.map(\.place).sorted())"
        }
        #expect(twice.sorted() == [])
        #expect(Route.all.count > 20, "The check sees too few routes.")
    }

    @Test("only reads or posts, as forms do")
    func methods() {
        #expect(Route.all.filter { $0.route.method != "GET" && $0.route.method != "POST" }.map(\.place) == [])
    }

    @Test("stands in a slice that the router takes in")
    func slices() {
        let router = sources.first { $0.path == "Sources/Web/Frame/Router.swift" }?.text ?? ""
        let slices = sources.filter { $0.module == "Web" }.flatMap { file in
            file.code.matches(of: #/\bstruct (\w+Routes)\b/#).map { String($0.1) }
        }
        #expect(slices.filter { !router.contains("\($0)(site: self).add(to: router)") } == [])
    }

    @Test(
        "has a test in Tests/Web that names its path", .enabled(if: hasTests, "Tests/Web does not exist yet"))
    func tested() {
        let named = files(below: "Tests/Web").flatMap(\.literals).map(\.text).filter { $0.contains("/") }
        let untested = Route.all.filter { entry in !named.contains { entry.route.matches($0) } }
        #expect(untested.map { "\($0.route) (\($0.place))" }.sorted() == [])
    }

    @Test("is known by its path, whatever stands for its parts")
    func planted() {
        let route = Route(method: "POST", path: "/proposals/:id/support")
        #expect(
            route.matches("/proposals/42/support?x=1")
                && route.matches("/proposals/\(SwiftLiteral.hole)/support"))
        #expect(
            !route.matches("/proposals/42") && !route.matches("/proposals//support")
                && !route.matches("/proposals/42/supports"))
        let file = SourceFile(
            path: "Sources/Web/X.swift",
            text: "router.get(\n \"/a/:b\", use: c)\nrouter.post(\"/a\") { }\nf(\"/x\")")
        #expect(Route.found(in: file).map(\.route.description) == ["GET /a/:b", "POST /a"])
    }
}

import Foundation
import Support

/// A file of the checkout, as the fitness tests read it.
struct SourceFile: Sendable {
    /// From the checkout: `Sources/Core/Day.swift`.
    let path: String
    let text: String
    let lines: [Substring]
    /// Empty unless it is Swift.
    let literals: [SwiftLiteral]
    /// The Swift text with comments and the contents of string literals blanked, line by line as long as before.
    let code: String

    init(path: String, text: String) {
        self.path = path
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var lexer = SwiftLexer(text)
        if path.hasSuffix(".swift") { lexer.run() }
        literals = lexer.literals
        code = String(decoding: lexer.code, as: UTF8.self)
    }

    /// The folder under Sources or Tests.
    var module: String {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : ""
    }

    /// `Sources/Core/Day.swift:12`.
    func place(_ line: Int) -> String { "\(path):\(line)" }

    /// The line, from 1, of an index into `code`.
    func line(of index: String.Index) -> Int { code[..<index].count { $0 == "\n" } + 1 }
}

/// The files below a folder of the checkout, sorted by path.
func files(below folder: String, ending: String = ".swift") -> [SourceFile] {
    let walk = FileManager.default.enumerator(atPath: checkout + "/" + folder)
    let paths = (walk?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(ending) }.sorted()
    return paths.compactMap { path in
        let whole = folder + "/" + path
        guard let data = FileManager.default.contents(atPath: checkout + "/" + whole),
            let text = String(validating: data, as: UTF8.self)
        else { return nil }
        return SourceFile(path: whole, text: text)
    }
}

/// Everything below `Sources`, read once.
let sources = files(below: "Sources")

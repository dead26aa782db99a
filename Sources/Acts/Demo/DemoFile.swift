import Core
import Foundation

/// What is wrong with a file of the demo.
package struct DemoFault: Error, Equatable, CustomStringConvertible {
    package let file: String
    package let reason: String

    package var description: String { "\(file): \(reason)" }
}

/// One object in a JSON file of the demo; a member that is missing is told with its file and name.
struct DemoFile {
    let file: String
    private let value: JSON

    init(path: String) throws {
        file = path.split(separator: "/").last.map(String.init) ?? path
        guard let data = FileManager.default.contents(atPath: path) else {
            throw DemoFault(file: file, reason: "cannot be read")
        }
        do {
            value = try JSON(parsing: Array(data))
        } catch {
            throw DemoFault(file: file, reason: "byte \(error.offset): \(error.reason)")
        }
    }

    private init(file: String, value: JSON) {
        self.file = file
        self.value = value
    }

    private func required<Value>(_ name: String, _ value: Value?) throws -> Value {
        guard let value else { throw DemoFault(file: file, reason: "\(name) is missing") }
        return value
    }

    func text(_ name: String) throws -> String { try required(name, value[name]?.string) }
    func textIfAny(_ name: String) -> String? { value[name]?.string }
    func number(_ name: String) throws -> Int { try required(name, value[name]?.int) }
    func numberIfAny(_ name: String) -> Int? { value[name]?.int }
    func texts(_ name: String) throws -> [String] {
        try required(name, value[name]?.array).compactMap(\.string)
    }

    /// Empty where the member is missing.
    func parts(_ name: String) -> [DemoFile] {
        (value[name]?.array ?? []).map { DemoFile(file: file, value: $0) }
    }
    func partIfAny(_ name: String) -> DemoFile? { value[name].map { DemoFile(file: file, value: $0) } }
}

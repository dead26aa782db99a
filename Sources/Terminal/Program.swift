package import ArgumentParser
import Foundation

/// How a program ends, for scripts that call it.
package enum Ending {
    /// What was asked holds or was done.
    package static let holds = ExitCode(0)
    /// It was looked at, and does not hold.
    package static let doesNotHold = ExitCode(1)
    /// It could not be looked at: the input or the call is wrong.
    package static let badInput = ExitCode(2)
}

/// Runs a program's commands. Whatever goes wrong is said in one sentence on standard error.
package enum Program {
    package static func run(_ root: (some ParsableCommand).Type) async -> Never {
        do {
            var command = try root.parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            exit(Ending.holds.rawValue)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch let input as BadInput {
            say("\(root._commandName): \(input)")
            exit(Ending.badInput.rawValue)
        } catch {
            guard root.exitCode(for: error).isSuccess else {
                say("\(root._commandName): \(root.message(for: error))")
                exit(Ending.badInput.rawValue)
            }
            print(root.fullMessage(for: error))
            exit(Ending.holds.rawValue)
        }
    }

    /// One line on standard error.
    package static func say(_ line: String) {
        FileHandle.standardError.write(Data((printable(line) + "\n").utf8))
    }
}

/// Text from a file made safe for a terminal: control characters but line feeds become `�`.
package func printable(_ text: String) -> String {
    String(
        String.UnicodeScalarView(
            text.unicodeScalars.map { scalar in
                scalar.properties.generalCategory == .control && scalar != "\n" ? "\u{FFFD}" : scalar
            }))
}

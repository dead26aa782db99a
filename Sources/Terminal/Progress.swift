import Foundation

/// How far long work has come, on standard error: a bar on a terminal, a plain line for each tenth elsewhere.
///
/// Work that is done within half a second shows nothing.
package struct Progress {
    private let label: String
    private let isTerminal: Bool
    private let start = Date()
    private var shown = -1

    package init(_ label: String) {
        self.label = label
        isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1
    }

    /// Shows that `done` of `total` is done. Cheap enough to be called for each ballot.
    package mutating func advance(to done: Int, of total: Int) {
        guard total > 0 else { return }
        let percent = Int((Int128(done) * 100) / Int128(total))
        let step = isTerminal ? percent : percent / 10 * 10
        guard step > shown else { return }
        shown = step
        guard Date().timeIntervalSince(start) > 0.5 else { return }
        if isTerminal {
            let bar = String(repeating: "█", count: step / 4) + String(repeating: "░", count: 25 - step / 4)
            write("\r\(label) \(bar) \(step) %")
        } else {
            write("\(label): \(step) %\n")
        }
    }

    /// Clears the bar.
    package func finish() {
        if isTerminal, shown >= 0 { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) {
        FileHandle.standardError.write(Data(text.utf8))
    }
}

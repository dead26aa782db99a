import Foundation
import Tally

/// An election of cast-vote records put together: how often each row of ranks was cast.
struct RankedCSV {
    let names: [String]
    private(set) var groups: [Profile.Group] = []

    /// With `names`, marks for anyone else are passed over; without, everybody marked is an option.
    init(_ path: String, names given: [String]? = nil) throws {
        let lines = try TransferFiles.text(path).split(whereSeparator: \.isNewline).dropFirst()
        let rows = lines.map { Self.cells($0) }
        let marks = ["", "undervote", "overvote", "$UNDERVOTE", "$OVERVOTE"]
        names = given ?? Set(rows.flatMap { $0.dropFirst() }).subtracting(marks).sorted()
        let numbers = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        for row in rows {
            guard let count = Int(row[0]) else { throw CocoaError(.fileReadCorruptFile) }
            var ranks: [[Int]] = []
            for cell in row.dropFirst() {
                if let option = numbers[cell] {
                    ranks.append([option])
                } else if cell.lowercased().hasSuffix("overvote") {
                    // Whoever was marked together; nobody knows any more.
                    ranks.append([0, 1])
                } else if marks.contains(cell) {
                    ranks.append([])
                }
            }
            groups.append(.init(.ranking(Ranking(ranks)), count: count))
        }
    }

    /// Names hold commas but no quotation marks; some have a space behind them.
    private static func cells(_ line: Substring) -> [String] {
        guard line.utf8.contains(UInt8(ascii: "\"")) else {
            return line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        var cells = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return cells.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}

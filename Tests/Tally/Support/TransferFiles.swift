import Foundation
import Tally

/// The shared test data, where this machine has it. It is read in place and never copied.
enum TransferFiles {
    static let folder: URL? = {
        if let path = ProcessInfo.processInfo.environment["MITSTIMME_DATA"] {
            return URL(fileURLWithPath: path).appending(path: "elections")
        }
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            let data = folder.appending(path: "shared/data/elections")
            if FileManager.default.fileExists(atPath: data.path) { return data }
        }
        return nil
    }()

    static let isHere = folder != nil
    static let reason = "the shared election data are not on this machine"

    static func text(_ path: String) throws -> String {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try String(decoding: Data(contentsOf: folder.appending(path: path)), as: UTF8.self)
    }

    static func json(_ path: String) throws -> [String: Any] {
        try JSONSerialization.jsonObject(with: Data(text(path).utf8)) as? [String: Any] ?? [:]
    }

    /// An exact number from decimal digits.
    static func number(_ text: some StringProtocol) -> Fraction? {
        let parts = text.split(separator: ".", maxSplits: 1)
        guard let whole = parts.first else { return nil }
        let decimals = parts.count == 2 ? parts[1] : ""
        let digits = "\(whole)\(decimals)".drop { $0 == "0" }
        return Fraction(
            text: "\(digits.isEmpty ? "0" : digits)/1\(String(repeating: "0", count: decimals.count))")
    }
}

/// A ballot file with numbered or nicknamed candidates, as far as the test data need it.
struct BltElection {
    private(set) var options = 0
    private(set) var seats = 0
    private(set) var names: [String] = []
    private(set) var groups: [Profile.Group] = []

    init(_ name: String) throws {
        var lines = try TransferFiles.text("stv/\(name).blt").split(whereSeparator: \.isNewline)[...]
        let head = (lines.popFirst() ?? "").split(separator: " ").compactMap { Int($0) }
        (options, seats) = (head[0], head[1])
        var nicknames: [Substring: Int] = [:]
        while let line = lines.popFirst(), line != "0" {
            let words = line.split { " []".contains($0) }
            if words[0] == "nick" {
                for (place, word) in words.dropFirst().enumerated() { nicknames[word] = place }
            }
            guard let count = Int(words[0]) else { continue }
            let ranks = words.dropFirst().dropLast().map { rank in
                rank.split(separator: "=").compactMap { name in nicknames[name] ?? Int(name).map { $0 - 1 } }
            }
            groups.append(.init(ranks.isEmpty ? .blank : .ranking(Ranking(ranks)), count: count))
        }
        names = lines.compactMap { line in
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            return parts.count > 2 ? String(parts[1]) : nil
        }
    }

    func outcome(_ rule: Rule, _ given: [String: Parameter.Value] = [:]) throws -> Outcome {
        let profile = try Profile(options: options, groups: groups)
        return try rule.outcome(of: profile, seats: seats, given)
    }

    func outcomeIsAccepted(_ outcome: Outcome) throws -> Bool {
        Checker.check(outcome, against: try Profile(options: options, groups: groups)) == .accepted
    }
}

/// The actions of a count by droop, one a row.
struct DroopDump {
    struct Row {
        let action: String
        let quota: Fraction?
        /// The votes of each option.
        let votes: [Fraction]
        /// `E` for elected, `e` with a surplus, `H` hopeful, `D` defeated.
        let states: [String]
        let keep: [Fraction]
    }

    let rows: [Row]

    init(_ name: String) throws {
        let lines = try TransferFiles.text("stv/droop-ref/\(name).txt").split(whereSeparator: \.isNewline)
        let columns = lines[0].split(separator: "\t")
        let votes = columns.indices.filter { columns[$0].hasSuffix(".vote") }
        let states = columns.indices.filter { columns[$0].hasSuffix(".state") }
        let keep = columns.indices.filter { columns[$0].hasSuffix(".kf") }
        rows = lines.dropFirst().compactMap { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard cells.count == columns.count else { return nil }
            return Row(
                action: String(cells[1]), quota: TransferFiles.number(cells[2]),
                votes: votes.compactMap { TransferFiles.number(cells[$0]) },
                states: states.map { String(cells[$0]) },
                keep: keep.compactMap { TransferFiles.number(cells[$0]) })
        }
    }

    var winners: Set<Int> { Set((rows.last?.states ?? []).enumerated().filter { $1 == "E" }.map(\.offset)) }

    /// The votes after each transfer that changed them.
    var transfers: [[Fraction]] {
        rows.filter { ["begin", "transfer"].contains($0.action) }.map(\.votes).withoutRepeats
    }
}

extension Array where Element: Equatable {
    var withoutRepeats: [Element] {
        reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
}

extension Outcome {
    /// The votes after each stage that changed them; 0 for options out of the count.
    var transfers: [[Fraction]] {
        stages.filter { !$0.totals.isEmpty }.map { $0.totals.map { $0 ?? Fraction(0) } }.withoutRepeats
    }

    /// Whether the votes of all options and those out of the count add up to all valid ballots at every
    /// moment of every way.
    var isConserved: Bool {
        (certificate.tables["figures"] ?? []).allSatisfy { row in
            row.dropFirst().reduce(Fraction(0)) { $0 + ($1 ?? Fraction(0)) } == Fraction(valid)
        }
    }
}

extension Rule {
    /// The policy that does what droop does: the candidate with the lowest number leaves first.
    static func droopOrder(_ options: Int) -> [String: Parameter.Value] {
        ["ties": .choice("drawn"), "drawn": .order((0..<options).reversed())]
    }
}

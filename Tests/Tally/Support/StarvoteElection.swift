import Tally

/// An election in one of starvote's two formats, with the transcript beside it.
struct StarvoteElection {
    let name: String
    var method = "star"
    var seats = 1
    /// The order for ties that the file gives or the transcript shows; empty where there is none.
    var order: [String] = []
    private(set) var names: [String] = []
    private var marks: [(scores: [String: Int], count: Int)] = []
    let transcript: Transcript

    init(_ file: String) throws {
        let parts = file.split(separator: ".")
        name = String(parts[0])
        transcript = Transcript(try SharedData.text("star/\(name).txt"))
        let lines = try SharedData.text("star/\(file)").split(
            separator: "\n", omittingEmptySubsequences: false
        )
        .map { $0.trimmed }
        if parts[1] == "csv" { readTable(lines) } else { readSections(lines) }
        if order.isEmpty { order = transcript.order }
    }

    func profile() throws -> Profile {
        try Profile(
            options: names.count,
            groups: marks.map { mark in .init(.scores(names.map { mark.scores[$0] }), count: mark.count) })
    }

    private mutating func readTable(_ lines: [String]) {
        let rows = lines.filter { !$0.isEmpty }.map {
            $0.split(separator: ",", maxSplits: 3, omittingEmptySubsequences: false)[3]
        }
        let cells = { (row: Substring) in row.split(separator: ",", omittingEmptySubsequences: false) }
        names = cells(rows[0]).map { $0.trimmed }
        marks = Dictionary(grouping: rows.dropFirst()) { $0 }.map { row, equal in
            (Dictionary(uniqueKeysWithValues: zip(names, cells(row).map { Int($0) ?? 0 })), equal.count)
        }
    }

    /// `[options]` with `key = value` and lists, then `[ballots]`, a blank line after each ballot.
    private mutating func readSections(_ lines: [String]) {
        var (isList, inBallots, count) = (false, false, 1)
        var ballot: [String: Int] = [:]
        for line in lines + [""] {
            if line.hasPrefix("#") || line.isEmpty {
                if line.isEmpty, !isList, !ballot.isEmpty {
                    marks.append((ballot, count))
                    (ballot, count) = ([:], 1)
                }
            } else if isList {
                if line == "]" { isList = false } else { order.append(line) }
            } else if line.hasPrefix("[") {
                inBallots = line == "[ballots]"
            } else if line.hasSuffix(":") {
                if !ballot.isEmpty { marks.append((ballot, count)) }
                ballot = [:]
                count = Int(line.split(separator: " ")[0]) ?? 1
            } else {
                let parts = line.split(separator: "#")[0].split(separator: "=").map { String($0).trimmed }
                if !inBallots {
                    if parts[0] == "method" { method = parts[1] }
                    if parts[0] == "seats" { seats = Int(parts[1]) ?? 1 }
                    isList = parts[1] == "["
                } else {
                    ballot[parts[0]] = Int(parts[1])
                    if !names.contains(parts[0]) { names.append(parts[0]) }
                }
            }
        }
    }

    /// What starvote printed: sections with a heading in brackets.
    struct Transcript {
        private let sections: [(heading: String, lines: [String])]

        init(_ text: String) {
            var sections: [(heading: String, lines: [String])] = []
            for line in text.split(separator: "\n").map({ $0.trimmed }) {
                if line.hasPrefix("[") {
                    sections.append((line, []))
                } else if !sections.isEmpty {
                    sections[sections.count - 1].lines.append(line)
                }
            }
            self.sections = sections
        }

        /// The numbers of each section whose heading ends like this, by name.
        func tables(_ ending: String) -> [[String: Int]] {
            sections.filter { $0.heading.hasSuffix(ending) }.map { section in
                let rows = section.lines.map { $0.components(" -- ") }.filter { $0.count > 1 }
                return Dictionary(
                    uniqueKeysWithValues: rows.map { row in
                        (row[0].trimmed, Int(row[1].trimmed.split(separator: " ")[0]) ?? -1)
                    })
            }
        }

        var winners: [String]? { sections.last { $0.heading.contains(": Winner") }?.lines }

        /// The names in "Tie between A, B, and C."
        var unbreakable: Set<String>? {
            guard let line = sections.last(where: { $0.heading.hasSuffix("Unbreakable Tie]") })?.lines.first
            else { return nil }
            let names = line.dropFirst("Tie between ".count).dropLast()
            return Set(
                names.components(",").flatMap { $0.components(" and ") }.map {
                    ($0.hasPrefix("and ") ? String($0.dropFirst(4)) : $0).trimmed
                }.filter { !$0.isEmpty && $0 != "and" })
        }

        /// The numbered list of a lot that was drawn before.
        var order: [String] {
            guard let section = sections.first(where: { $0.lines.contains { $0.hasPrefix("1. ") } }) else {
                return []
            }
            return section.lines.filter { ("0"..."9").contains($0.prefix(1)) }
                .map { $0.components(". ").dropFirst().joined(separator: ". ") }
        }
    }
}

extension StringProtocol {
    fileprivate var trimmed: String {
        let inner = drop { $0.isWhitespace }
        return String(inner.prefix(inner.count - inner.reversed().prefix { $0.isWhitespace }.count))
    }

    fileprivate func components(_ separator: String) -> [String] {
        split(separator: separator, omittingEmptySubsequences: false).map { String($0) }
    }
}

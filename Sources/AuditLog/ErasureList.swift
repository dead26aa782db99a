package import Core

/// Why the list of what was erased cannot be used.
package enum ErasureListFault: Error, Equatable, Sendable, CustomStringConvertible {
    /// Its path and the number of the line that is none.
    case malformed(String, line: Int)

    package var description: String {
        switch self {
        case .malformed(let path, let line): "line \(line) of \(path) is not one of its lines"
        }
    }
}

/// What was erased, in a file outside the database and its backups: whoever brings an older backup back would
/// bring the data back too.
///
/// One line each: `opening <leaf hash in hex> <object>` or `person <id> keep|remove`. Neither says anything about
/// anybody whose data are gone.
package struct ErasureList: Hashable, Sendable {
    /// What became of a person's published proposals.
    package enum Manner: String, Sendable {
        case keep, remove
    }

    package var openings: Set<LoggedAct> = []
    package var persons: [PersonID: Manner] = [:]

    package init() {}

    package var isEmpty: Bool { openings.isEmpty && persons.isEmpty }

    /// An empty list where there is no file.
    package init(readingFrom path: String) throws {
        let text = String(decoding: try DurableFile.read(path) ?? [], as: UTF8.self)
        for (index, line) in text.split(separator: "\n").enumerated() {
            let words = line.split(separator: " ").map(String.init)
            if words.count == 3, words[0] == "opening", let leaf = [UInt8](hex: words[1]), leaf.count == 32 {
                openings.insert(LoggedAct(leaf: leaf, object: words[2]))
            } else if words.count == 3, words[0] == "person", let id = PersonID(text: words[1]),
                let manner = Manner(rawValue: words[2])
            {
                persons[id] = manner
            } else {
                throw ErasureListFault.malformed(path, line: index + 1)
            }
        }
    }

    /// Sorted, so that no order tells what was erased together.
    package func write(to path: String) throws {
        let lines =
            openings.map { "opening \($0.leaf.hex) \($0.object)\n" }
            + persons.map { "person \($0.key) \($0.value.rawValue)\n" }
        try DurableFile.write(Array(lines.sorted().joined().utf8), to: path)
    }

    package mutating func add(_ other: ErasureList) {
        openings.formUnion(other.openings)
        persons.merge(other.persons) { _, new in new }
    }
}

/// One voter's order of options, as written: groups of equally liked options, best first.
///
/// An empty group is a rank that was skipped; an option may be missing or stand at several ranks. What these
/// mean is a parameter of the rule. Two bytes for each option and each skipped rank, in one block of memory.
package struct Ranking: Sendable, Hashable {
    /// Option numbers in order, each with `joined` where it shares the rank of the one before; `skipped` alone
    /// is a rank without options.
    let marks: [UInt16]

    static let joined: UInt16 = 0x8000
    static let skipped: UInt16 = 0x7FFF
    /// Options are numbered below this.
    package static let mostOptions = 0x7FFF

    /// Options outside 0 ..< `mostOptions` make a ranking that no profile takes.
    package init(_ groups: some Sequence<[Int]>) { self.init(Array(groups)) }

    /// As above; other modules get it ready-made.
    package init(_ groups: [[Int]]) {
        var marks: [UInt16] = []
        for group in groups {
            if group.isEmpty { marks.append(Self.skipped) }
            for (place, option) in group.sorted().enumerated() {
                let number = (0..<Self.mostOptions).contains(option) ? UInt16(option) : Self.skipped - 1
                marks.append(place == 0 ? number : number | Self.joined)
            }
        }
        self.marks = marks
    }

    /// A strict order.
    package init(order: some Sequence<Int>) { self.init(order: Array(order)) }

    /// As above; other modules get it ready-made.
    package init(order: [Int]) {
        marks = order.map { (0..<Self.mostOptions).contains($0) ? UInt16($0) : Self.skipped - 1 }
    }

    /// In one piece, since profiles put many rankings together.
    package func hash(into hasher: inout Hasher) {
        marks.withUnsafeBytes { hasher.combine(bytes: $0) }
    }

    package var groups: [[Int]] {
        var groups: [[Int]] = []
        for mark in marks {
            if mark == Self.skipped {
                groups.append([])
            } else if mark & Self.joined == 0 {
                groups.append([Int(mark)])
            } else {
                groups[groups.count - 1].append(Int(mark & ~Self.joined))
            }
        }
        return groups
    }

    var isEmpty: Bool { marks.isEmpty }

    /// Whether every option is one of 0 ..< `options`.
    func isWellFormed(options: Int) -> Bool {
        marks.allSatisfy { $0 == Self.skipped || Int($0 & ~Self.joined) < options }
    }

    /// Whether no rank is skipped and no option stands twice; ranks may be shared.
    package var isPlain: Bool {
        !marks.contains(Self.skipped) && Set(marks.map { $0 & ~Self.joined }).count == marks.count
    }

    /// Whether no rank is skipped, no rank shared, and no option stands twice.
    var isStrict: Bool {
        marks.allSatisfy { $0 < Self.skipped } && Set(marks).count == marks.count
    }
}

extension Ranking: ExpressibleByArrayLiteral {
    package init(arrayLiteral groups: [Int]...) { self.init(groups) }
}

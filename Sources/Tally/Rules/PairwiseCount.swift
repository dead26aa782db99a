extension Pairwise {
    /// Counts the rankings of `profile`. Where `unranked` is `as-status-quo`, options without a rank stand
    /// level with `statusQuo`, where that has one.
    init(_ profile: Profile, _ parameters: Parameters, statusQuo: Int? = nil) throws(TallyError) {
        guard profile.options <= Self.mostOptions else { throw .tooMany(Self.mostOptions) }
        let takesBlank = parameters.word("blank") == "valid"
        let takesRepeated = parameters.word("repeated") == "first"
        let level = parameters.word("unranked") == "as-status-quo" ? statusQuo : nil
        var counter = PairwiseCounter(
            options: profile.options, comparesUnranked: parameters.word("unranked") != "no-opinion")
        var valid = 0
        for group in profile.groups {
            switch group.ballot {
            case .ranking(let ranking):
                let reading = ranking.marks.withUnsafeBufferPointer { counter.read($0) }
                guard reading.isBlank ? takesBlank : takesRepeated || !reading.isRepeated else { continue }
                valid += group.count
                if reading.isRepeated || (level != nil && !reading.isComplete) {
                    let plain = reading.isRepeated ? ranking.withoutRepetitions : ranking
                    let marks = level.map { plain.marks(level: $0, options: profile.options) } ?? plain.marks
                    marks.withUnsafeBufferPointer { counter.add($0, count: group.count) }
                } else {
                    ranking.marks.withUnsafeBufferPointer {
                        counter.add($0, isStrict: reading.isStrict, count: group.count)
                    }
                }
            case .blank: valid += takesBlank ? group.count : 0
            case .invalid: continue
            default: throw .badBallot(group.ballot)
            }
        }
        self.init(options: profile.options, valid: valid, support: counter.finish())
    }
}

extension Ranking {
    /// Each option at its first rank only.
    fileprivate var withoutRepetitions: Ranking {
        var seen: Set<Int> = []
        return Ranking(groups.map { group in group.filter { seen.insert($0).inserted } })
    }

    /// The marks with all options that have no rank joined to the rank of `level`, where that has one.
    fileprivate func marks(level: Int, options: Int) -> [UInt16] {
        var isRanked = [Bool](repeating: false, count: options)
        for mark in marks where mark != Self.skipped { isRanked[Int(mark & ~Self.joined)] = true }
        guard let place = marks.firstIndex(where: { $0 & ~Self.joined == level }) else { return marks }
        let unranked = isRanked.indices.filter { !isRanked[$0] }.map { UInt16($0) | Self.joined }
        return marks[...place] + unranked + marks[(place + 1)...]
    }
}

/// Adds up rankings, 32 pairs in one step.
///
/// Each option has a row of one byte for each other option. Going down a ballot, every option met is struck
/// from a vector of those still below, and the vector is added to the option's row. Before a byte could
/// overflow, all are added to the sums.
struct PairwiseCounter: ~Copyable {
    /// 32 bytes. In words of eight, as the standard library has the operations on them as instructions, while on
    /// single bytes it takes them one by one; no byte ever carries over into the next.
    private typealias Lanes = SIMD4<UInt64>

    private let options: Int
    private let comparesUnranked: Bool
    /// How many vectors hold one byte for each option.
    private let blocks: Int
    /// For each option all bytes set but its own.
    private let others: UnsafeMutablePointer<Lanes>
    private let rows: UnsafeMutablePointer<Lanes>
    private let sums: UnsafeMutablePointer<Int>
    /// The number of the ballot that each option was last met on.
    private let met: UnsafeMutablePointer<Int>
    private var ballot = 0
    /// How much a byte may hold by now.
    private var height = 0

    init(options: Int, comparesUnranked: Bool) {
        self.options = options
        self.comparesUnranked = comparesUnranked
        blocks = (options + 31) / 32
        others = .allocate(capacity: options * blocks)
        others.initialize(repeating: Lanes(repeating: .max), count: options * blocks)
        rows = .allocate(capacity: options * blocks)
        rows.initialize(repeating: Lanes(), count: options * blocks)
        sums = .allocate(capacity: options * options)
        sums.initialize(repeating: 0, count: options * options)
        met = .allocate(capacity: options)
        met.initialize(repeating: 0, count: options)
        for option in 0..<options {
            others[option * blocks + option / 32][option % 32 / 8] &= ~(0xFF << (option % 8 * 8))
        }
    }

    deinit {
        others.deallocate()
        rows.deallocate()
        sums.deallocate()
        met.deallocate()
    }

    /// What to know about a ranking before it is added.
    mutating func read(_ marks: UnsafeBufferPointer<UInt16>) -> Reading {
        var all: UInt16 = 0
        var met: UInt64 = 0
        for mark in marks {
            all |= mark
            met |= 1 &<< UInt64(mark)
        }
        // Strict orders of few options need no look at single marks; nothing else has marks that small.
        if all < 64, met.nonzeroBitCount == marks.count {
            return Reading(
                isBlank: marks.isEmpty, isRepeated: false, isComplete: marks.count == options,
                isStrict: all < 32)
        }
        return readSlowly(marks)
    }

    struct Reading {
        /// Whether no option is named.
        let isBlank: Bool
        /// Whether an option is named more than once.
        let isRepeated: Bool
        /// Whether it is known to name all options.
        let isComplete: Bool
        /// Whether it is a strict order of options below 32.
        let isStrict: Bool
    }

    private mutating func readSlowly(_ marks: UnsafeBufferPointer<UInt16>) -> Reading {
        ballot += 1
        var isBlank = true
        var isRepeated = false
        for mark in marks where mark != Ranking.skipped {
            let option = Int(mark & ~Ranking.joined)
            isBlank = false
            isRepeated = isRepeated || met[option] == ballot
            met[option] = ballot
        }
        return Reading(isBlank: isBlank, isRepeated: isRepeated, isComplete: false, isStrict: false)
    }

    /// Adds `count` times a ranking in which no option stands twice.
    mutating func add(_ marks: UnsafeBufferPointer<UInt16>, isStrict: Bool = false, count: Int) {
        let isMany = count > Int(UInt8.max)
        let weight = isMany ? 1 : count
        if isMany || height + weight > Int(UInt8.max) { flush() }
        height += weight
        let lanes = Lanes(repeating: UInt64(weight) * 0x0101_0101_0101_0101)
        if isStrict, blocks == 1, comparesUnranked {
            addStrict(marks, lanes)
        } else {
            for block in 0..<blocks { add(marks, lanes, block: block) }
        }
        if isMany { flush(times: count) }
    }

    /// The same as `add` for strict orders in one block.
    private func addStrict(_ marks: UnsafeBufferPointer<UInt16>, _ weight: Lanes) {
        var below = weight
        for mark in marks {
            below = below & others[Int(mark)]
            rows[Int(mark)] &+= below
        }
    }

    /// Adds to the bytes of one block; `weight` has the ballot's weight in each byte.
    private func add(_ marks: UnsafeBufferPointer<UInt16>, _ weight: Lanes, block: Int) {
        var below = weight
        if !comparesUnranked {
            var unranked = Lanes(repeating: .max)
            for mark in marks where mark != Ranking.skipped {
                unranked = unranked & others[Int(mark & ~Ranking.joined) * blocks + block]
            }
            below = below & ~unranked
        }
        var next = 0
        while next < marks.count {
            let first = next
            next += 1
            guard marks[first] != Ranking.skipped else { continue }
            below = below & others[Int(marks[first]) * blocks + block]
            while next < marks.count, marks[next] & Ranking.joined != 0 {
                below = below & others[Int(marks[next] & ~Ranking.joined) * blocks + block]
                next += 1
            }
            for place in first..<next {
                rows[Int(marks[place] & ~Ranking.joined) * blocks + block] &+= below
            }
        }
    }

    private mutating func flush(times: Int = 1) {
        for option in 0..<options {
            for other in 0..<options {
                let word = rows[option * blocks + other / 32][other % 32 / 8]
                sums[option * options + other] += times * Int(word >> (other % 8 * 8) & 0xFF)
            }
        }
        rows.update(repeating: Lanes(), count: options * blocks)
        height = 0
    }

    mutating func finish() -> [Int] {
        flush()
        return Array(UnsafeBufferPointer(start: sums, count: options * options))
    }
}

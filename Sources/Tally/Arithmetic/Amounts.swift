/// Many whole numbers in one block of memory, each as wide as the widest, so that sums need no memory of their own.
struct Amounts: Sendable {
    /// So many limbs of 64 bits for each number, the lowest first.
    private var width: Int
    private var limbs: [UInt]
    /// No number has more bits.
    private var bits: Int

    init(_ numbers: [Natural]) {
        bits = numbers.map(\.bitWidth).max() ?? 0
        width = max(1, (bits + 63) / 64)
        limbs = []
        for number in numbers { limbs += number.limbs + Self.zeros(width - number.limbs.count) }
    }

    private static func zeros(_ count: Int) -> [UInt] { Array(repeating: 0, count: count) }

    var count: Int { limbs.count / width }

    subscript(index: Int) -> Natural {
        get { Natural(limbs: Array(limbs[index * width..<(index + 1) * width])) }
        set {
            hold(newValue.bitWidth)
            for limb in 0..<width {
                limbs[index * width + limb] = limb < newValue.limbs.count ? newValue.limbs[limb] : 0
            }
        }
    }

    func isZero(_ index: Int) -> Bool { limbs[index * width..<(index + 1) * width].allSatisfy { $0 == 0 } }

    /// Adds a number, 0.
    mutating func append() { limbs += Self.zeros(width) }

    /// Makes all numbers so many times larger.
    mutating func multiply(by factor: UInt) {
        let factorBits = UInt.bitWidth - factor.leadingZeroBitCount
        if bits + factorBits > width * 64 {
            // Counted anew: the product often has one bit less.
            bits = (0..<count).map { self[$0].bitWidth }.max() ?? 0
        }
        hold(bits + factorBits)
        limbs.withUnsafeMutableBufferPointer { limbs in
            var start = 0
            while start < limbs.count {
                var carry: UInt = 0
                for index in start..<start + width {
                    let (high, low) = limbs[index].multipliedFullWidth(by: factor)
                    let (sum, overflow) = low.addingReportingOverflow(carry)
                    limbs[index] = sum
                    carry = high &+ (overflow ? 1 : 0)
                }
                start += width
            }
        }
    }

    /// Makes room for numbers of so many bits.
    private mutating func hold(_ needed: Int) {
        bits = max(bits, needed)
        guard bits > width * 64 else { return }
        // One limb more than needed, so that this is rare.
        let wider = (bits + 127) / 64
        var wide: [UInt] = []
        wide.reserveCapacity(count * wider)
        for index in 0..<count {
            wide += limbs[index * width..<(index + 1) * width]
            wide += Self.zeros(wider - width)
        }
        (limbs, width) = (wide, wider)
    }

    /// Whether a number is larger than `other`.
    func isLarger(_ index: Int, than other: Natural) -> Bool {
        guard other.limbs.count <= width else { return false }
        for limb in (0..<width).reversed() {
            let (own, its) = (limbs[index * width + limb], limb < other.limbs.count ? other.limbs[limb] : 0)
            if own != its { return own > its }
        }
        return false
    }

    /// Sets a number to another one less `amount`, which is not larger.
    mutating func set(_ index: Int, to other: Int, minus amount: Natural) {
        var borrow: UInt = 0
        for limb in 0..<width {
            let part = limb < amount.limbs.count ? amount.limbs[limb] : 0
            let (first, one) = limbs[other * width + limb].subtractingReportingOverflow(part)
            let (second, two) = first.subtractingReportingOverflow(borrow)
            limbs[index * width + limb] = second
            borrow = (one ? 1 : 0) + (two ? 1 : 0)
        }
        precondition(borrow == 0, "a natural number would be negative")
    }

    /// The sum of the numbers of these holdings, each times its count.
    func sum(_ holdings: some Sequence<Holding>) -> Natural {
        var sum = Self.zeros(width + 2)
        limbs.withUnsafeBufferPointer { limbs in
            sum.withUnsafeMutableBufferPointer { sum in
                for holding in holdings {
                    let (start, factor) = (holding.index * width, UInt(holding.count))
                    var carry: UInt = 0
                    for limb in 0..<width {
                        let (high, low) = limbs[start + limb].multipliedFullWidth(by: factor)
                        let (first, one) = low.addingReportingOverflow(carry)
                        let (second, two) = first.addingReportingOverflow(sum[limb])
                        sum[limb] = second
                        carry = high &+ (one ? 1 : 0) &+ (two ? 1 : 0)
                    }
                    let (first, overflow) = sum[width].addingReportingOverflow(carry)
                    sum[width] = first
                    if overflow { sum[width + 1] &+= 1 }
                }
            }
        }
        return Natural(limbs: sum)
    }
}

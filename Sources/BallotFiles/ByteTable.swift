/// Pieces of a file numbered in the order they were put in, found by their bytes.
struct ByteTable {
    private var slots = [Int32](repeating: -1, count: 64)
    private var ranges: [Range<Int>] = []
    private var hashes: [Int] = []

    var count: Int { ranges.count }

    subscript(_ number: Int) -> Range<Int> { ranges[number] }

    /// The number of the piece with the same bytes.
    func find(_ range: Range<Int>, in bytes: [UInt8]) -> Int? { find(range, in: bytes, among: bytes) }

    /// The number of the piece of `held` with the same bytes.
    func find(_ range: Range<Int>, in bytes: [UInt8], among held: [UInt8]) -> Int? {
        let hash = Self.hash(range, bytes)
        var slot = hash & (slots.count - 1)
        while slots[slot] >= 0 {
            let number = Int(slots[slot])
            if hashes[number] == hash, held[ranges[number]].elementsEqual(bytes[range]) { return number }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// Puts in a piece that is not there yet.
    mutating func insert(_ range: Range<Int>, in bytes: [UInt8]) {
        ranges.append(range)
        hashes.append(Self.hash(range, bytes))
        if ranges.count * 2 > slots.count {
            slots = [Int32](repeating: -1, count: slots.count * 2)
            for number in ranges.indices { place(number) }
        } else {
            place(ranges.count - 1)
        }
    }

    private mutating func place(_ number: Int) {
        var slot = hashes[number] & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(number)
    }

    /// Seeded anew in each run, so that nobody can prepare a file with many equal hashes.
    private static func hash(_ range: Range<Int>, _ bytes: [UInt8]) -> Int {
        var hasher = Hasher()
        bytes.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[range])) }
        return hasher.finalize()
    }
}

extension [UInt8] {
    /// Without spaces, tabs and carriage returns at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, self[start].isBlank { start += 1 }
        while start < end, self[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    func starts(_ range: Range<Int>, with word: StaticString) -> Bool {
        guard word.utf8CodeUnitCount <= range.count else { return false }
        for offset in 0..<word.utf8CodeUnitCount
        where self[range.lowerBound + offset] != word.utf8Start[offset] { return false }
        return true
    }

    /// Digits only, at most eighteen of them.
    func whole(_ range: Range<Int>) -> Int? {
        guard !range.isEmpty, range.count <= 18 else { return nil }
        var number = 0
        for index in range {
            guard self[index].isDigit else { return nil }
            number = number * 10 + Int(self[index] - 0x30)
        }
        return number
    }

    /// The pieces between the separators, without spaces around them.
    func split(_ range: Range<Int>, at separator: UInt8) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where self[index] == separator {
            pieces.append(trimmed(start..<index))
            start = index + 1
        }
        return pieces + [trimmed(start..<range.upperBound)]
    }

    /// The pieces between spaces and tabs.
    func words(_ range: Range<Int>) -> [Range<Int>] {
        var words: [Range<Int>] = []
        var start = range.lowerBound
        for index in range where self[index].isBlank {
            if start < index { words.append(start..<index) }
            start = index + 1
        }
        return start < range.upperBound ? words + [start..<range.upperBound] : words
    }

    func latin1(_ range: Range<Int>) -> String {
        var text = ""
        for byte in self[range] { text.unicodeScalars.append(Unicode.Scalar(byte)) }
        return text
    }
}

extension UInt8 {
    var isBlank: Bool { self == 0x20 || self == 0x09 || self == 0x0D }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}

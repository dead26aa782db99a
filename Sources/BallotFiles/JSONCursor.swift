import Core

/// Walks through JSON without keeping it, so that a long file takes no memory but for what is asked for.
struct JSONCursor {
    let bytes: [UInt8]
    private(set) var position: Int
    private var depth = 0

    init(_ bytes: [UInt8], position: Int = 0) {
        self.bytes = bytes
        self.position = position
    }

    /// How many lines end before which byte, so that they are counted once.
    private var counted = (position: 0, lines: 0)

    /// The line of the next byte, counted from 1; at the end of the file the last line.
    mutating func line() -> Int {
        let end = max(counted.position, min(position, bytes.last == 0x0A ? bytes.count - 1 : bytes.count))
        counted = (end, counted.lines + bytes[counted.position..<end].count { $0 == 0x0A })
        return counted.lines + 1
    }

    mutating func error(_ reason: String) -> BallotFileError { BallotFileError(line: line(), reason: reason) }

    /// Calls `body` for each member of the object that comes next; `body` reads or skips the value.
    mutating func object(
        _ body: (String, inout JSONCursor) throws(BallotFileError) -> Void
    ) throws(BallotFileError) {
        try sequence(from: 0x7B, to: 0x7D) { cursor throws(BallotFileError) in
            let key = try cursor.string()
            try cursor.expect(0x3A)
            try body(key, &cursor)
        }
    }

    /// Calls `body` for each value of the array that comes next; `body` reads or skips it.
    mutating func array(_ body: (inout JSONCursor) throws(BallotFileError) -> Void) throws(BallotFileError) {
        try sequence(from: 0x5B, to: 0x5D, body)
    }

    private mutating func sequence(
        from open: UInt8, to close: UInt8, _ body: (inout JSONCursor) throws(BallotFileError) -> Void
    ) throws(BallotFileError) {
        try expect(open)
        depth += 1
        guard depth <= 64 else { throw error("nested too deeply") }
        defer { depth -= 1 }
        if take(close) { return }
        while true {
            try body(&self)
            if take(close) { return }
            try expect(0x2C)
        }
    }

    mutating func string() throws(BallotFileError) -> String {
        try expect(0x22)
        let start = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C {
            guard bytes[position] >= 0x20 else { throw error("a control character in a string") }
            position += 1
        }
        let isPlain = position < bytes.count && bytes[position] == 0x22
        try goBehindString()
        if isPlain, let text = String(validating: bytes[start..<position - 1], as: UTF8.self) { return text }
        do throws(JSONError) {
            return try JSON(parsing: Array(bytes[(start - 1)..<position])).string ?? ""
        } catch {
            throw self.error("a string cannot be read: \(error.reason)")
        }
    }

    /// Goes behind the quote that ends the string begun.
    private mutating func goBehindString() throws(BallotFileError) {
        while position < bytes.count, bytes[position] != 0x22 { position += bytes[position] == 0x5C ? 2 : 1 }
        guard position < bytes.count else {
            position = bytes.count
            throw error("a string does not end")
        }
        position += 1
    }

    /// A whole number; one with a fraction of zeros counts as whole.
    mutating func whole() throws(BallotFileError) -> Int {
        let text = try scalar()
        let parts = text.split(separator: ".", maxSplits: 1)
        guard let first = parts.first, let number = Int(first), String(number) == first,
            parts.count == 1 || parts[1].allSatisfy({ $0 == "0" })
        else { throw error("\(text) is not a whole number") }
        return number
    }

    /// Goes behind what may follow the last value: nothing.
    mutating func end() throws(BallotFileError) {
        guard next == nil else { throw error("something follows the value") }
    }

    /// Goes behind the next value, whatever it is.
    mutating func skip() throws(BallotFileError) {
        switch next {
        case 0x7B: try object { _, cursor throws(BallotFileError) in try cursor.skip() }
        case 0x5B: try array { cursor throws(BallotFileError) in try cursor.skip() }
        case 0x22:
            position += 1
            try goBehindString()
        default: _ = try scalar()
        }
    }

    /// The first byte of what comes next; nil at the end.
    var next: UInt8? {
        mutating get {
            while position < bytes.count, bytes[position].isBlank || bytes[position] == 0x0A { position += 1 }
            return position < bytes.count ? bytes[position] : nil
        }
    }

    /// A number, `true`, `false` or `null`.
    private mutating func scalar() throws(BallotFileError) -> String {
        _ = next
        let start = position
        while position < bytes.count, Self.scalarBytes.contains(bytes[position]) { position += 1 }
        guard start < position else { throw error("a value is missing") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private static let scalarBytes = Set("+-.0123456789aeEflnrstu".utf8)

    private mutating func take(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        position += 1
        return true
    }

    private mutating func expect(_ byte: UInt8) throws(BallotFileError) {
        guard take(byte) else { throw error("\(Unicode.Scalar(byte)) is missing") }
    }
}

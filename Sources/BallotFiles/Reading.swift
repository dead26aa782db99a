import Tally

/// The bytes of a file on their way to a `BallotFile`: lines, ballots counted so far, and what was mended.
struct Reading {
    let bytes: [UInt8]
    let isLenient: Bool
    private let progress: (Int) -> Void
    /// Where the next line begins.
    private(set) var position = 0
    /// The number of the line read last; 0 before the first.
    private(set) var line = 0
    private(set) var repairs: [BallotFile.Repair] = []
    var counts = BallotCounts()

    init(_ bytes: [UInt8], lenient: Bool, progress: @escaping (Int) -> Void) {
        self.bytes = bytes
        isLenient = lenient
        self.progress = progress
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    }

    /// The next line without its end (LF or CR LF) and without spaces around it; nil after the last.
    mutating func nextLine() -> Range<Int>? {
        guard position < bytes.count else { return nil }
        let start = position
        var end = start
        while end < bytes.count, bytes[end] != 0x0A { end += 1 }
        position = end + 1
        line += 1
        if line & 0xFFF == 0 { progress(min(position, bytes.count)) }
        return bytes.trimmed(start..<end)
    }

    /// The next line that is not empty.
    mutating func nextFilledLine() -> Range<Int>? {
        while let range = nextLine() {
            if !range.isEmpty { return range }
        }
        return nil
    }

    /// Begins again at the first line.
    mutating func rewind() {
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        line = 0
    }

    /// Goes on at `position`, which lies in the given line; the next line read is the one after it.
    mutating func resume(at position: Int, line: Int) {
        self.position = position
        self.line = line
    }

    /// Refuses the file for `fault`, or if it is read leniently notes that it was mended by `remedy`.
    mutating func mend(_ fault: String, _ remedy: String, line: Int? = nil) throws(BallotFileError) {
        guard isLenient else { throw error(fault, line: line) }
        note("\(fault): \(remedy)", line: line)
    }

    /// Notes what was made of something that the form leaves open.
    mutating func note(_ reason: String, line: Int? = nil) {
        if let index = repairs.firstIndex(where: { $0.reason == reason }) {
            repairs[index].times += 1
        } else if repairs.count < Self.mostRepairs {
            repairs.append(BallotFile.Repair(line: line ?? self.line, reason: reason, times: 1))
        } else {
            repairs[Self.mostRepairs - 1] = BallotFile.Repair(
                line: repairs[Self.mostRepairs - 1].line, reason: "further repairs",
                times: repairs[Self.mostRepairs - 1].times + 1)
        }
    }

    /// How many different repairs are listed at most.
    static let mostRepairs = 100

    func error(_ reason: String, line: Int? = nil) -> BallotFileError {
        BallotFileError(line: line ?? self.line, reason: reason)
    }

    /// UTF-8; leniently also ISO 8859-1, where every byte is a character.
    mutating func text(_ range: Range<Int>) throws(BallotFileError) -> String {
        if let text = String(validating: bytes[range], as: UTF8.self) { return text }
        try mend("the text is not UTF-8", "it is read as ISO 8859-1")
        return bytes.latin1(range)
    }

    /// A whole number without sign or spaces.
    func whole(_ range: Range<Int>, _ what: String) throws(BallotFileError) -> Int {
        guard let number = bytes.whole(range) else { throw error("\(what) is not a whole number") }
        return number
    }

    /// Counts a ballot whose bytes were met before, if they were. A ballot counts by its bytes alone, so the same
    /// bytes must always mean the same.
    mutating func count(known range: Range<Int>, _ count: Int) throws(BallotFileError) -> Bool {
        let isKnown = counts.add(known: range, of: bytes, count)
        try checkTotal()
        return isKnown
    }

    /// Counts a ballot met for the first time.
    mutating func count(_ ballot: Ballot, at range: Range<Int>, _ count: Int) throws(BallotFileError) {
        counts.add(ballot, at: range, of: bytes, count)
        try checkTotal()
    }

    /// Counts a ballot that was not written as one piece.
    mutating func count(_ ballot: Ballot, _ count: Int) throws(BallotFileError) {
        counts.add(ballot, count)
        try checkTotal()
    }

    private func checkTotal() throws(BallotFileError) {
        guard counts.total <= Profile.mostBallots else { throw error("there are too many ballots") }
    }
}

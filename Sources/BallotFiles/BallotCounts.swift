import Tally

/// Ballots counted while a file is read. Equal bytes are one ballot, so a ballot is understood only once; equal
/// ballots of other bytes are put together by the profile.
struct BallotCounts {
    private var table = ByteTable()
    /// The ballot that each piece of the table is.
    private var meanings: [Int] = []
    /// The ballots that were not written as one piece.
    private var numbers: [Ballot: Int] = [:]
    private var ballots: [Ballot] = []
    private var counts: [Int] = []
    private(set) var total = 0

    var groups: [Profile.Group] { zip(ballots, counts).map { Profile.Group($0, count: $1) } }

    /// Counts the ballot with these bytes if it was added before.
    mutating func add(known range: Range<Int>, of bytes: [UInt8], _ count: Int) -> Bool {
        guard let piece = table.find(range, in: bytes) else { return false }
        counts[meanings[piece]] += count
        total += count
        return true
    }

    /// Counts a ballot and remembers its bytes, which are not there yet.
    mutating func add(_ ballot: Ballot, at range: Range<Int>, of bytes: [UInt8], _ count: Int) {
        table.insert(range, in: bytes)
        meanings.append(ballots.count)
        append(ballot, count)
    }

    /// Counts a ballot that was not written as one piece.
    mutating func add(_ ballot: Ballot, _ count: Int) {
        if let number = numbers[ballot] {
            counts[number] += count
            total += count
        } else {
            numbers[ballot] = ballots.count
            append(ballot, count)
        }
    }

    private mutating func append(_ ballot: Ballot, _ count: Int) {
        ballots.append(ballot)
        counts.append(count)
        total += count
    }
}

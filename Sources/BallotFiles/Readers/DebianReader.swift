import Tally

/// A tally sheet of vote.debian.org: one voter a line, one digit for each option, `-` where it was not ranked.
///
///          Option 1----->: Jonathan Carter
///        /  Option 2---->: None Of The Above
///        |/
///     V: 12   00230fd5e1d4c86edfefc517d88a8a68
///
/// Equal digits are equal ranks; which digits are used says only the order. The sheets of 2006 and 2007 are not
/// UTF-8: names that are not are read as ISO 8859-1, and `repairs` says so.
enum DebianReader {
    static func read(_ reading: inout Reading) throws(BallotFileError) -> BallotFile {
        var options: [(id: String, name: String)] = []
        var hasVotes = false
        while let line = reading.nextLine() {
            if !reading.bytes.starts(line, with: "V:") {
                guard !hasVotes || line.isEmpty else { throw reading.error("a vote begins with V:") }
                guard let (number, name) = option(line, reading.bytes) else { continue }
                guard number == options.count + 1, number <= 9 else {
                    throw reading.error("the options are numbered 1 to 9 in order")
                }
                options.append((String(number), Self.name(name, &reading)))
                continue
            }
            hasVotes = true
            let rest = reading.bytes.trimmed(line.lowerBound + 2..<line.upperBound)
            let vote = reading.bytes.words(rest).first ?? rest
            if try reading.count(known: vote, 1) { continue }
            guard vote.count == options.count, reading.bytes[vote].allSatisfy(isMark) else {
                try reading.mend(
                    "a vote has a digit from 1 to 9 or - for each of the \(options.count) options",
                    "the ballot is invalid")
                try reading.count(.invalid, at: vote, 1)
                continue
            }
            try reading.count(ballot(reading.bytes[vote]), at: vote, 1)
        }
        return try BallotFile(.debian, reading, options: options, kind: .ranking)
    }

    /// `Option 3------->: Steve McIntyre`, behind whatever is drawn before it.
    static func option(_ line: Range<Int>, _ bytes: [UInt8]) -> (number: Int, name: Range<Int>)? {
        guard let arrow = bytes[line].firstRange(of: Array(">:".utf8)),
            let word = bytes[line.lowerBound..<arrow.lowerBound].firstRange(of: Array("Option ".utf8))
        else { return nil }
        let label = word.upperBound..<arrow.lowerBound
        let digits = bytes[label].prefix(while: \.isDigit)
        guard let number = bytes.whole(digits.indices),
            bytes[digits.endIndex..<label.upperBound].allSatisfy({ $0 == 0x2D })
        else { return nil }
        return (number, bytes.trimmed(arrow.upperBound..<line.upperBound))
    }

    private static func name(_ range: Range<Int>, _ reading: inout Reading) -> String {
        if let name = String(validating: reading.bytes[range], as: UTF8.self) { return name }
        reading.note("a name is not UTF-8, so it is read as ISO 8859-1")
        return reading.bytes.latin1(range)
    }

    private static func isMark(_ byte: UInt8) -> Bool { byte == 0x2D || (byte.isDigit && byte != 0x30) }

    private static func ballot(_ marks: ArraySlice<UInt8>) -> Ballot {
        var groups = [[Int]](repeating: [], count: 10)
        for (option, mark) in marks.enumerated() where mark != 0x2D {
            groups[Int(mark - 0x30)].append(option)
        }
        let ranked = groups.filter { !$0.isEmpty }
        return ranked.isEmpty ? .blank : .ranking(Ranking(ranked))
    }
}

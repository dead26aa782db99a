extension BallotFile.Format {
    /// Looks at the content alone; nil for anything else.
    package init?(of bytes: [UInt8]) {
        var reading = Reading(bytes, lenient: false, progress: { _ in })
        while let line = reading.nextFilledLine() {
            if bytes.starts(line, with: "# DATA TYPE:") || bytes.starts(line, with: "# NUMBER ALTERNATIVES:")
            {
                self = .preflib
            } else if bytes[line.lowerBound] == 0x23 || bytes.areEqual(line, to: "---") {
                continue  // A comment in blt and ABIF, a header line in PrefLib, the beginning of YAML.
            } else if bytes.areEqual(line, to: "META") {
                self = .pabulib
            } else if let format = Self.ofLine(line, bytes) {
                self = format
            } else if Self.isSheet(bytes) {
                self = .debian
            } else {
                return nil
            }
            return
        }
        return nil
    }

    private static func ofLine(_ line: Range<Int>, _ bytes: [UInt8]) -> Self? {
        let first = bytes[line.lowerBound]
        if first == 0x7B {
            return isMetadata(line, bytes) ? .abif : isCastVoteRecords(bytes) ? .castVoteRecords : nil
        }
        if first == 0x3D { return .abif }
        for key in AbcvotingReader.keys where bytes.starts(line, with: key) { return .abcvoting }
        if BallotTableReader.recognises(line, bytes) { return .table }
        let words = bytes.words(line)
        if words.count >= 2, bytes.whole(words[0]) != nil, bytes.whole(words[1]) != nil { return .blt }
        return AbifReader.isBallot(line, bytes) ? .abif : nil
    }

    /// ABIF's metadata fill one line.
    private static func isMetadata(_ line: Range<Int>, _ bytes: [UInt8]) -> Bool {
        bytes[line.upperBound - 1] == 0x7D && line.upperBound < bytes.count - 1
            && !bytes.starts(line, with: "{\"ballot\"")
    }

    /// The report's type or its records show early in the file.
    private static func isCastVoteRecords(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(65_536)
        return ["\"CVR.", "\"CVR\""].contains { head.firstRange(of: Array($0.utf8)) != nil }
    }

    /// Whether a heading of vote.debian.org comes before the first ballot.
    private static func isSheet(_ bytes: [UInt8]) -> Bool {
        var reading = Reading(bytes, lenient: false, progress: { _ in })
        var hasOptions = false
        while let line = reading.nextLine() {
            if bytes.starts(line, with: "V: ") { return hasOptions }
            hasOptions = hasOptions || DebianReader.option(line, bytes) != nil
            if reading.line > 1000 { return false }
        }
        return false
    }
}

extension [UInt8] {
    func areEqual(_ range: Range<Int>, to word: StaticString) -> Bool {
        range.count == word.utf8CodeUnitCount && starts(range, with: word)
    }
}

/// Records of separated values with quoted fields, one after the other. Source: RFC 4180.
struct CSVReader {
    struct Record {
        /// The line it begins in, counted from 1.
        let line: Int
        let fields: [[UInt8]]
    }

    let bytes: [UInt8]
    let separator: UInt8
    /// Whether a quote inside a field that does not begin with one is a plain character.
    let allowsInnerQuotes: Bool
    /// Where the next record begins.
    private(set) var position: Int
    /// The number of lines read so far.
    private(set) var lines: Int

    init(
        _ bytes: [UInt8], separator: UInt8 = 0x2C, allowsInnerQuotes: Bool = false, position: Int = 0,
        lines: Int = 0
    ) {
        self.bytes = bytes
        self.separator = separator
        self.allowsInnerQuotes = allowsInnerQuotes
        self.position = position
        self.lines = lines
    }

    /// The next record; nil after the last. Line ends may be CR LF or LF; empty lines are skipped.
    mutating func next() throws(BallotFileError) -> Record? {
        while position < bytes.count {
            let (line, first) = (lines + 1, bytes[position])
            var fields: [[UInt8]] = []
            var isLast = false
            while !isLast {
                var field: [UInt8] = []
                isLast = try readField(&field)
                fields.append(field)
            }
            if fields != [[]] || first == 0x22 { return Record(line: line, fields: fields) }
        }
        return nil
    }

    /// Reads one field and what ends it; true if that was the end of the record.
    private mutating func readField(_ field: inout [UInt8]) throws(BallotFileError) -> Bool {
        let isQuoted = position < bytes.count && bytes[position] == 0x22
        if isQuoted { try readQuoted(&field) }
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case separator: return false
            case 0x0A:
                lines += 1
                return true
            case 0x0D where position == bytes.count || bytes[position] == 0x0A: break
            case _ where isQuoted || (byte == 0x22 && !allowsInnerQuotes):
                throw BallotFileError(line: lines + 1, reason: "a quote stands in the middle of a field")
            default: field.append(byte)
            }
        }
        lines += 1
        return true
    }

    /// Reads from one quote to the other; two quotes inside are one.
    private mutating func readQuoted(_ field: inout [UInt8]) throws(BallotFileError) {
        let start = lines + 1
        position += 1
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x22 {
                guard position < bytes.count, bytes[position] == 0x22 else { return }
                position += 1
            } else if byte == 0x0A {
                lines += 1
            }
            field.append(byte)
        }
        throw BallotFileError(line: start, reason: "a quote does not end")
    }
}

/// Comma-separated values with quoted fields.
enum CSV {
    static func records(_ bytes: [UInt8]) throws(BallotFileError) -> [(line: Int, fields: [String])] {
        var reader = CSVReader(bytes)
        var records: [(line: Int, fields: [String])] = []
        while let record = try reader.next() {
            var fields: [String] = []
            for field in record.fields {
                guard let text = String(validating: field, as: UTF8.self) else {
                    throw BallotFileError(line: record.line, reason: "the text is not UTF-8")
                }
                fields.append(text)
            }
            records.append((record.line, fields))
        }
        return records
    }

    static func record(_ fields: [String]) -> String {
        fields.map(quoted).joined(separator: ",") + "\r\n"
    }

    private static func quoted(_ field: String) -> String {
        guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
        let parts = field.split(separator: "\"", omittingEmptySubsequences: false)
        return "\"" + parts.joined(separator: "\"\"") + "\""
    }
}

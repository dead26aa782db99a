/// Comma-separated values with quoted fields. Source: RFC 4180.
enum CSV {
    /// The records with the line each begins in. Line ends may be CR LF or LF; empty lines are skipped.
    static func records(_ text: String) throws(BallotFileError) -> [(line: Int, fields: [String])] {
        var records: [(line: Int, fields: [String])] = []
        var fields: [String] = []
        var field: [UInt8] = []
        var (line, start) = (1, 1)
        var isQuoted = false
        var wasQuoted = false
        let bytes = Array(text.utf8)
        func finish() {
            fields.append(String(decoding: field, as: UTF8.self))
            field = []
            wasQuoted = false
        }
        var index = 0
        while index <= bytes.count {
            let byte = index < bytes.count ? bytes[index] : 0x0A
            if isQuoted, index == bytes.count {
                throw BallotFileError(line: start, reason: "a quote does not end")
            }
            switch byte {
            case 0x22 where isQuoted:
                if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
                    field.append(0x22)
                    index += 1
                } else {
                    (isQuoted, wasQuoted) = (false, true)
                }
            case _ where isQuoted:
                if byte == 0x0A { line += 1 }
                field.append(byte)
            case 0x2C: finish()
            case 0x0D where index + 1 < bytes.count && bytes[index + 1] == 0x0A: break
            case 0x0A:
                if !fields.isEmpty || !field.isEmpty || wasQuoted {
                    finish()
                    records.append((start, fields))
                    fields = []
                }
                line += 1
                start = line
            case 0x22 where field.isEmpty && !wasQuoted: isQuoted = true
            default:
                if wasQuoted || byte == 0x22 {
                    throw BallotFileError(line: line, reason: "a quote stands in the middle of a field")
                }
                field.append(byte)
            }
            index += 1
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

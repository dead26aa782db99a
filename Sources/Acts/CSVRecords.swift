/// The records of a comma-separated file. Source: RFC 4180; a byte order mark and bare LF are taken, too.
struct CSVRecords {
    /// Calls `body` with the fields of each record and the number of the line it begins in, from 1.
    static func each(of bytes: [UInt8], _ body: ([String], Int) throws -> Void) rethrows {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var line = 1
        var start = 1
        func end(record: Bool) throws {
            fields.append(String(decoding: field, as: UTF8.self))
            field.removeAll(keepingCapacity: true)
            guard record else { return }
            if fields != [""] { try body(fields, start) }
            fields.removeAll(keepingCapacity: true)
        }
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 10 { line += 1 }
            switch byte {
            case UInt8(ascii: "\"") where isQuoted && index < bytes.count && bytes[index] == byte:
                field.append(byte)
                index += 1
            case UInt8(ascii: "\""): isQuoted.toggle()
            case _ where isQuoted: field.append(byte)
            case UInt8(ascii: ","): try end(record: false)
            case 13 where index < bytes.count && bytes[index] == 10: continue
            case 10:
                try end(record: true)
                start = line
            default: field.append(byte)
            }
        }
        if !field.isEmpty || !fields.isEmpty { try end(record: true) }
    }
}

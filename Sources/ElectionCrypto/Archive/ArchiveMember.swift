/// One file of an archive, in exactly one byte form: an old-style tar header, the content, zeros to the next
/// multiple of 512. There are no blocks at the end of the archive, so that it can grow.
struct ArchiveMember {
    enum Kind: String {
        case data = ".data.json"
        case event = ".event.json"
    }

    let kind: Kind
    let content: [UInt8]
    let digest: Digest

    static let block = 512
    /// Bytes of one file: a shuffle of a million ballots has about as many.
    static let largest = 1 << 30

    static func bytes(name: String, content: [UInt8], timestamp: Int) -> [UInt8] {
        let padding = [UInt8](repeating: 0, count: padding(content.count))
        return header(name: name, size: content.count, timestamp: timestamp) + content + padding
    }

    static func padding(_ size: Int) -> Int { (block - size % block) % block }

    static func header(name: String, size: Int, timestamp: Int) -> [UInt8] {
        var header = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at offset: Int) {
            header.replaceSubrange(offset..<offset + text.utf8.count, with: text.utf8)
        }
        put(name, at: 0)
        put("0000644", at: 100)
        put("0000000", at: 108)
        put("0000000", at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(timestamp, digits: 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        let sum = header.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148)
        return header
    }

    private static func octal(_ number: Int, digits: Int) -> String {
        let text = String(number, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    /// The name and size a header states; nil where they cannot be read.
    static func nameAndSize(_ header: [UInt8]) -> (String, Int)? {
        let name = String(decoding: header.prefix(100).prefix { $0 != 0 }, as: UTF8.self)
        let digits = header[124..<135]
        guard digits.allSatisfy({ (48...55).contains($0) }) else { return nil }
        let size = digits.reduce(0) { $0 * 8 + Int($1 - 48) }
        return size <= largest ? (name, size) : nil
    }
}

/// A ustar archive in exactly one byte form, so that the same members always give the same bytes.
///
/// Regular files only, mode 0644, owner and group 0 without names, modified at 0, in the order given, two
/// blocks of zeros at the end. Source: POSIX.1-2017, pax, "ustar Interchange Format".
package enum Tar {
    package struct Member: Sendable, Hashable {
        /// At most 99 bytes of ASCII without a slash.
        package let name: String
        package let bytes: [UInt8]

        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    package static let mostMembers = 32
    /// Bytes of one member.
    package static let largest = 1 << 30

    private static let block = 512

    package static func write(_ members: [Member]) -> [UInt8] {
        parts(members) + end
    }

    /// Members one after the other, without the archive's end.
    static func parts(_ members: [Member]) -> [UInt8] {
        var out: [UInt8] = []
        for member in members {
            out += header(member.name, size: member.bytes.count)
            out += member.bytes
            out += filling(member.bytes.count)
        }
        return out
    }

    /// What stands before a member's bytes.
    static func header(_ name: String, size: Int) -> [UInt8] { header(name: Array(name.utf8), size: size) }

    /// What stands after a member's `size` bytes.
    static func filling(_ size: Int) -> [UInt8] { zeros(padding(size)) }

    static var end: [UInt8] { zeros(2 * block) }

    /// Reads what `write` writes and refuses every other byte.
    package static func read(_ bytes: [UInt8]) throws(RecordError) -> [Member] {
        var members: [Member] = []
        var position = 0
        while bytes.count - position > 2 * block {
            guard members.count < mostMembers else { throw RecordError("the archive has too many members") }
            let head = Array(bytes[position..<position + block])
            let name = Array(head.prefix(100).prefix { $0 != 0 })
            guard let size = octal(head[124..<135]), size <= largest, isPlain(name) else {
                throw RecordError("the header of member \(members.count + 1) is not one of ours")
            }
            guard head == header(name: name, size: size) else {
                throw RecordError("the header of member \(members.count + 1) is not one of ours")
            }
            let start = position + block
            let end = start + size + padding(size)
            guard end <= bytes.count else { throw RecordError("the archive ends too early") }
            let name8 = String(decoding: name, as: UTF8.self)
            members.append(Member(name: name8, bytes: Array(bytes[start..<start + size])))
            position = end
        }
        guard write(members) == bytes else {
            throw RecordError("the archive has bytes that its members do not give")
        }
        return members
    }

    /// Whether the bytes begin like an archive, even a damaged one.
    package static func looksLikeArchive(_ bytes: [UInt8], first name: String) -> Bool {
        guard bytes.count >= block else { return false }
        return bytes.starts(with: name.utf8) || bytes[257..<262].elementsEqual("ustar".utf8)
    }

    private static func header(name: [UInt8], size: Int) -> [UInt8] {
        var head = name + zeros(100 - name.count)
        for (number, digits) in [(0o644, 7), (0, 7), (0, 7), (size, 11), (0, 11)] {
            head += octal(number, digits: digits) + [0]
        }
        head += [UInt8](repeating: 0x20, count: 8)
        head += [UInt8(ascii: "0")] + zeros(100)
        head += Array("ustar".utf8) + [0] + Array("00".utf8) + zeros(64)
        head += octal(0, digits: 7) + [0] + octal(0, digits: 7) + [0]
        head += zeros(block - head.count)
        let sum = head.reduce(0) { $0 + Int($1) }
        head.replaceSubrange(148..<156, with: octal(sum, digits: 6) + [0, 0x20])
        return head
    }

    private static func isPlain(_ name: [UInt8]) -> Bool {
        !name.isEmpty && name.count < 100
            && name.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "/") }
    }

    private static func padding(_ size: Int) -> Int { (block - size % block) % block }

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    private static func octal(_ number: Int, digits: Int) -> [UInt8] {
        let text = Array(String(number, radix: 8).utf8)
        return [UInt8](repeating: UInt8(ascii: "0"), count: max(0, digits - text.count)) + text
    }

    private static func octal(_ digits: ArraySlice<UInt8>) -> Int? {
        digits.allSatisfy { (48...55).contains($0) } ? digits.reduce(0) { $0 * 8 + Int($1 - 48) } : nil
    }
}

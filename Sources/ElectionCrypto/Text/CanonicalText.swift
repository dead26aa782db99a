/// Reads text that has one byte form only, member by member in its fixed order.
///
/// What is accepted is what writing the value again would give: no spaces, no other order, no other spelling
/// of a number. So reading a ballot is the comparison with its canonical form.
struct CanonicalText {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many bytes are read.
    var offset: Int { position }
    var isAtEnd: Bool { position == bytes.count }

    /// Reads `word` if it stands here.
    mutating func take(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count else { return false }
        for index in position..<end where bytes[index] != word.utf8Start[index - position] { return false }
        position = end
        return true
    }

    mutating func expect(_ word: StaticString) throws(ElectionError) {
        guard take(word) else { throw ElectionError("\(word) is missing at byte \(position + 1)") }
    }

    /// What stands before the next quotation mark: printable ASCII without a backslash, which all numbers,
    /// elements, hashes and identifiers are.
    mutating func plainText() throws(ElectionError) -> String {
        let start = position
        while position < bytes.count, bytes[position] != 0x22 {
            guard bytes[position] >= 0x20, bytes[position] < 0x7F, bytes[position] != 0x5C else {
                throw ElectionError("byte \(position + 1) is not plain text")
            }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// `[item,item,…]`, possibly empty.
    mutating func list<Value>(
        _ item: (inout CanonicalText) throws(ElectionError) -> Value
    ) throws(ElectionError) -> [Value] {
        try expect("[")
        if take("]") { return [] }
        var values: [Value] = []
        repeat { values.append(try item(&self)) } while take(",")
        try expect("]")
        return values
    }
}

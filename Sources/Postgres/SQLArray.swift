/// A one-dimensional array column or value without NULLs. `[UInt8]` is bytea, hence a type of its own.
package struct SQLArray<Element: SQLBindable & SQLDecodable>: SQLBindable, SQLDecodable {
    package let elements: [Element]

    package init(_ elements: [Element]) { self.elements = elements }

    package static var sqlType: UInt32 {
        switch Element.sqlType {
        case 16: 1000
        case 17: 1001
        case 20: 1016
        case 25: 1009
        case 2950: 2951
        case 1082: 1182
        default: 1185
        }
    }

    /// Dimensions, has-null flag, element type, length, lower bound; then each element with its length.
    package var sqlBytes: [UInt8] {
        var out: [UInt8] = []
        func put(_ number: Int32) { withUnsafeBytes(of: number.bigEndian) { out += $0 } }
        put(elements.isEmpty ? 0 : 1)
        put(0)
        put(Int32(bitPattern: Element.sqlType))
        guard !elements.isEmpty else { return out }
        put(Int32(elements.count))
        put(1)
        for element in elements {
            let bytes = element.sqlBytes
            put(Int32(bytes.count))
            out += bytes
        }
        return out
    }

    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let sqlBytes, sqlBytes.count >= 12 else { return nil }
        func number(at offset: Int) -> Int {
            Int(Int32(bigEndian: sqlBytes.loadUnaligned(fromByteOffset: offset, as: Int32.self)))
        }
        guard number(at: 0) > 0 else {
            elements = []
            return
        }
        guard number(at: 0) == 1, sqlBytes.count >= 20 else { return nil }
        var elements: [Element] = []
        var offset = 20
        for _ in 0..<number(at: 12) {
            guard offset + 4 <= sqlBytes.count else { return nil }
            let length = number(at: offset)
            offset += 4
            guard length >= 0, offset + length <= sqlBytes.count,
                let element = Element(
                    sqlBytes: UnsafeRawBufferPointer(rebasing: sqlBytes[offset..<offset + length]))
            else { return nil }
            elements.append(element)
            offset += length
        }
        self.elements = elements
    }
}

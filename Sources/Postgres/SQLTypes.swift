package import Core
package import Foundation

/// A value a statement can bind, in PostgreSQL's binary format.
package protocol SQLBindable: Sendable {
    /// The type's object id in pg_type.
    static var sqlType: UInt32 { get }
    var sqlBytes: [UInt8] { get }
}

/// A value a column can be read as.
package protocol SQLDecodable {
    /// Nil bytes are NULL; answers nil if the bytes are not of this type.
    init?(sqlBytes: UnsafeRawBufferPointer?)
}

private func networkOrder(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.bigEndian) { Array($0) }
}

/// Reads 2, 4 or 8 bytes as a signed whole number.
private func integer(_ bytes: UnsafeRawBufferPointer?) -> Int64? {
    guard let bytes else { return nil }
    switch bytes.count {
    case 8: return Int64(bigEndian: bytes.loadUnaligned(as: Int64.self))
    case 4: return Int64(Int32(bigEndian: bytes.loadUnaligned(as: Int32.self)))
    case 2: return Int64(Int16(bigEndian: bytes.loadUnaligned(as: Int16.self)))
    default: return nil
    }
}

extension Int: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 20 }
    package var sqlBytes: [UInt8] { networkOrder(Int64(self)) }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let value = integer(sqlBytes) else { return nil }
        self = Int(value)
    }
}

extension Int64: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 20 }
    package var sqlBytes: [UInt8] { networkOrder(self) }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let value = integer(sqlBytes) else { return nil }
        self = value
    }
}

extension Bool: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 16 }
    package var sqlBytes: [UInt8] { [self ? 1 : 0] }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let sqlBytes, sqlBytes.count == 1 else { return nil }
        self = sqlBytes[0] != 0
    }
}

extension String: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 25 }
    package var sqlBytes: [UInt8] { Array(utf8) }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let sqlBytes else { return nil }
        self = String(decoding: sqlBytes, as: UTF8.self)
    }
}

extension [UInt8]: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 17 }
    package var sqlBytes: [UInt8] { self }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let sqlBytes else { return nil }
        self = Array(sqlBytes)
    }
}

extension UUID: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 2950 }
    package var sqlBytes: [UInt8] { withUnsafeBytes(of: uuid) { Array($0) } }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let sqlBytes, sqlBytes.count == 16 else { return nil }
        self.init(uuid: sqlBytes.loadUnaligned(as: uuid_t.self))
    }
}

/// Microseconds and days between 1970 and PostgreSQL's epoch, 2000-01-01.
private let epochDays: Int32 = 10_957
private let epochMicroseconds: Int64 = 946_684_800_000_000

extension Instant: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 1184 }
    package var sqlBytes: [UInt8] { networkOrder(microseconds - epochMicroseconds) }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let sqlBytes, sqlBytes.count == 8, let value = integer(sqlBytes) else { return nil }
        self.init(microseconds: value + epochMicroseconds)
    }
}

extension Day: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 1082 }
    package var sqlBytes: [UInt8] { networkOrder(Int32(daysSince1970) - epochDays) }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let sqlBytes, sqlBytes.count == 4, let value = integer(sqlBytes) else { return nil }
        self.init(daysSince1970: Int(value) + Int(epochDays))
    }
}

extension PersonID: SQLBindable, SQLDecodable {
    package static var sqlType: UInt32 { 2950 }
    package var sqlBytes: [UInt8] { rawValue.sqlBytes }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let uuid = UUID(sqlBytes: sqlBytes) else { return nil }
        self.init(rawValue: uuid)
    }
}

extension NumberID {
    package static var sqlType: UInt32 { 20 }
    package var sqlBytes: [UInt8] { rawValue.sqlBytes }
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard let value = integer(sqlBytes) else { return nil }
        self.init(value)
    }
}

extension ProcessID: SQLBindable, SQLDecodable {}
extension PhaseID: SQLBindable, SQLDecodable {}
extension DistrictID: SQLBindable, SQLDecodable {}
extension ProposalID: SQLBindable, SQLDecodable {}
extension CommentID: SQLBindable, SQLDecodable {}
extension AmendmentID: SQLBindable, SQLDecodable {}
extension TopicID: SQLBindable, SQLDecodable {}
extension StatementID: SQLBindable, SQLDecodable {}
extension CaseID: SQLBindable, SQLDecodable {}
extension ElectionID: SQLBindable, SQLDecodable {}

extension Optional: SQLDecodable where Wrapped: SQLDecodable {
    package init?(sqlBytes: UnsafeRawBufferPointer?) {
        guard sqlBytes != nil else {
            self = Wrapped?.none
            return
        }
        guard let value = Wrapped(sqlBytes: sqlBytes) else { return nil }
        self = value
    }
}

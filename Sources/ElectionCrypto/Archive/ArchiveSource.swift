import Foundation

/// Where an archive's bytes come from. A file is read in pieces, as often as it is needed.
package enum ArchiveSource: Sendable {
    case file(String)
    case bytes([UInt8])

    func open() throws(ElectionError) -> ArchiveBytes {
        switch self {
        case .bytes(let bytes): return ArchiveBytes(bytes)
        case .file(let path):
            guard let file = FileHandle(forReadingAtPath: path) else {
                throw ElectionError("\(path) cannot be opened", kind: .unknown)
            }
            return ArchiveBytes(file)
        }
    }
}

/// The bytes of an archive, one piece after the other.
struct ArchiveBytes {
    private let file: FileHandle?
    private var buffer: [UInt8]
    private var position = 0
    /// How many bytes were taken.
    private(set) var offset = 0

    private static let piece = 1 << 20

    init(_ bytes: [UInt8]) {
        file = nil
        buffer = bytes
    }

    init(_ file: FileHandle) {
        self.file = file
        buffer = []
    }

    /// The next `count` bytes, or as many as are left. Room is taken only for bytes that are there.
    mutating func take(_ count: Int) throws(ElectionError) -> [UInt8] {
        var out: [UInt8] = []
        while out.count < count {
            if position == buffer.count {
                guard try refill() else { break }
            }
            let end = min(buffer.count, position + count - out.count)
            out += buffer[position..<end]
            position = end
        }
        offset += out.count
        return out
    }

    private mutating func refill() throws(ElectionError) -> Bool {
        guard let file else { return false }
        do {
            buffer = try file.read(upToCount: ArchiveBytes.piece).map(Array.init) ?? []
        } catch {
            throw ElectionError("the archive cannot be read on")
        }
        position = 0
        return !buffer.isEmpty
    }
}

package import Core
import Foundation
package import TransparencyLog

/// A server's folder of static files in the layout of c2sp.org/tlog-tiles: `checkpoint`, `tile/…`.
///
/// A cache: everything in it can be made again from the database.
package struct LogFolder: Sendable {
    package let path: String

    package init(_ path: String) { self.path = path }

    /// What a tile's address is about: the hashes, or the entries below them.
    package enum Content: Sendable, CaseIterable {
        case hashes, entries
    }

    func file(_ tile: Tile, _ content: Content) -> String {
        "\(path)/\(content == .hashes ? tile.path : tile.entriesPath)"
    }

    private var checkpointFile: String { path + "/checkpoint" }

    /// The published checkpoint; nil while there is none.
    package func checkpoint() throws -> [UInt8]? { try DurableFile.read(checkpointFile) }

    /// When the log last said that this checkpoint is its newest: the time of the file.
    package func checkpointTime() -> Instant? {
        let time =
            try? FileManager.default.attributesOfItem(atPath: checkpointFile)[.modificationDate] as? Date
        return time.map { Instant(seconds: Int64($0.timeIntervalSince1970)) }
    }

    /// Says so again: the same bytes are as good as new.
    func dateCheckpoint(_ time: Instant) throws {
        let date = Date(timeIntervalSince1970: TimeInterval(time.seconds))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: checkpointFile)
    }

    func write(checkpoint: [UInt8]) throws { try DurableFile.write(checkpoint, to: checkpointFile) }

    func read(_ tile: Tile, _ content: Content) throws -> [UInt8]? {
        try DurableFile.read(file(tile, content))
    }

    /// Makes the file what it should be; whether it was another or none.
    func put(_ bytes: [UInt8], _ tile: Tile, _ content: Content) throws -> Bool {
        if try read(tile, content) == bytes { return false }
        try DurableFile.write(bytes, to: file(tile, content))
        return true
    }

    /// The bytes to serve under a tile's address: its file, else the beginning of the widest that was published.
    ///
    /// Every width below that was, or could have been, the edge of some checkpoint, also of one before the folder
    /// was made again.
    package func bytes(of tile: Tile, _ content: Content) throws -> [UInt8]? {
        if let bytes = try read(tile, content) { return bytes }
        guard !tile.isFull, let wider = try wider(than: tile) else { return nil }
        guard let bytes = try read(wider, content) else { return nil }
        switch content {
        case .hashes: return Array(bytes.prefix(tile.width * Hash.length))
        case .entries:
            return EntryBundle.decode(bytes).flatMap { EntryBundle.encode(Array($0.prefix(tile.width))) }
        }
    }

    /// The tile as wide as the published checkpoint has it, if that is wider.
    private func wider(than tile: Tile) throws -> Tile? {
        guard let note = try checkpoint() else { return nil }
        let size = try Checkpoint(parsing: SignedNote(parsing: note).text).size
        let count = tile.level < 8 ? size >> (8 * tile.level) : 0
        let width = min(Tile.fullWidth, count - tile.index * Tile.fullWidth)
        return width > tile.width ? Tile(level: tile.level, index: tile.index, width: width) : nil
    }

    /// Removes partial tiles whose full tile stands since before `time`, and what an interrupted write left.
    package func sweep(before time: Instant) throws {
        let files = FileManager.default
        guard let walk = files.enumerator(atPath: path + "/tile") else { return }
        var gone: [String] = []
        for case let name as String in walk {
            let place = "\(path)/tile/\(name)"
            let standsFor = name.hasSuffix(".p") ? String(place.dropLast(2)) : place
            guard name.hasSuffix(".p") || name.hasSuffix(DurableFile.draftEnding) else { continue }
            if name.hasSuffix(".p") { walk.skipDescendants() }
            guard files.fileExists(atPath: standsFor) else { continue }
            let attributes = try files.attributesOfItem(atPath: standsFor)
            guard let date = attributes[.modificationDate] as? Date,
                Int64(date.timeIntervalSince1970) < time.seconds
            else { continue }
            gone.append(place)
        }
        for place in gone { try files.removeItem(atPath: place) }
    }
}

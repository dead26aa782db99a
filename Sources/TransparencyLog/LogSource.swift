/// Where a log's public files are, such as a folder or a web server, laid out as c2sp.org/tlog-tiles says.
package protocol LogSource: Sendable {
    /// The whole file, such as `checkpoint` or `tile/0/x001/234.p/7`; nil if there is none.
    func file(_ path: String) async throws -> [UInt8]?
}

/// What is wrong with a file of a log. The path is as in `LogSource`.
package enum LogFileFault: Error, Hashable, Sendable {
    case missing(String)
    /// It has not the length or form that such a file has.
    case malformed(String)
    /// It is not what the tile above it, and so the root, was computed from.
    case differs(String)
    /// The unfinished tiles together do not give the root that the checkpoint states.
    case otherRoot
}

extension LogSource {
    /// The tile's hashes, 32 bytes each, at least `width` of them. A partial tile may have grown into the full one.
    package func hashes(of tile: Tile) async throws -> [UInt8] {
        if let bytes = try await file(tile.path) {
            guard bytes.count == tile.width * Hash.length else { throw LogFileFault.malformed(tile.path) }
            return bytes
        }
        guard !tile.isFull, let bytes = try await file(tile.full.path) else {
            throw LogFileFault.missing(tile.path)
        }
        guard bytes.count == Tile.fullWidth * Hash.length else {
            throw LogFileFault.malformed(tile.full.path)
        }
        return Array(bytes.prefix(tile.width * Hash.length))
    }

    /// The bundle of the entries below a tile of level 0; cut to the tile's width where only the full one is left.
    package func bundle(of tile: Tile) async throws -> [UInt8] {
        if let bytes = try await file(tile.entriesPath) {
            guard EntryBundle.length(of: tile.width, in: bytes) == bytes.count else {
                throw LogFileFault.malformed(tile.entriesPath)
            }
            return bytes
        }
        guard !tile.isFull, let bytes = try await file(tile.full.entriesPath) else {
            throw LogFileFault.missing(tile.entriesPath)
        }
        guard let length = EntryBundle.length(of: tile.width, in: bytes) else {
            throw LogFileFault.malformed(tile.full.entriesPath)
        }
        return Array(bytes.prefix(length))
    }

    /// How many leaves the tiles here cover, as far as the place's own checkpoint says, whoever signed it; at least
    /// `size`. Old partial tiles may be gone, so tiles are read as wide as this allows.
    package func size(atLeast size: Int) async throws -> Int {
        guard let bytes = try await file("checkpoint"), let note = try? SignedNote(parsing: bytes),
            let own = try? Checkpoint(parsing: note.text)
        else { return size }
        return max(size, own.size)
    }

    /// A computation over tiles, such as a proof: begun anew with each tile that it still lacked.
    package func compute<Value>(_ body: (TileReader) throws -> Value) async throws -> Value {
        var known: [Tile: [Hash]] = [:]
        while true {
            do {
                return try body { tile in
                    guard let hashes = known[tile] else { throw Wanted(tile: tile) }
                    return hashes
                }
            } catch let wanted as Wanted {
                known[wanted.tile] = wanted.tile.decode(try await hashes(of: wanted.tile))
            }
        }
    }
}

/// A tile that a computation asked for and that was not fetched yet.
private struct Wanted: Error {
    let tile: Tile
}

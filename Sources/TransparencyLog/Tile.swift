/// An address of 1…256 neighbouring hashes of one level of the log, as it is stored and served.
///
/// Level 0 holds leaf hashes. Above it, element i of tile n is the root of the full
/// tile n·256+i one level down.
/// Source: c2sp.org/tlog-tiles.
package struct Tile: Hashable, Sendable {
    package static let fullWidth = 256

    /// 0…63.
    package let level: Int
    /// The place among the level's tiles, from 0.
    package let index: Int
    /// How many hashes it holds, 1…256.
    package let width: Int

    /// Nil outside the ranges above.
    package init?(level: Int, index: Int, width: Int = fullWidth) {
        guard (0...63).contains(level), index >= 0, (1...Tile.fullWidth).contains(width) else { return nil }
        self.init(unchecked: level, index, width)
    }

    init(unchecked level: Int, _ index: Int, _ width: Int) {
        self.level = level
        self.index = index
        self.width = width
    }

    package var isFull: Bool { width == Tile.fullWidth }

    /// The tile this one grows into; clients fall back to it once a partial tile is deleted.
    package var full: Tile { Tile(unchecked: level, index, Tile.fullWidth) }

    /// `tile/0/x001/x234/067`, with `.p/112` behind it for a partial tile.
    package var path: String { "tile/\(level)/\(place)" }

    /// `tile/entries/x001/x234/067`: where the entries below a tile of level 0 are.
    package var entriesPath: String { "tile/entries/\(place)" }

    private var place: String {
        var rest = index / 1000
        var name = Tile.threeDigits(index % 1000)
        while rest > 0 {
            name = "x\(Tile.threeDigits(rest % 1000))/" + name
            rest /= 1000
        }
        return isFull ? name : "\(name).p/\(width)"
    }

    private static func threeDigits(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.count) + digits
    }

    /// For each level of a tree, lowest first, its unfinished tile; nil where the last one is full.
    package static func unfinished(in size: Int) -> [Tile?] {
        var tiles: [Tile?] = []
        var count = size
        while count > 0 {
            let width = count % fullWidth
            tiles.append(
                width == 0 ? nil : Tile(unchecked: tiles.count, count / fullWidth, width))
            count /= fullWidth
        }
        return tiles
    }

    /// Every tile, full or partial, that is new when a log grows between two sizes, lowest level first.
    package static func needed(from oldSize: Int, to newSize: Int) -> [Tile] {
        var tiles: [Tile] = []
        var (level, old, new) = (0, oldSize, newSize)
        while new > 0 {
            if old < new {
                for index in old / fullWidth..<new / fullWidth {
                    tiles.append(Tile(unchecked: level, index, fullWidth))
                }
                if new % fullWidth > 0 {
                    tiles.append(Tile(unchecked: level, new / fullWidth, new % fullWidth))
                }
            }
            (level, old, new) = (level + 1, old / fullWidth, new / fullWidth)
        }
        return tiles
    }
}

extension Tile {
    /// Reads what `path` and `entriesPath` write and nothing else; entries stand at level 0.
    package init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 3, parts[0] == "tile" else { return nil }
        let isEntries = parts[1] == "entries"
        guard let level = isEntries ? 0 : plainNumber(parts[1]) else { return nil }

        var names = Array(parts[2...])
        var width = Tile.fullWidth
        if names.count >= 2, names[names.count - 2].hasSuffix(".p") {
            guard let partial = plainNumber(names.removeLast()), partial < Tile.fullWidth else { return nil }
            width = partial
            names.append(String(names.removeLast().dropLast(2)))
        }
        let digits = names.map { $0.hasPrefix("x") ? String($0.dropFirst()) : $0 }.joined()
        guard digits.utf8.count <= 18, let index = Int(digits),
            let tile = Tile(level: level, index: index, width: width)
        else { return nil }
        guard (isEntries ? tile.entriesPath : tile.path).hasBytes(of: path) else { return nil }
        self = tile
    }

    /// The tile's file: its hashes one after the other, 32 bytes each. Nil unless there are `width` of them.
    package func encode(_ hashes: [Hash]) -> [UInt8]? {
        hashes.count == width ? hashes.flatMap(\.bytes) : nil
    }

    /// Reads what `encode` writes; nil for another length.
    package func decode(_ bytes: [UInt8]) -> [Hash]? {
        guard bytes.count == width * Hash.length else { return nil }
        return stride(from: 0, to: bytes.count, by: Hash.length).map {
            Hash(digest: Array(bytes[$0..<$0 + Hash.length]))
        }
    }
}

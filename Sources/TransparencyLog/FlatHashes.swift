import CSodium

/// Hashing of whole tiles, 32 bytes a hash one after the other: no memory of its own for each hash, so a log of
/// millions of entries is replayed in seconds.
enum FlatHashes {
    /// The leaf hashes of a bundle's entries. The bundle must be well formed (`EntryBundle.length`).
    static func leaves(of bundle: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: Hash.length * Tile.fullWidth)
        var count = 0
        bundle.withUnsafeBufferPointer { bytes in
            out.withUnsafeMutableBufferPointer { hashes in
                guard let entries = bytes.baseAddress, let first = hashes.baseAddress else { return }
                var position = 0
                while position < bytes.count, count < Tile.fullWidth {
                    let length = Int(bytes[position]) << 8 | Int(bytes[position + 1])
                    var state = crypto_hash_sha256_state()
                    var prefix: UInt8 = 0x00
                    crypto_hash_sha256_init(&state)
                    crypto_hash_sha256_update(&state, &prefix, 1)
                    crypto_hash_sha256_update(&state, entries + position + 2, UInt64(length))
                    crypto_hash_sha256_final(&state, first + count * Hash.length)
                    position += 2 + length
                    count += 1
                }
            }
        }
        return Array(out.prefix(count * Hash.length))
    }

    /// The root over the hashes of a full tile.
    static func root(ofFull tile: [UInt8]) -> [UInt8] {
        precondition(tile.count == Tile.fullWidth * Hash.length, "the tile must be full")
        var level = tile
        var input = [UInt8](repeating: 0x01, count: 1 + 2 * Hash.length)
        level.withUnsafeMutableBytes { hashes in
            input.withUnsafeMutableBytes { node in
                guard let first = hashes.baseAddress, let start = node.baseAddress else { return }
                let digests = first.assumingMemoryBound(to: UInt8.self)
                let whole = start.assumingMemoryBound(to: UInt8.self)
                var width = Tile.fullWidth
                while width > 1 {
                    width /= 2
                    for place in 0..<width {
                        (start + 1).copyMemory(
                            from: first + 2 * place * Hash.length, byteCount: 2 * Hash.length)
                        crypto_hash_sha256(digests + place * Hash.length, whole, UInt64(node.count))
                    }
                }
            }
        }
        return Array(level.prefix(Hash.length))
    }
}

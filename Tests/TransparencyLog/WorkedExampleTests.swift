import Core
import Testing

import TransparencyLog

@Suite("The worked example")
struct WorkedExampleTests {
    @Test("has the leaf hashes computed elsewhere", arguments: [
        (0, "cc9983731b03d95b0ca6cff610c668566ca99968985085e98a35ef3d6cc86bc7"),
        (3, "9ab0052fcfc492b3aa734b569742763215fba85988fded65332226965372119e"),
        (6, "7b7d188f3c7f686352ad402f3bb13096dcb848349ce6ae49905fce82dbf34c11"),
    ])
    func leafHashes(index: Int, hex: String) {
        #expect(WorkedExample.leaves[index].bytes.hex == hex)
    }

    @Test("has the roots computed elsewhere", arguments: [
        (0, "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        (1, "zJmDcxsD2VsMps/2EMZoVmypmWiYUIXpijXvPWzIa8c="),
        (2, "mJxkOMHh1qtHx65+u6vjAyfgE1aQ8k0uH12HiAUOCPE="),
        (3, "N9I31y1n+8NbP8USt1n4PZBrKKS3v19hkYSHk0Lql+c="),
        (4, "b6oth4b8wKcJ214JVSu+PkzHpwlkIj3WcaTBKdf9DrM="),
        (5, "zPSoyoQu/BkdpAKusAGEj2ylR8t/cHpwVFM2g0oLbdA="),
        (6, "NgcvrwglzkyiswprLEb4/mNWdWNm/f0CoJjZl+1vDk0="),
        (7, "Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU="),
    ])
    func roots(size: Int, base64: String) {
        #expect(root(of: WorkedExample.leaves.prefix(size)).base64 == base64)
    }

    @Test("has the public keys computed elsewhere")
    func keys() throws {
        #expect(
            try WorkedExample.log().vkey.description
                == "audit.example.org/town+482ecea6+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4")
        #expect(
            try WorkedExample.press().vkey.description
                == "witness.example.net/press+e175a987+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X")
        #expect(
            try WorkedExample.university().vkey.description
                == "witness.example.edu/uni+2203cf1b+BCVDuS/xCVURR2rcg2nbbdyTNmWhGXjdoUBO4QZsqVWd")
    }

    @Test("signs the checkpoint of size 7 byte for byte")
    func checkpoint() throws {
        let note = try WorkedExample.checkpoint(size: 7).sign(with: WorkedExample.log())
        #expect(note.bytes.count == 191)
        #expect(digest(note.bytes) == "dee402e34de256a7a198d02e3ece1820c6d485b03f2589571967eb9910f9c2d8")
    }

    @Test("signs the checkpoint of size 3 byte for byte")
    func smallCheckpoint() throws {
        let note = try WorkedExample.checkpoint(size: 3).sign(with: WorkedExample.log())
        let payload = "SC7Opo145fnEPk6VJjyRVN72aFQJErtV29yKrWnjpxZsZQrKInIoaauwr/tBr7nw4cy4sIFnpj0O49Wp+Mc6Bmel/Qg="
        #expect(note.signatures.map(\.description) == ["\u{2014} audit.example.org/town " + payload])
    }

    @Test("makes the receipt of entry 3 byte for byte, and reads it back")
    func receipt() throws {
        let proof = try WorkedExample.receipt()
        #expect(proof.bytes.count == 705)
        #expect(digest(proof.bytes) == "ef6952c0959a4874ef7ac31704fe4e83521b7e276cb7ce8ba2bbb4c19621d5fe")
        #expect(try LogProof(parsing: proof.bytes) == proof)
    }

    @Test("makes the request to a witness byte for byte, and reads it back")
    func request() throws {
        let request = WitnessRequest(
            oldSize: 3, proof: consistencyProof(from: 3, to: 7, in: WorkedExample.leaves),
            checkpoint: try WorkedExample.checkpoint(size: 7).sign(with: WorkedExample.log()))
        #expect(request.proof.map(\.base64) == [
            "iNPoJtLIvOhKGYVxtyyvrdKaO0OdZjZRZQWu3gi4o+I=", "mrAFL8/EkrOqc0tWl0J2MhX7qFmI/e1lMyImllNyEZ4=",
            "mJxkOMHh1qtHx65+u6vjAyfgE1aQ8k0uH12HiAUOCPE=", "rNzH8Ws951xthEB9ZAQtvetEf3IcZNzqg3sVlH2ld7Q=",
        ])
        #expect(request.bytes.count == 378)
        #expect(digest(request.bytes) == "a1558186c51d32a2d8fdaa7b9dfbbc06c011568b66d508c376bd3dd3ddf272d5")
        #expect(try WitnessRequest(parsing: request.bytes) == request)
    }

    @Test("has the tile and the bundle computed elsewhere")
    func tiles() throws {
        #expect(Tile.needed(from: 0, to: 7).map(\.path) == ["tile/0/000.p/7"])
        let tile = try #require(Tile(level: 0, index: 0, width: 7))
        let hashes = try #require(tile.encode(WorkedExample.leaves))
        #expect(hashes.count == 224)
        #expect(digest(hashes) == "55bf080e83555a9deffa60a05330a88bcf710b1115f9ce0421a2c816e1bf9f9c")
        #expect(tile.decode(hashes) == WorkedExample.leaves)

        #expect(tile.entriesPath == "tile/entries/000.p/7")
        let bundle = try #require(EntryBundle.encode(WorkedExample.entries))
        #expect(bundle.count == 392)
        #expect(bundle.starts(with: [0x00, 0x36, 0x7B, 0x22, 0x76]))
        #expect(digest(bundle) == "b741d13f07fa2cf7290a1bdedf4d0f84ccab9c8f6073b296018dc97483b50483")
        #expect(EntryBundle.decode(bundle) == WorkedExample.entries)
    }

    @Test("is accepted whole")
    func verdict() throws {
        let verdict = verify(
            proof: try WorkedExample.receipt(), leaf: WorkedExample.entries[3], policy: try WorkedExample.policy())
        let press = try #require(PolicyWord("press"))
        let university = try #require(PolicyWord("uni"))
        #expect(verdict == .valid(
            origin: WorkedExample.origin, size: 7, index: 3,
            witnesses: [press: WorkedExample.time, university: WorkedExample.time]))
    }

    private func digest(_ bytes: [UInt8]) -> String { SHA256.hash(bytes).bytes.hex }
}

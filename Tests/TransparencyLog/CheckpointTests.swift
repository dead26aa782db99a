import Core
import Testing

@testable import TransparencyLog

@Suite("A checkpoint")
struct CheckpointTests {
    static let root = "Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYU="

    @Test("is printed as it was read", arguments: [
        "audit.example.org/town\n7\n\(root)\n",
        "audit.example.org/town\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "the town's log\n9223372036854775807\n\(root)\n",
        "audit.example.org/town\n7\n\(root)\nan extension\nand another\n",
    ])
    func roundTrip(text: String) throws {
        #expect(try Checkpoint(parsing: text).text == text)
    }

    @Test("is not read from", arguments: [
        "", "\n", "log.example\n7\n", "log.example\n+7\n\(root)\n", "log.example\n007\n\(root)\n",
        "log.example\n-7\n\(root)\n", "log.example\n 7\n\(root)\n", "log.example\n\n\(root)\n",
        "log.example\n9223372036854775808\n\(root)\n", "log.example\n٧\n\(root)\n",
        "log.example\r\n7\r\n\(root)\r\n", "log.example\n7\n\(root)", "\n7\n\(root)\n", "log.example\n7\n\(root)\n\n",
        "log.example\n7\n\(root)\n\nextension\n", "log.example\n7\nEb59s+yzwgxZk5um\n", "log.example\n7\n\(root)=\n",
        "log.example\n7\n\(root.dropLast())\n", "log.example\n0\n\(root)\n",
    ])
    func malformed(text: String) {
        #expect(throws: LogFormatError.self) { try Checkpoint(parsing: text) }
    }

    @Test("has an origin and a size from 0")
    func refusals() throws {
        let root = try #require(Hash(base64: Self.root))
        #expect(Checkpoint(origin: "", size: 7, root: root) == nil)
        #expect(Checkpoint(origin: "log\n8", size: 7, root: root) == nil)
        #expect(Checkpoint(origin: "log", size: -1, root: root) == nil)
        #expect(Checkpoint(origin: "log", size: 7, root: root, extensions: [""]) == nil)
    }

    @Test("is cosigned with the second it was seen")
    func cosignature() throws {
        let press = try WorkedExample.press()
        let signed = try WorkedExample.checkpoint(size: 7).sign(with: WorkedExample.log())
        let time = Instant(microseconds: 1_790_000_007_999_999)
        let note = try signed.adding(press.cosign(signed.text, at: time))
        #expect(
            note.verify(with: [press.vkey])
                == .valid([VerifiedSignature(key: press.vkey, time: Instant(seconds: 1_790_000_007))]))
    }

    @Test("is not cosigned at another time than the witness stated, however late")
    func otherTime() throws {
        let press = try WorkedExample.press()
        let signed = try WorkedExample.checkpoint(size: 7).sign(with: WorkedExample.log())
        let line = press.cosign(signed.text, at: WorkedExample.time).description
        let coded = try #require(line.split(separator: " ").last)
        for place in 4..<12 {
            var payload = try #require([UInt8](base64: String(coded)))
            payload[place] ^= 0x7F
            let note = try signed.adding(NoteSignature(parsing: "\u{2014} \(press.name) \(payload.base64)"))
            #expect(note.verify(with: [press.vkey]) == .invalid(.badSignature))
        }
    }
}

@Suite("A hash")
struct HashTests {
    @Test("has 32 bytes, in one Base64 form")
    func forms() throws {
        let hash = try #require(Hash(base64: CheckpointTests.root))
        #expect(hash.bytes.count == 32)
        #expect(hash.base64 == CheckpointTests.root)
        #expect(Hash(bytes: hash.bytes.dropLast()) == nil)
        #expect(Hash(base64: "Eb59s+yzwgxZk5um+RSdFeYzeORrxOAL5B5JOplDbYV=") == nil)
        #expect(Hash(base64: "Eb59s-yzwgxZk5um-RSdFeYzeORrxOAL5B5JOplDbYU=") == nil)
    }
}

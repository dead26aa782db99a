import Core
import Testing

@testable import TransparencyLog

@Suite("A signed note")
struct SignedNoteTests {
    static let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
    static let line =
        "\u{2014} example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
    static let example = "This is an example message.\n\n\(line)\n"

    @Test("of the specification verifies")
    func specification() throws {
        // c2sp.org/signed-note, "Verifier keys"
        let key = try VerifierKey(parsing: Self.vkey)
        let note = try SignedNote(parsing: Array(Self.example.utf8))
        #expect(note.text == "This is an example message.\n")
        #expect(note.description == Self.example)
        #expect(note.verify(with: [key]) == .valid([VerifiedSignature(key: key, time: nil)]))
    }

    @Test("with another text does not verify")
    func otherText() throws {
        let note = try SignedNote(parsing: Array("This is an Example message.\n\n\(Self.line)\n".utf8))
        #expect(note.verify(with: [try VerifierKey(parsing: Self.vkey)]) == .invalid(.badSignature))
    }

    @Test("may hold blank lines: the last one ends the text")
    func blankLines() throws {
        let key = try WorkedExample.log()
        let note = try SignedNote(text: "a\n\n\nb\n", signatures: [key.sign("a\n\n\nb\n")])
        #expect(try SignedNote(parsing: note.bytes) == note)
        #expect(note.verify(with: [key.vkey]) == .valid([VerifiedSignature(key: key.vkey, time: nil)]))
    }

    @Test("passes over 40 unknown signatures, also of a known name or a known id")
    func unknownSignatures() throws {
        let key = try WorkedExample.log()
        var note = try WorkedExample.checkpoint(size: 7).sign(with: key)
        for seed in UInt8(1)...40 {
            let name = seed.isMultiple(of: 2) ? key.name : "grease.example"
            let stranger = try #require(SigningKey(name: name, seed: Array(repeating: seed, count: 32)))
            note = try note.adding(stranger.sign("something else\n"))
        }
        let sameID = note.signatures[0].description.replacing(key.name, with: "other.example")
        note = try note.adding(NoteSignature(parsing: sameID))
        let again = try SignedNote(parsing: note.bytes)
        #expect(again == note)
        #expect(again.verify(with: [key.vkey]) == .valid([VerifiedSignature(key: key.vkey, time: nil)]))
    }

    @Test("is refused whole if one known signature fails")
    func failingSignature() throws {
        let (log, press) = (try WorkedExample.log(), try WorkedExample.press())
        let note = try WorkedExample.checkpoint(size: 7).sign(with: log)
            .adding(press.cosign("something else\n", at: WorkedExample.time))
        #expect(note.verify(with: [log.vkey]) == .valid([VerifiedSignature(key: log.vkey, time: nil)]))
        #expect(note.verify(with: [log.vkey, press.vkey]) == .invalid(.badSignature))
    }

    @Test("without a known signature is refused")
    func noKnownSignature() throws {
        let note = try WorkedExample.checkpoint(size: 7).sign(with: WorkedExample.log())
        #expect(note.verify(with: [try WorkedExample.press().vkey]) == .invalid(.noKnownSignature))
        #expect(note.verify(with: []) == .invalid(.noKnownSignature))
    }

    @Test("is not read from", arguments: [
        ("", "nothing"),
        (String(example.dropLast()), "no newline at the end"),
        (example.replacing("\n", with: "\r\n"), "CRLF"),
        ("This is an example message.\n\(line)\n", "no blank line"),
        ("This is an example message.\n\n", "no signature"),
        ("\n\(line)\n", "no text"),
        ("\(example)\n", "a blank line at the end"),
        ("This is\tan example message.\n\n\(line)\n", "a tab"),
        ("A text.\n\n\(line) \n", "a space at the end of a signature"),
        ("A text.\n\n\(line.replacing("\u{2014}", with: "-"))\n", "a hyphen for a dash"),
        ("A text.\n\n\(line.replacing("/foo", with: "+foo"))\n", "a plus in a name"),
        ("A text.\n\n\(line.replacing("/foo", with: "\u{A0}foo"))\n", "a no-break space in a name"),
        ("A text.\n\n\(line.dropLast())\n", "Base64 without padding"),
        ("A text.\n\n\u{2014} example.com/foo Uw2QOg==\n", "an empty signature"),
        ("A text.\n\n\u{2014}  Uw2QOkn8\n", "an empty name"),
    ])
    func malformed(text: String, why: String) {
        #expect(throws: LogFormatError.self, "\(why)") { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test("is UTF-8")
    func invalidUTF8() {
        #expect(throws: LogFormatError("not UTF-8")) {
            try SignedNote(parsing: [0xFF] + Array(Self.example.utf8))
        }
    }

    @Test("has at most 100 signatures and a million bytes")
    func limits() throws {
        let lines = String(repeating: Self.line + "\n", count: 101)
        #expect(throws: LogFormatError.self) { try SignedNote(parsing: Array("A text.\n\n\(lines)".utf8)) }
        let long = String(repeating: "a", count: 1_000_000)
        #expect(throws: LogFormatError.self) { try SignedNote(parsing: Array("\(long)\n\n\(Self.line)\n".utf8)) }
    }
}

@Suite("A verifier key")
struct VerifierKeyTests {
    @Test("is printed as it was read, also with plus signs in its Base64", arguments: [
        SignedNoteTests.vkey,
        // golang.org/x/mod, sumdb/note/note_test.go; transparency-dev/formats, note/note_cosigv1_test.go
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "TEST+7997405c+AQcC+FTVKf0jlTdHDY3rbevmnKxxPjigCXlVtGe6RIr6",
    ])
    func roundTrip(text: String) throws {
        #expect(try VerifierKey(parsing: text).description == text)
    }

    @Test("is not read from", arguments: [
        "", "example.com/foo", "example.com/foo+530d903a",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3Q==",
        "example.com/foo+530d903a+B+kyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ])
    func malformed(text: String) {
        #expect(throws: LogFormatError.self) { try VerifierKey(parsing: text) }
    }

    @Test("of ML-DSA-44 is read but never counts as a signature")
    func postQuantum() throws {
        let key = try #require(
            VerifierKey(name: "witness.example", type: .mlDSA44, key: [UInt8](repeating: 5, count: 1312)))
        #expect(try VerifierKey(parsing: key.description) == key)
        let id = String(key.description.split(separator: "+")[1])
        let payload = try #require([UInt8](hex: id)) + [UInt8](repeating: 0, count: 8 + 2420)
        let log = try WorkedExample.log()
        let note = try WorkedExample.checkpoint(size: 7).sign(with: log)
            .adding(NoteSignature(parsing: "\u{2014} witness.example \(payload.base64)"))
        #expect(note.verify(with: [log.vkey, key]) == .valid([VerifiedSignature(key: log.vkey, time: nil)]))
        #expect(note.verify(with: [key]) == .invalid(.noKnownSignature))
    }
}

@Suite("A signing key")
struct SigningKeyTests {
    @Test("needs 32 bytes and a name without spaces and plus signs")
    func refusals() {
        let seed = [UInt8](repeating: 1, count: 32)
        #expect(SigningKey(name: "log.example", seed: Array(seed.dropLast())) == nil)
        #expect(SigningKey(name: "", seed: seed) == nil)
        #expect(SigningKey(name: "a log", seed: seed) == nil)
        #expect(SigningKey(name: "a+log", seed: seed) == nil)
        #expect(CosigningKey(name: "a log", seed: seed) == nil)
    }

    @Test("does not print its secret")
    func printing() throws {
        let key = try WorkedExample.log()
        var dumped = ""
        dump(key, to: &dumped)
        #expect("\(key)" == "<secret of audit.example.org/town>")
        #expect(dumped == "- <secret of audit.example.org/town>\n")
    }
}

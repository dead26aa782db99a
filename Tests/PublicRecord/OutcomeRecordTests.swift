import Core
import PublicRecord
import Tally
import Testing

@Suite("An outcome as JSON")
struct OutcomeRecordTests {
    @Test("is read back as it was, with its canonical bytes")
    func roundTrip() throws {
        for example in [try Example.park(), try .tied(), try .yesNo(), try .score()] {
            let outcome = try example.counted().outcome
            #expect(try OutcomeRecord(parsing: outcome.json.canonical) == outcome)
        }
    }

    @Test("is refused when a member is missing or of another type")
    func strict() throws {
        let json = try Example.park().counted().outcome.json
        for (key, _) in try #require(json.object) {
            var members = try #require(json.object)
            members[key] = nil
            #expect(throws: RecordError.self) { try OutcomeRecord(.object(members)) }
            members[key] = .object([:])
            #expect(throws: RecordError.self) { try OutcomeRecord(.object(members)) }
        }
    }

    @Test("says the winners by number, and by the rule's own words where it has them")
    func winners() throws {
        #expect(try Example.park().counted().outcome.json["winners"] == ["1", "3"])
        #expect(try Example.yesNo().counted().outcome.json["winners"] == ["yes"])
        #expect(try Example.score().counted().outcome.json["winners"] == ["1"])
    }

    @Test("of a record is read back, and refused with a space more")
    func record() throws {
        let bytes = try Example.park().counted().record.bytes
        #expect(try ElectionRecord(parsing: bytes).bytes == bytes)
        #expect(throws: RecordError.self) { try ElectionRecord(parsing: bytes + [0x20]) }
    }
}

@Suite("An archive")
struct TarTests {
    @Test("is what tar itself would read")
    func layout() throws {
        let bytes = Tar.write([Tar.Member(name: "a", bytes: Array("hello\n".utf8))])
        #expect(bytes.count == 2048)
        #expect(Array(bytes[100..<108]) == Array("0000644\0".utf8))
        #expect(Array(bytes[124..<136]) == Array("00000000006\0".utf8))
        // The sum of the header's bytes with eight spaces in place of the sum itself.
        let sum = bytes[..<512].enumerated().reduce(0) {
            $0 + ((148..<156).contains($1.offset) ? 32 : Int($1.element))
        }
        #expect(Int(String(decoding: bytes[148..<154], as: UTF8.self), radix: 8) == sum)
        #expect(try Tar.read(bytes).map(\.name) == ["a"])
    }

    @Test("refuses names that lead elsewhere", arguments: ["../a", "/a", "a b", ""])
    func names(name: String) {
        #expect(throws: RecordError.self) { try Tar.read(Tar.write([Tar.Member(name: name, bytes: [])])) }
    }
}

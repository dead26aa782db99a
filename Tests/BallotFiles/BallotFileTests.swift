import BallotFiles
import Chance
import Tally
import Testing

@Suite("A ballot file")
struct BallotFileTests {
    @Test("is known by its content", arguments: Sample.all)
    func formats(format: BallotFile.Format, text: String) throws {
        #expect(BallotFile.Format(of: Array(text.utf8)) == format)
        let file = try read(text)
        #expect(file.format == format && file.repairs.isEmpty)
        #expect(file.ids.count == file.profile.options && file.names.count == file.profile.options)
        #expect(file.profile.groups.allSatisfy { $0.ballot.kind == nil || $0.ballot.kind == file.kind })
    }

    @Test(
        "is refused where its form is not known",
        arguments: ["", "\n", "hello\n", "{\"ballot\":1}\n", "[1]", "A,B\n1,2\n", "V: 12 x\n"])
    func unknown(text: String) { expectFault(in: text, line: 1) }

    @Test(
        "is the same with other line ends, a byte order mark, and spaces at the ends of lines",
        arguments: Sample.all)
    func lineEnds(format: BallotFile.Format, text: String) throws {
        let plain = try read(text)
        let other = try read("\u{FEFF}" + text.replacing("\n", with: "\r\n"))
        #expect(Set(other.profile.groups) == Set(plain.profile.groups))
        #expect(other.names == plain.names && other.title?.isEmpty == plain.title?.isEmpty)
    }

    @Test("is never UTF-16 nor half a character", arguments: Sample.all)
    func encodings(format: BallotFile.Format, text: String) throws {
        var bytes = Array(text.utf8)
        for index in bytes.indices where bytes[index] == 0x41 { bytes[index] = 0xC4 }
        guard bytes != Array(text.utf8), format != .debian else { return }
        // Names that are not UTF-8 are refused, or leniently read as ISO 8859-1.
        guard let file = try? BallotFile.read(bytes, lenient: true) else { return }
        if file.names.contains(where: { $0.contains("Ä") }) {
            #expect(throws: BallotFileError.self) { try BallotFile.read(bytes) }
            #expect(!file.repairs.isEmpty)
        }
    }

    @Test("never traps, and read strictly and leniently says the same", arguments: Sample.all)
    func mutations(format: BallotFile.Format, text: String) throws {
        var dice = SeededRandom(UInt64(text.utf8.count))
        let splinters = [
            "", "\n", "\"", "[", "{", "0", "-1", "99999999999999999999", ",", ";", ":", "=", "\u{FF}", "  ",
        ]
        for _ in 0..<Tier.current.mutations / 4 {
            var bytes = Array(text.utf8)
            for _ in 0...dice.below(3) {
                let place = dice.below(bytes.count)
                let end = min(bytes.count, place + dice.below(8))
                bytes.replaceSubrange(place..<end, with: splinters[dice.below(splinters.count)].utf8)
            }
            let lenient = try? BallotFile.read(bytes, lenient: true)
            guard let strict = try? BallotFile.read(bytes) else { continue }
            #expect(lenient?.profile.options == strict.profile.options)
            #expect(lenient.map { Set($0.profile.groups) } == Set(strict.profile.groups))
        }
    }

    @Test("tells how far it has been read")
    func progress() throws {
        var heard: [Int] = []
        let text = "2 1\n" + String(repeating: "1 1 2 0\n", count: 10_000) + "0\n\"A\" \"B\"\n"
        let file = try BallotFile.read(Array(text.utf8)) { heard.append($0) }
        #expect(file.profile.groups == [.init(.ranking([[0], [1]]), count: 10_000)])
        #expect(heard.count == 3 && heard.last == text.utf8.count && heard == heard.sorted())
    }

    @Test(
        "gives its ballots to rules of another kind where nothing is lost",
        arguments: [
            ("1:A\n2:B\n", Rule.approval, nil), ("count,A,B\n1,1,\n2,,1\n", .dhondt, [1, 2]),
            ("count,A,B\n1,1,\n2,,1\n", .score, nil),
        ] as [(String, Rule, [Int]?)])
    func lossless(text: String, rule: Rule, allocation: [Int]?) throws {
        guard rule.id != "approval" else {
            // A ranking of one option is no approval: it may be that the others were liked, too.
            #expect(throws: BallotFileError.self) { try read(text).profile(for: rule) }
            return
        }
        let (profile, note) = try read(text).profile(for: rule)
        #expect(note == nil && profile.ballots == 3)
        if let allocation { #expect(try rule.outcome(of: profile, seats: 3).allocation == allocation) }
    }

    @Test("says leniently how its ballots were read for a rule of another kind")
    func lossy() throws {
        let file = try read("3:A>B\n2:B>A\n1:A=B\n")
        #expect(throws: BallotFileError.self) { try file.profile(for: .dhondt) }
        let (profile, note) = try file.profile(for: .dhondt, lenient: true)
        #expect(
            Set(profile.groups) == [
                .init(.choice(0), count: 3), .init(.choice(1), count: 2), .init(.invalid),
            ])
        #expect(note?.contains("first place") ?? false)
    }
}

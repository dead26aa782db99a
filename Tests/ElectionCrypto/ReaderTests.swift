import Chance
import ElectionCrypto
import Testing

@Suite("A reader of an election's files")
struct ReaderTests {
    /// Bytes cut, doubled, exchanged and overwritten, a few times over.
    private func mangled(_ seed: [UInt8], _ other: [UInt8], using chance: inout SeededRandom) -> [UInt8] {
        var bytes = seed
        for _ in 0...chance.below(3) {
            let place = chance.below(bytes.count + 1)
            let end = min(bytes.count, place + chance.below(40))
            switch chance.below(6) {
            case 0: bytes.removeSubrange(place..<end)
            case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 2: bytes.insert(UInt8(chance.below(256)), at: place)
            case 3:
                let from = chance.below(other.count)
                bytes.replaceSubrange(place..<end, with: other[from..<min(other.count, from + 40)])
            case 4: if place < bytes.count { bytes[place] = UInt8(chance.below(256)) }
            default: bytes.replaceSubrange(place..<end, with: Array("\"1\",[{".utf8))
            }
        }
        return bytes
    }

    /// Whether reading ends, and reading what was written of it gives the same bytes, for the file of a kind.
    private func keepsLaw<G: Group>(
        _ bytes: [UInt8], _ kind: ArchiveEvent.Kind, _ file: Int, _ sample: SampleElection<G>
    ) -> Bool {
        let group = sample.group
        switch (kind, file) {
        case (.setup, 0):
            return (try? ElectionParameters(parsing: bytes)).map { $0.bytes == bytes } ?? true
        case (.setup, 1):
            guard let trustees = try? Trustees(parsing: bytes, in: group) else { return true }
            _ = try? trustees.checked(in: group)
            return (try? Trustees(parsing: Array(trustees.text(in: group).utf8), in: group)) == trustees
        case (.setup, 2):
            _ = try? PublicCredentials(parsing: bytes, in: group)
            return true
        case (.ballot, _):
            let ballot = try? EncryptedBallot(parsing: bytes, in: group)
            return ballot.map { Array($0.text(in: group).utf8) == bytes } ?? true
        case (.encryptedTally, 0):
            guard let tally = try? EncryptedTally(parsing: bytes, in: group) else { return true }
            return (try? EncryptedTally(parsing: Array(tally.text(in: group).utf8), in: group)) == tally
        case (.shuffle, 0):
            guard let shuffle = try? ElectionShuffle(parsing: bytes, in: group) else { return true }
            return (try? ElectionShuffle(parsing: Array(shuffle.text(in: group).utf8), in: group)) == shuffle
        case (.partialDecryption, 0):
            guard let part = try? PartialDecryption(parsing: bytes, in: group) else { return true }
            return (try? PartialDecryption(parsing: Array(part.text(in: group).utf8), in: group)) == part
        case (.result, _):
            guard let result = try? ElectionResult(parsing: bytes, sample.election.questions) else {
                return true
            }
            return (try? ElectionResult(parsing: Array(result.text.utf8), sample.election.questions))
                == result
        default:
            _ = try? SetupRecord(parsing: bytes)
            _ = try? TallyRecord(parsing: bytes)
            _ = try? OwnedRecord(parsing: bytes)
            _ = try? ArchiveEvent(parsing: bytes)
            _ = try? ElectionTerms(parsing: bytes)
            return true
        }
    }

    private func holdsOut<G: Group>(_ group: G, isRanked: Bool, seed: UInt64) throws {
        let sample = try SampleElection(in: group, isRanked: isRanked)
        let seeds = sample.entries.flatMap { entry in
            entry.files.enumerated().map { (entry.kind, $0.offset, $0.element) }
        }
        for (kind, file, bytes) in seeds { #expect(keepsLaw(bytes, kind, file, sample)) }
        var chance = SeededRandom(seed)
        for round in 0..<Tier.current.mutations {
            let (kind, file, bytes) = seeds[chance.below(seeds.count)]
            let other = seeds[chance.below(seeds.count)].2
            let changed = mangled(bytes, other, using: &chance)
            let isKept = keepsLaw(changed, kind, file, sample)
            #expect(isKept, "round \(round): \(kind) \(file): \(changed.text)")
        }
    }

    @Test("of a result takes numbers of one byte for a ballot, and no other")
    func ranks() throws {
        let questions = SampleElection<Ed25519Group>.rankedQuestions
        func read(_ rank: String) throws -> ElectionResult {
            try ElectionResult(parsing: Array("{\"result\":[[1,1,1,1],[[3,1,\(rank)]]]}".utf8), questions)
        }
        #expect(try read("255").text.hasSuffix("[[3,1,255]]]}"))
        for rank in ["256", "-1", "\"1\"", "\"1282093345259041898\"", "1.5", "null"] {
            #expect(throws: ElectionError.self, "\(rank)") { try read(rank) }
        }
    }

    @Test("never traps, and writes what it reads")
    func sturdy() throws {
        try holdsOut(SmallGroup(), isRanked: true, seed: 41)
        try holdsOut(Ed25519Group.shared, isRanked: true, seed: 42)
        // Making an election of 2048 bits takes longer than the rest.
        if Tier.current == .quick { return }
        try holdsOut(ModularGroup.belenios2048, isRanked: false, seed: 43)
    }

    @Test("of archives takes bytes in any pieces, and never traps")
    func archives() throws {
        let sample = try SampleElection(in: SmallGroup())
        let archive = sample.archive
        var chance = SeededRandom(44)
        for _ in 0..<Tier.current.mutations / 5 {
            let changed = mangled(archive, archive, using: &chance)
            if (try? ArchiveWriter(resuming: .bytes(changed))) != nil {
                #expect(changed.count.isMultiple(of: 512))
            }
            let holds = sample.report(changed).holds
            #expect(!holds || changed == archive)
        }
    }
}

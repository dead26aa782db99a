import Chance
import ElectionCrypto
import Testing

@Suite("The check of an archive in a real group")
struct SturdinessTests {
    /// The values of all files, with the place of each: what stands between two quotation marks or is a number.
    private func values(_ content: [UInt8]) -> [Range<Int>] {
        let ends = content.indices.filter { Array("{}[],:\"\\".utf8).contains(content[$0]) }
        return zip(ends, ends.dropFirst()).compactMap { $0 + 1 < $1 ? $0 + 1..<$1 : nil }
    }

    private func refusesMixtures<G: Group>(_ group: G, isRanked: Bool, rounds: Int) throws {
        let sample = try SampleElection(in: group, isRanked: isRanked)
        var chance = SeededRandom(31)
        // Names and the voter who did not vote are bound by the witnessed head alone: see the small group's test.
        let places = sample.entries.indices.dropFirst().flatMap { entry in
            sample.entries[entry].files.indices.flatMap { file in
                values(sample.entries[entry].files[file]).map { (entry, file, $0) }
            }
        }
        let strange = [
            "", "0", "1", "-1", "00", String(repeating: "9", count: 400), "ff", "\u{00e9}", "\\u0000",
        ]
        for round in 0..<rounds {
            let (entry, file, range) = places[chance.below(places.count)]
            let (otherEntry, otherFile, otherRange) = places[chance.below(places.count)]
            let other = Array(sample.entries[otherEntry].files[otherFile][otherRange])
            let new = round % 2 == 0 ? other : Array(strange[chance.below(strange.count)].utf8)
            let changed = sample.archive { $0[entry].files[file].replaceSubrange(range, with: new) }
            guard changed != sample.archive else { continue }
            let holds = sample.report(changed).holds
            #expect(!holds, "round \(round): event \(entry), file \(file), \(new.text)")
        }
    }

    @Test("refuses values in the place of others")
    func mixtures() throws {
        let isQuick = Tier.current == .quick
        let rounds = Tier.current.mutations / (isQuick ? 100 : 50)
        try refusesMixtures(Ed25519Group.shared, isRanked: false, rounds: rounds)
        try refusesMixtures(Ed25519Group.shared, isRanked: true, rounds: rounds)
        if isQuick { return }
        try refusesMixtures(ModularGroup.belenios2048, isRanked: false, rounds: rounds / 10)
    }
}

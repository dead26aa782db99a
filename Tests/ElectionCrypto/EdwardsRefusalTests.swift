import Chance
import ElectionCrypto
import Testing

@Suite("An election on Ed25519")
struct EdwardsRefusalTests {
    let sample: SampleElection<Ed25519Group>

    init() throws { sample = try SampleElection(in: Ed25519Group.shared) }

    @Test("is made and checked as a whole")
    func whole() {
        let report = sample.report(sample.archive)
        #expect(report.verdicts.values.filter(\.isFailure) == [])
        #expect(report.result == sample.result)
    }

    /// Points as they may not stand anywhere, with what is wrong with them.
    static let strangers = [
        ("y is not below the prime", String(repeating: "f", count: 62) + "ed"),
        ("y is not below the prime", "7" + String(repeating: "f", count: 61) + "ed"),
        ("y is not below the prime", "7" + String(repeating: "f", count: 61) + "ee"),
        ("x is 0 and has a sign", "8" + String(repeating: "0", count: 62) + "1"),
        ("it has order 2", "7" + String(repeating: "f", count: 61) + "ec"),
        ("it has order 4", String(repeating: "0", count: 64)),
        ("it has order 4", "8" + String(repeating: "0", count: 63)),
        ("it is not on the curve", String(repeating: "0", count: 63) + "2"),
        ("its digits are upper-case", "4C8FC18651225799BBDFCA2D02314274D18B2E8F4BFA67BE6BF59B5C5221EFEF"),
    ]

    @Test("is refused with a point outside the group in any file", arguments: strangers)
    func points(fault: String, point: String) throws {
        let isQuick = Tier.current == .quick
        for (number, entry) in sample.entries.enumerated() where !isQuick || number % 6 == 0 {
            for (file, content) in entry.files.enumerated() {
                let words = content.text.split { !$0.isHexDigit }.map(String.init)
                let elements = words.filter { $0.utf8.count == 64 }
                for element in Set(elements).sorted().prefix(number == 1 ? 4 : 1) {
                    let changed = sample.archive {
                        $0[number].files[file] = content.replacing(element, point)
                    }
                    // The hashes in records are no points, and are made right again.
                    guard changed != sample.archive else { continue }
                    let holds = sample.report(changed).holds
                    #expect(!holds, "\(fault): event \(number), file \(file)")
                }
            }
        }
    }

    /// Canonical points on the curve that only the check of the subgroup tells from members: a member times a point of small
    /// order, and such a point alone.
    @Test("names the range of all numbers as broken by a point outside the subgroup, wherever it stands")
    func subgroup() throws {
        let group = sample.group
        let order2 = try #require(group.element("7" + String(repeating: "f", count: 61) + "ec"))
        let order4 = try #require(group.element(String(repeating: "0", count: 64)))
        var tried: Set<String> = []
        for (number, entry) in sample.entries.enumerated() {
            let kind = entry.kind.rawValue
            guard tried.insert(kind).inserted else { continue }
            for (file, content) in entry.files.enumerated() {
                let texts = content.text.matches(of: #/"([0-9a-f]{64})/#).map { String($0.1) }
                // A ballot must be signed anew to get that far: see "A ballot is refused".
                guard kind != "Ballot", let word = texts.first, let element = group.element(word) else {
                    continue
                }
                for torsion in [order2, order4] {
                    for stranger in [torsion, group.product(element, torsion)] {
                        let changed = sample.archive {
                            $0[number].files[file] = content.replacing(word, group.text(stranger))
                        }
                        // The hashes in records are no points, and are made right again.
                        guard changed != sample.archive else { continue }
                        let report = sample.report(changed)
                        #expect(report[.membership].isFailure, "\(kind), file \(file): \(report.verdicts)")
                    }
                }
            }
        }
        #expect(tried.count > 4)
    }

    @Test("is refused with the neutral element as a key or as a credential")
    func neutral() {
        let identity = String(repeating: "0", count: 63) + "1"
        let setup = sample.entries[0].files
        let key = sample.group.text(sample.election.key)
        #expect(
            sample.report { $0[0].files[0] = setup[0].replacing(key, identity) }[.questions].isFailure)
        let alone = sample.group.text(sample.trustees.keys[0].publicKey)
        #expect(sample.report { $0[0].files[1] = setup[1].replacing(alone, identity) }[.trustees].isFailure)
        let dora = setup[2].text.split(separator: "\"").dropLast().last ?? ""
        #expect(
            sample.report { $0[0].files[2] = setup[2].replacing(String(dora), identity) }[.credentials]
                .isFailure)
    }
}

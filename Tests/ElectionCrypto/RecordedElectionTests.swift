import Core
import ElectionCrypto
import Foundation
import Testing

/// A whole election that `bin/election` held on 30 November 2026, kept so that no later program reads it otherwise:
/// `--group Ed25519 --voters 6 --revotes 2 --trustees 2-of-3 --seed 7` with the questions beside it. Half the ballots were
/// made by the booth's script; two trustees mixed the ranked question, and two decrypted.
@Suite("The recorded election on Ed25519")
struct RecordedElectionTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Recorded").path

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/ed25519\(name)")))
    }

    private static func report(_ archive: [UInt8]) throws -> ElectionReport {
        var chance = SystemRandomNumberGenerator()
        return try ElectionCheck(terms: ElectionTerms(parsing: bytes("-terms.json")))
            .report(on: .bytes(archive), using: &chance)
    }

    @Test("holds, and comes to the result it came to then")
    func holds() throws {
        let report = try Self.report(Self.bytes(".bel"))
        #expect(report.holds && report.stage.isComplete)
        for check in Check.allCases where ![.head, .snapshots].contains(check) {
            #expect(report[check] == .passed, "\(check)")
        }
        #expect(report.ballotsCast == 8 && report.ballotsCounted == 6 && report.credentials == 6)
        #expect(report.head?.hex == "55ad17d5b4fabc0f0af74f72bdbe0b4586c4643040faa67404725919217ff42d")
        let result = try #require(report.result)
        #expect(result.answers.first == .votes([0, 3, 3, 2]))
        guard case .ballots(let ranked) = result.answers.last else {
            Issue.record("the second question is ranked")
            return
        }
        #expect(
            ranked.sorted { $0.lexicographicallyPrecedes($1) } == [
                [1, 2, 3], [1, 2, 3], [1, 2, 3], [1, 2, 3], [2, 3, 1], [3, 2, 1],
            ])
    }

    @Test("does not hold with any piece of it changed")
    func changed() throws {
        let archive = try Self.bytes(".bel")
        for place in stride(from: 700, to: archive.count - 1024, by: 4001) {
            var other = archive
            other[place] ^= 1
            #expect((try? Self.report(other))?.holds != true, "byte \(place)")
        }
    }
}

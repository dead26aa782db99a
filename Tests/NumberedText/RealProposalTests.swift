import Core
import Foundation
import NumberedText
import Testing

private let file =
    ProcessInfo.processInfo.environment["MITSTIMME_SHARED"]
    ?? #filePath.components(separatedBy: "/Tests/")[0] + "/../shared"
private let path = file + "/data/participation/dudigital-team.txt"

@Suite("The proposal of a real working group")
struct RealProposalTests {
    @Test(
        "comes into the right fields",
        .enabled(if: FileManager.default.fileExists(atPath: path), "shared/data/participation is not here"))
    func fields() throws {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        let document = try ProposalDocument(text)
        let decidedOn = Day(iso8601: "2019-12-17")
        #expect(
            document.initiators == [Initiator(name: "AK Digitalisierung", kind: .group, decidedOn: decidedOn)]
        )
        #expect(document.title.hasPrefix("DuDigital-Team") && document.title.hasSuffix("digitalisieren"))
        #expect(document.unplaced.map(\.line) == [3])

        let paragraphs = document.description.components(separatedBy: "\n\n")
        #expect(paragraphs.count == 2)
        #expect(paragraphs.allSatisfy { $0.hasSuffix(".") })
        #expect(!document.description.contains { $0.isNumber })
        // One paragraph over a blank line in mid-sentence, and about treatment, not about other projects.
        #expect(!document.note.contains("\n") && document.note.hasSuffix("umzusetzen."))
        #expect(!document.note.contains { $0.isNumber })
        #expect(document.synergies.isEmpty)
    }
}

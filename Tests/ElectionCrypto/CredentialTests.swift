import Chance
import Core
import ElectionCrypto
import Foundation
import Testing

@Suite("A credential")
struct CredentialTests {
    /// Source: our protocol note, section 6.7; made with Belenios 2.0.
    @Test("of the older kind has the logarithm that Belenios derives")
    func older() throws {
        let group = ModularGroup.belenios2048
        let credential = try #require(Credential("123-456-789-ABC-DE4"))
        #expect(
            group.decimal(credential.secret(election: "8xK2mPqRs7TuVw", in: group))
                == "466125443538008443637281077410758181291490245098788952595645344803010192387")
    }

    @Test(
        "is refused with a wrong check digit, group or character",
        arguments: [
            "123-456-789-ABC-DE5", "123-456-789-ABC-DEF", "123-456-789-ABC-D4", "ABCDE-FGHJKL-MNPQR-STUVW",
            "ABCDE-FGHJKL-MNPQR-STUVW0", "ABCDEFGHJKLMNPQRSTUVWX", "", "ABCDE-FGHJKL-MNPQR-STUVWX ",
        ])
    func refused(text: String) {
        #expect(Credential(text) == nil)
    }

    @Test("that is new can be read again, and no two are alike", arguments: [Credential.Style.long, .short])
    func new(style: Credential.Style) {
        var chance = SeededRandom(1)
        let all = (0..<200).map { _ in Credential(style, using: &chance) }
        #expect(all.allSatisfy { Credential($0.text) == $0 })
        #expect(Set(all).count == 200)
        #expect("\(all[0])" == "<secret>")
    }

    @Test("made by a voter is registered with a proof, which holds for this election and this element alone")
    func proof() {
        let group = SmallGroup()
        var chance = SeededRandom(2)
        let (element, proof) = Proof.ofCredential(
            Credential(using: &chance), election: "8xK2mPqRs7TuVw", in: group, using: &chance)
        #expect(proof.provesCredential(element, election: "8xK2mPqRs7TuVw", in: group))
        #expect(!proof.provesCredential(element, election: "8xK2mPqRs7TuVx", in: group))
        let double = group.product(element, element)
        #expect(!proof.provesCredential(double, election: "8xK2mPqRs7TuVw", in: group))
    }

    @Test("made by the booth's script in a browser is what its application says, and the proof holds")
    func fromBrowser() throws {
        let group = Ed25519Group.shared
        let place = URL(filePath: "../Booth/credentials.json", relativeTo: URL(filePath: #filePath))
        let bytes = try Data(contentsOf: place)
        let applications = try JSON(parsing: Array(bytes))["applications"]?.array ?? []
        #expect(applications.count == 3)
        for each in applications {
            let text = try #require(each["application"]?.string)
            let uuid = try #require(each["uuid"]?.string)
            let credential = try #require(each["credential"]?.string.flatMap { Credential($0) })
            let read = try CredentialApplication(parsing: Array(text.utf8), election: uuid, in: group)
            #expect(read.element == credential.publicElement(election: uuid, in: group))
            #expect(read.text(in: group) == text)
            #expect(throws: ElectionError.self) {
                try CredentialApplication(parsing: Array(text.utf8), election: "8xK2mPqRs7TuVx", in: group)
            }
        }
    }

    @Test("list is refused with a duplicate, a stranger to the group, the neutral element or a wrong weight")
    func list() throws {
        let group = SmallGroup()
        func read(_ items: [String]) throws -> PublicCredentials<SmallGroup> {
            let text = "[" + items.map { "\"\($0)\"" }.joined(separator: ",") + "]"
            return try PublicCredentials(parsing: Array(text.utf8), in: group)
        }
        #expect(try read(["4", "16,3"]).totalWeight == 4)
        #expect(try read([]).count == 0)
        for items in [
            ["4", "4"], ["4", "4,2"], ["4,0"], ["4,-1"], ["4,01"], ["4,"], ["4,1,a"], ["1"], ["0"], ["x"],
            ["04"],
            ["4611686018427377335"], ["4,100000000000", "16"],
        ] {
            #expect(throws: ElectionError.self, "\(items)") { try read(items) }
        }
    }
}

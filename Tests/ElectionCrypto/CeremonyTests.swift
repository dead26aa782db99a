import Chance
import ElectionCrypto
import Testing

@Suite("The ceremony of a threshold key")
struct CeremonyTests {
    typealias Member = CeremonyMember<SmallGroup>

    let group = SmallGroup()
    let members: [Member]
    let certificates: [SignedMessage<SmallGroup>]
    let contributions: [CeremonyContribution<SmallGroup>]

    init() throws {
        var chance = SeededRandom(5)
        members = (1...4).map {
            Member(CeremonySeed(using: &chance), .init(size: 4, threshold: 3, index: $0), in: SmallGroup())
        }
        let certificates = members.map { $0.certificate(using: &chance) }
        self.certificates = certificates
        contributions = try members.map { try $0.contribution(certificates, using: &chance) }
    }

    @Test("gives a key that any three of four open, and two do not")
    func opens() throws {
        var chance = SeededRandom(6)
        let done = try members.map { try $0.completed(certificates, contributions, using: &chance) }
        let keys = try ThresholdKeys.assembled(
            threshold: 3, certificates, contributions, done.map(\.key), in: group)
        let trustees = Trustees<SmallGroup>([.threshold(keys)])
        let (key, lacks) = try trustees.checked(in: group)
        #expect(lacks == [])
        let exponent = group.randomScalar(using: &chance)
        let alpha = group.power(group.generator, exponent)
        let parts = done.map { part(group.power(alpha, $0.secret)) }
        for missing in 1...4 {
            let present = Dictionary(uniqueKeysWithValues: (1...4).map { ($0, parts[$0 - 1]) })
                .filter { $0.key != missing }
            #expect(trustees.combined(present, in: group) == [[group.power(key, exponent)]])
            #expect(trustees.combined(present.filter { $0.key != missing % 4 + 1 }, in: group) == nil)
        }
    }

    private func part(_ factor: UInt64) -> PartialDecryption<SmallGroup> {
        let text = "{\"decryption_factors\":[[\"\(factor)\"]],\"decryption_proofs\":[[]]}"
        guard let part = try? PartialDecryption(parsing: Array(text.utf8), in: group) else {
            preconditionFailure("a factor is not a member")
        }
        return part
    }

    @Test("can be repeated from the seeds, and depends on the certificates")
    func repeatable() throws {
        var chance = SeededRandom(7)
        let again = try members[0].contribution(certificates, using: &chance)
        #expect(again.commitment.message == contributions[0].commitment.message)
        let others = members.map { $0.certificate(using: &chance) }
        let other = try members[0].contribution(others, using: &chance)
        #expect(other.commitment.message != contributions[0].commitment.message)
        #expect(
            SignedMessage.fingerprint(of: certificates, in: group)
                != SignedMessage.fingerprint(of: others, in: group))
    }

    @Test(
        "is not gone on with when certificates are exchanged, missing, of another place or another ceremony")
    func certificateSets() {
        var chance = SeededRandom(8)
        let stranger = Member(CeremonySeed(using: &chance), .init(size: 4, threshold: 3, index: 2), in: group)
        let lower = Member(CeremonySeed(using: &chance), .init(size: 4, threshold: 2, index: 2), in: group)
        let sets = [
            [0, 1, 2].map { certificates[$0] },
            [0, 2, 1, 3].map { certificates[$0] },
            [0, 0, 2, 3].map { certificates[$0] },
            [certificates[0], lower.certificate(using: &chance), certificates[2], certificates[3]],
            [stranger.certificate(using: &chance)] + certificates.dropFirst(),
        ]
        for certificates in sets {
            #expect(throws: ElectionError.self) {
                try members[0].contribution(certificates, using: &chance)
            }
        }
        // Somebody else in place of Ben: Ada cannot know, but Ben refuses.
        let replaced = [
            certificates[0], stranger.certificate(using: &chance), certificates[2], certificates[3],
        ]
        #expect(throws: ElectionError.self) { try members[1].contribution(replaced, using: &chance) }
    }

    @Test("names who has signed other certificates or sent a share that does not fit")
    func faults() throws {
        var chance = SeededRandom(9)
        let others = members.map { $0.certificate(using: &chance) }
        var mixed = contributions
        mixed[2] = try members[2].contribution(others, using: &chance)
        #expect(throws: ElectionError("contribution 3: it is not signed for this ceremony")) {
            try members[0].completed(certificates, mixed, using: &chance)
        }
        var swapped = contributions
        let text = Array(contributions[1].text(in: group).utf8)
        let shares = contributions[1].shares.map { $0.text(in: group) }
        swapped[1] = try CeremonyContribution(
            parsing: text.replacing(shares[0], "*").replacing(shares[3], shares[0]).replacing("*", shares[3]),
            in: group)
        #expect(throws: ElectionError("contribution 2: the share is for somebody else")) {
            try members[0].completed(certificates, swapped, using: &chance)
        }
        #expect(throws: Never.self) { try members[1].completed(certificates, swapped, using: &chance) }
    }

    @Test("has files that are read as they were written")
    func files() throws {
        let text = contributions[0].text(in: group)
        #expect(try CeremonyContribution(parsing: Array(text.utf8), in: group) == contributions[0])
        let certificate = certificates[0].text(in: group)
        #expect(try SignedMessage(parsing: Array(certificate.utf8), in: group) == certificates[0])
    }
}

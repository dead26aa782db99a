import Chance
import ElectionCrypto
import Testing

@Suite("The promises of a ceremony")
struct CeremonyPromiseTests {
    typealias Member = CeremonyMember<SmallGroup>

    let group = SmallGroup()
    let members: [Member]
    let certificates: [SignedMessage<SmallGroup>]
    let promises: [SignedMessage<SmallGroup>]

    init() throws {
        var chance = SeededRandom(15)
        members = (1...3).map {
            Member(CeremonySeed(using: &chance), .init(size: 3, threshold: 2, index: $0), in: SmallGroup())
        }
        let certificates = members.map { $0.certificate(using: &chance) }
        self.certificates = certificates
        promises = try members.map { try $0.promise(certificates, using: &chance) }
    }

    private func contributions(_ members: [Member]) throws -> [CeremonyContribution<SmallGroup>] {
        var chance = SeededRandom(16)
        return try members.map { try $0.contribution(certificates, using: &chance) }
    }

    @Test("are kept by the contributions of the same trustees")
    func kept() throws {
        let all = try CeremonyPromise.all(promises, by: certificates, in: group)
        #expect(all.count == 3)
        #expect(throws: Never.self) {
            try CeremonyPromise.check(contributions(members), keep: all)
        }
    }

    @Test("are broken by any other commitment, and it is said whose")
    func broken() throws {
        let all = try CeremonyPromise.all(promises, by: certificates, in: group)
        var others = try contributions(members)
        others[1] = others[2]
        #expect(throws: ElectionError("contribution 2: it is not what was promised")) {
            try CeremonyPromise.check(others, keep: all)
        }
        #expect(throws: ElectionError.self) {
            try CeremonyPromise.check([others[0]], keep: all)
        }
    }

    @Test("are refused when one is missing, by somebody else, or about other certificates")
    func refused() throws {
        #expect(throws: ElectionError("there is not one promise of each trustee")) {
            try CeremonyPromise.all(promises.dropLast(), by: certificates, in: group)
        }
        #expect(throws: ElectionError("promise 2: it is not signed by this trustee")) {
            try CeremonyPromise.all([promises[0], promises[2], promises[1]], by: certificates, in: group)
        }
        var chance = SeededRandom(17)
        let again = members.map { $0.certificate(using: &chance) }
        #expect(throws: ElectionError("promise 1: it is about other certificates")) {
            try CeremonyPromise.all(promises, by: again, in: group)
        }
    }
}

@Suite("What people read to each other")
struct SpokenDigestTests {
    @Test("are the last 48 decimal digits of the hash, in twelve groups")
    func digits() {
        // SHA-256 of nothing is 1029873362495540970295352123225813227897…, counted in decimal.
        #expect(
            Digest(of: [UInt8]()).spoken == "5813 2278 9799 9006 4819 8034 9933 7939 7001 1156 6508 6549")
    }

    @Test("keep their leading zeros")
    func zeros() throws {
        let small = try #require(Digest(hex: String(repeating: "0", count: 60) + "1a2b"))
        #expect(small.spoken == String(repeating: "0000 ", count: 10) + "0000 6699")
    }
}

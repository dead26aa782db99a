import Chance
import ElectionCrypto
import Testing

@Suite("A relay of a ceremony")
struct CeremonyRelayTests {
    let group = SmallGroup()
    let members: [CeremonyMember<SmallGroup>]
    let files: [CeremonyStep: [String]]
    let names = ["Ada", "Ben", "Cleo"]

    init() throws {
        var chance = SeededRandom(31)
        let group = SmallGroup()
        members = (1...3).map {
            CeremonyMember(CeremonySeed(using: &chance), .init(size: 3, threshold: 2, index: $0), in: group)
        }
        let certificates = members.map { $0.certificate(using: &chance) }
        let promises = try members.map { try $0.promise(certificates, using: &chance) }
        let contributions = try members.map { try $0.contribution(certificates, using: &chance) }
        let keys = try zip(members, names).map {
            try $0.completed(certificates, contributions, name: $1, using: &chance).key
        }
        files = [
            .certificate: certificates.map { $0.text(in: group) },
            .promise: promises.map { $0.text(in: group) },
            .contribution: contributions.map { $0.text(in: group) }, .key: keys.map { $0.text(in: group) },
        ]
    }

    private func file(_ step: CeremonyStep, _ number: Int) -> [UInt8] {
        Array((files[step]?[number - 1] ?? "").utf8)
    }

    /// A relay with all files before `step`.
    private func relay(before step: CeremonyStep?) throws -> CeremonyRelay<SmallGroup> {
        var relay = CeremonyRelay(threshold: 2, names: names, in: group)
        for earlier in CeremonyStep.allCases.prefix(while: { $0 != step }) {
            for number in 1...3 { try relay.take(file(earlier, number), by: number) }
        }
        return relay
    }

    @Test("takes all files in their order and puts the key together")
    func whole() throws {
        let relay = try relay(before: nil)
        #expect(relay.step == nil && relay.files.count == 12)
        let trustees = try relay.assembled()
        #expect(trustees.keys.map(\.name) == names)
        #expect(relay.certificateDigits?.count == 59)
    }

    @Test("takes no file of another place, and none before its time", arguments: CeremonyStep.allCases)
    func places(step: CeremonyStep) throws {
        var relay = try relay(before: step)
        #expect(throws: CeremonyFault.otherNumber) { try relay.take(file(step, 2), by: 1) }
        for later in CeremonyStep.allCases.drop(while: { $0 != step }).dropFirst() {
            #expect(throws: CeremonyFault.tooEarly) { try relay.take(file(later, 1), by: 1) }
        }
        try relay.take(file(step, 1), by: 1)
        try relay.take(file(step, 1), by: 1)
        #expect(relay.missing(step) == [2, 3])
    }

    @Test("refuses a commitment that was not promised")
    func promised() throws {
        var chance = SeededRandom(32)
        var relay = try relay(before: .promise)
        let certificates = try files[.certificate]?.map {
            try SignedMessage(parsing: Array($0.utf8), in: group)
        }
        // Ben promises what will be the commitment of nobody.
        let other = CeremonyMember(
            CeremonySeed(using: &chance), .init(size: 3, threshold: 2, index: 2), in: group)
        #expect(throws: (any Error).self) { try other.promise(certificates ?? [], using: &chance) }
        for number in 1...3 { try relay.take(file(.promise, number), by: number) }
        let foreign = String(decoding: file(.contribution, 2), as: UTF8.self).replacing(
            "\"shares\":[", with: "\"shares\":[],\"x\":[")
        #expect(throws: CeremonyFault.unreadable) { try relay.take(Array(foreign.utf8), by: 2) }
    }

    @Test("falls over no changed byte", arguments: CeremonyStep.allCases)
    func mutations(step: CeremonyStep) throws {
        var chance = SeededRandom(33)
        let relay = try relay(before: step)
        let right = file(step, 1)
        for _ in 0..<200 {
            var wrong = right
            let place = Int.random(in: wrong.indices, using: &chance)
            wrong[place] = UInt8.random(in: 0x20...0x7E, using: &chance)
            guard wrong != right else { continue }
            var relay = relay
            _ = try? relay.take(wrong, by: 1)
        }
    }
}

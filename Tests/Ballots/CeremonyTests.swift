import Acts
import Ballots
import Core
import ElectionCrypto
import Postgres
import Secrets
import Support
import Testing

@Suite("Preparing an encrypted election", .withServer)
struct CeremonyTests {
    @Test("goes on step by step, waits for everybody, and ends with an archive", .database)
    func whole() async throws {
        let day = try await CeremonyDay()
        let uuid = try await day.ceremony().uuid
        for step in CeremonyFile.steps {
            for number in [2, 1, 3] {
                #expect(try await day.ceremony().step == step)
                try await day.handIn(step, number)
            }
        }
        #expect(try await day.ceremony().isKeyMade)
        #expect(try await !day.begin())
        try await day.freezeRoll()
        try await day.register()
        #expect(try await day.begin())
        #expect(try await !day.begin())
        let ceremony = try await day.ceremony()
        #expect(ceremony.hasArchive && ceremony.uuid == uuid)
        let logged = try await day.logged("trustees.named")
        #expect(logged.count == 1)
        let entry = logged.first ?? ""
        #expect(entry.contains("\"count\":3") && entry.contains("\"threshold\":2"))
        #expect(!day.keepers.names.contains { entry.contains($0) })
        // A link from before does nothing more.
        await #expect(throws: CeremonyRejection.handedInBefore) {
            try await day.handIn(Keepers().file(.certificate, 1), 1)
        }
    }

    @Test("takes the same file twice and no other one", .database)
    func twice() async throws {
        let day = try await CeremonyDay()
        try await day.handIn(.certificate, 1)
        try await day.handIn(.certificate, 1)
        #expect(try await day.ceremony().handedIn.count == 1)
        let other = try Keepers()
        await #expect(throws: CeremonyRejection.handedInBefore) {
            try await day.handIn(other.file(.certificate, 1), 1)
        }
    }

    @Test(
        "refuses what is too early, another's, a stranger's, of another ceremony, or no file at all",
        .database)
    func refusals() async throws {
        let day = try await CeremonyDay()
        let (own, others) = (day.keepers, try Keepers())
        let refused: [([UInt8], CeremonyRejection)] = [
            (own.file(.promise, 1), .tooEarly), (own.file(.certificate, 2), .otherNumber),
            (try Keepers(["A", "B", "C", "D"], threshold: 3).file(.certificate, 1), .otherCeremony),
            (Array("{}".utf8), .unreadable), (Array("Brief".utf8), .unreadable),
            (Array(own.file(.certificate, 1).dropLast(9)), .unreadable),
            (
                Array(
                    String(decoding: own.file(.certificate, 1), as: UTF8.self).replacing(
                        "response", with: "x"
                    ).utf8),
                .unreadable
            ),
        ]
        for (file, refusal) in refused {
            await #expect(throws: refusal) { try await day.handIn(file, 1) }
        }
        for number in 1...3 { try await day.handIn(.certificate, number) }
        await #expect(throws: CeremonyRejection.otherNumber) {
            try await day.handIn(own.file(.promise, 2), 1)
        }
        await #expect(throws: CeremonyRejection.stranger) {
            try await day.handIn(others.file(.promise, 1), 1)
        }
        await #expect(throws: CeremonyRejection.tooEarly) {
            try await day.handIn(own.file(.contribution, 1), 1)
        }
        for number in 1...3 { try await day.handIn(.promise, number) }
        await #expect(throws: CeremonyRejection.stranger) {
            try await day.handIn(others.file(.contribution, 1), 1)
        }
        for number in 1...3 { try await day.handIn(.contribution, number) }
        await #expect(throws: CeremonyRejection.stranger) { try await day.handIn(others.file(.key, 1), 1) }
        let renamed = String(decoding: own.file(.key, 1), as: UTF8.self).replacing("Ada", with: "Eva")
        await #expect(throws: CeremonyRejection.otherName) { try await day.handIn(Array(renamed.utf8), 1) }
    }

    @Test("goes on after the close with the decryptions, each by its own trustee and once", .database)
    func decryptions() async throws {
        let day = try await CeremonyDay()
        for step in CeremonyFile.steps {
            for number in 1...3 { try await day.handIn(step, number) }
        }
        try await day.freezeRoll()
        try await day.register()
        #expect(try await day.begin())
        let early = Array("{}".utf8)
        await #expect(throws: CeremonyRejection.notNow) { try await day.handInAct(early, 1) }
        try await day.vote()
        #expect(try await day.tasks() == [.decrypt, .decrypt, .decrypt, .ended])
        let archive = try await day.archive()
        let (first, second) = (
            try #require(day.keepers.act(.partialDecryption, on: archive, by: 1)),
            try #require(day.keepers.act(.partialDecryption, on: archive, by: 2))
        )
        await #expect(throws: CeremonyRejection.otherNumber) { try await day.handInAct(second, 1) }
        await #expect(throws: CeremonyRejection.unreadable) { try await day.handInAct(early, 1) }
        try await day.handInAct(first, 1)
        try await day.handInAct(first, 1)
        #expect(try await day.tasks() == [.awaitDecryptions, .decrypt, .decrypt, .ended])
        let again = try #require(day.keepers.act(.partialDecryption, on: archive, by: 1))
        await #expect(throws: CeremonyRejection.handedInBefore) { try await day.handInAct(again, 1) }
        try await day.handInAct(second, 2)
        try await day.count()
        #expect(try await day.tasks() == [.ended, .ended, .ended, .ended])
    }

    @Test(
        "goes on after the close with as many mixers as are needed, of two at once with the first", .database)
    func mixing() async throws {
        let day = try await CeremonyDay(mixers: [1, 2, 3], shuffles: 2)
        try await day.prepare()
        try await day.vote()
        #expect(try await day.tasks() == [.mix, .mix, .mix, .ended])
        var archive = try await day.archive()
        let acts = try (1...3).map { try #require(day.keepers.act(.shuffle, on: archive, by: $0)) }
        async let second = day.refusal(of: acts[1], 2)
        async let third = day.refusal(of: acts[2], 3)
        let refusals = try await [second, third]
        #expect(refusals.contains(nil) && refusals.contains("election.act-outdated"))
        // Whoever was faster has mixed; the other can mix again.
        let (done, late) = refusals[0] == nil ? (2, 3) : (3, 2)
        try await day.handInAct(acts[done - 1], done)
        archive = try await day.archive()
        #expect(try await day.ceremony().mixed.map(\.number) == [done])
        #expect(try await day.tasks()[done - 1] == .awaitMixers)
        #expect(try await day.tasks()[late - 1] == .mix)
        #expect(
            try await day.refusal(of: #require(day.keepers.act(.shuffle, on: archive, by: done)), done)
                == "ceremony.handed-in-before")
        let slow = try #require(day.keepers.act(.shuffle, on: archive, by: 1))
        try await day.handInAct(try #require(day.keepers.act(.shuffle, on: archive, by: late)), late)
        #expect(try await day.tasks() == [.decrypt, .decrypt, .decrypt, .ended])
        #expect(try await day.ceremony().shufflesMissing == 0)
        #expect(try await day.refusal(of: slow, 1) == "ceremony.mixed-enough")
        archive = try await day.archive()
        for number in [1, 2] {
            try await day.handInAct(
                try #require(day.keepers.act(.partialDecryption, on: archive, by: number)), number)
        }
        try await day.count()
        #expect(try await day.tasks() == [.ended, .ended, .ended, .ended])
    }

    @Test("needs every mixer unless a number is said, and takes no shuffle of anybody else", .database)
    func everyMixer() async throws {
        let day = try await CeremonyDay(mixers: [1, 3])
        #expect(try await day.ceremony().shuffles == 2)
        try await day.prepare()
        try await day.vote()
        #expect(try await day.tasks() == [.mix, .awaitMixers, .mix, .ended])
        let archive = try await day.archive()
        let act = try #require(day.keepers.act(.shuffle, on: archive, by: 2))
        #expect(try await day.refusal(of: act, 2) == "ceremony.not-now")
        try await day.handInAct(try #require(day.keepers.act(.shuffle, on: archive, by: 3)), 3)
        #expect(try await day.tasks() == [.mix, .awaitMixers, .awaitMixers, .ended])
    }

    @Test("can begin the key anew and keeps what was handed in before", .database)
    func restart() async throws {
        let day = try await CeremonyDay()
        try await day.freezeRoll()
        try await day.register()
        for number in 1...3 { try await day.handIn(.certificate, number) }
        try await day.restart(roll: false)
        try await day.restart(roll: false)
        let ceremony = try await day.ceremony()
        #expect(ceremony.step == .certificate && ceremony.missing(.certificate).count == 3)
        #expect(ceremony.isRollRegistered)
        #expect(try await day.number("SELECT count(*) AS n FROM ceremony_files") == 6)
        try await day.handIn(.certificate, 1)
        try await day.restart(roll: true)
        #expect(try await !day.ceremony().isRollRegistered)
    }

    @Test("takes a registrar's list that fits the roll, and no other", .database)
    func registrar() async throws {
        let day = try await CeremonyDay()
        let uuid = try await day.ceremony().uuid
        let size = try await day.eligible()
        let right = Keepers.list(for: uuid, voters: size, by: "Wahlamt")
        await #expect(throws: CeremonyRejection.rollMissing) { try await day.register(right) }
        try await day.freezeRoll()
        let other = Keepers.list(for: uuid, voters: size, by: "Wahlamt")
        let refused: [((registrar: [UInt8], credentials: [UInt8], statement: [UInt8]), CeremonyRejection)] = [
            (Keepers.list(for: "8xK2mPqRs7TuVw", voters: size, by: "Wahlamt"), .otherCeremony),
            (Keepers.list(for: uuid, voters: size + 1, by: "Wahlamt"), .otherCount),
            (Keepers.list(for: uuid, voters: size, by: "Wahlamt", weight: 2), .weights),
            (Keepers.list(for: uuid, voters: size, by: "Standesamt"), .otherName),
            ((right.registrar, right.credentials, other.statement), .notSigned),
            ((right.registrar, other.credentials, right.statement), .otherList),
            ((right.registrar, right.credentials, right.registrar), .unreadable),
        ]
        for (files, refusal) in refused {
            await #expect(throws: refusal) { try await day.register(files) }
        }
        try await day.register(right)
        try await day.register(right)
        await #expect(throws: CeremonyRejection.handedInBefore) { try await day.register(other) }
        #expect(try await day.names().count == size)
    }

    @Test("gives a link only its newest word, and reminds once a day", .database)
    func links() async throws {
        let day = try await CeremonyDay()
        let (first, second) = (Token.draw(), Token.draw())
        try await day.link(first, to: 2)
        #expect(try await day.holder(first).participant.name == "Ben")
        #expect(try await day.logged("link.replaced") == [], "there was none before")
        try await day.link(second, to: 2)
        await #expect(throws: GeneralRejection.notFound) { try await day.holder(first) }
        #expect(try await day.holder(second).participant.number == 2)
        try await day.link(second, to: 2)
        let logged = try await day.logged("link.replaced")
        #expect(logged.count == 1, "the same link once more replaces nothing")
        let entry = try JSON(parsing: Array((logged.first ?? "").utf8))
        #expect(entry["body"] == ["participant": 2] && entry["actor"]?.string == "administration")
        #expect(entry["obj"]?.string == "elections/\(day.id)")
        // Ada was sent a link when she was named.
        try await day.link(Token.draw(), to: 1)
        #expect(try await day.logged("link.replaced").count == 2)
        try await day.remind(1, at: t0)
        await #expect(throws: CeremonyRejection.remindedBefore) {
            try await day.remind(1, at: t0.adding(hours: 23))
        }
        try await day.remind(1, at: t0.adding(days: 1))
        await #expect(throws: CeremonyRejection.noAddress) { try await day.remind(2, at: t0) }
        // The link at the naming, and two reminders.
        #expect(
            try await day.number("SELECT count(*) AS n FROM mails WHERE recipient = 'ada@example.org'") == 3)
    }

    @Test(
        "names three to seven people of whom more than half must act, and mixers where ballots are decrypted")
    func drafts() {
        func refusal(
            _ size: Int, _ threshold: Int, mixers: Int = 0, shuffles: Int? = nil, mixed: Bool = false
        ) -> CeremonyRejection? {
            let draft = CeremonyDraft(
                trustees: (0..<size).map { .init(name: "T\($0)", mixes: $0 < mixers) }, threshold: threshold,
                shuffles: shuffles, registrar: .init(name: "R"), administrator: "Stadt")
            do {
                try draft.check(mustBeMixed: mixed)
                return nil
            } catch {
                return error as? CeremonyRejection
            }
        }
        #expect(refusal(2, 2) == .badSize && refusal(8, 5) == .badSize)
        let least = [3: 2, 4: 3, 5: 3, 6: 4, 7: 4]
        for (size, least) in least {
            #expect(refusal(size, least - 1) == .badThreshold && refusal(size, least) == nil)
            #expect(refusal(size, size) == nil && refusal(size, size + 1) == .badThreshold)
        }
        #expect(
            refusal(3, 2, mixers: 1, mixed: true) == .fewMixers
                && refusal(3, 2, mixers: 2, mixed: true) == nil)
        #expect(refusal(3, 2, mixers: 1) == .noMixersNeeded)
        for (shuffles, isRight) in [1: false, 2: true, 3: true, 4: false] {
            #expect(
                refusal(4, 3, mixers: 3, shuffles: shuffles, mixed: true)
                    == (isRight ? nil : .badShuffles))
        }
        let twins = CeremonyDraft(
            trustees: ["A", "B", "A"].map { .init(name: $0) }, threshold: 2, registrar: .init(name: "R"),
            administrator: "Stadt")
        #expect(throws: CeremonyRejection.sameNames) { try twins.check(mustBeMixed: false) }
    }
}

package import Core
import ElectionCrypto

/// What trustees and registrar hand in. Stored as text: a name is never changed.
package enum CeremonyFile: String, Sendable, CaseIterable {
    case certificate, promise, contribution, key, shuffle, decryption
    case registrar, credentials, statement

    /// `certificate-2.json`, `credentials.json`
    package func name(of number: Int) -> String {
        number == 0 ? "\(rawValue).json" : "\(rawValue)-\(number).json"
    }

    /// The steps of the trustees' ceremony in their order.
    package static let steps = CeremonyStep.allCases.compactMap { CeremonyFile(rawValue: $0.rawValue) }

    /// What the registrar hands in, all at once.
    package static let registered = [CeremonyFile.registrar, .credentials, .statement]
}

/// Somebody with a part in preparing or ending an encrypted election: a trustee, or the registrar.
package struct Participant: Sendable, Hashable {
    /// From 1; 0 is the registrar.
    package let number: Int
    package let name: String
    package let email: String?
    package let mixes: Bool
    package let hasLink: Bool
    package let remindedAt: Instant?

    package var isRegistrar: Bool { number == 0 }
}

/// How far the preparation of an encrypted election is. All of it follows from rows, so that it goes on after a fall.
package struct Ceremony: Sendable {
    /// One file that counts.
    package struct HandedIn: Sendable, Hashable {
        package let number: Int
        package let file: CeremonyFile
        /// Bytes.
        package let size: Int
        package let at: Instant
    }

    package let election: ElectionID
    /// What the archive calls the election.
    package let uuid: String
    package let administrator: String
    package let threshold: Int
    /// How many of the mixers must mix; 0 where nobody does.
    package let shuffles: Int
    /// In the order of their numbers.
    package let trustees: [Participant]
    package let registrar: Participant
    package let handedIn: [HandedIn]
    /// The type of the archive's last event; nil before it has begun.
    let stage: ArchiveEvent.Kind?

    package var hasArchive: Bool { stage != nil }

    package var participants: [Participant] { trustees + [registrar] }

    package func participant(_ number: Int) -> Participant? { participants.first { $0.number == number } }

    package func has(_ file: CeremonyFile, of number: Int) -> Bool {
        handedIn.contains { $0.number == number && $0.file == file }
    }

    /// The trustees whose file of a step is not here.
    package func missing(_ step: CeremonyFile) -> [Participant] {
        trustees.filter { !has(step, of: $0.number) }
    }

    /// The step under way; nil once the key is made.
    package var step: CeremonyFile? { CeremonyFile.steps.first { !missing($0).isEmpty } }

    package var isKeyMade: Bool { step == nil }

    package var isRollRegistered: Bool { CeremonyFile.registered.allSatisfy { has($0, of: 0) } }

    /// Whether the archive can begin.
    package var isComplete: Bool { isKeyMade && isRollRegistered }

    /// Those who may mix, in any order, each once.
    package var mixers: [Participant] { trustees.filter(\.mixes) }

    /// The mixers whose shuffle is here.
    package var mixed: [Participant] { mixers.filter { has(.shuffle, of: $0.number) } }

    package var shufflesMissing: Int { max(0, shuffles - mixed.count) }

    /// Whether it is time to mix. It ends by itself as soon as enough have mixed.
    package var isMixing: Bool { !mixers.isEmpty && (stage == .encryptedTally || stage == .shuffle) }
}

/// What somebody with a link is to do now.
package enum CeremonyTask: Sendable, Hashable {
    /// To take the step with the program and to hand its file in.
    case step(CeremonyFile)
    /// The own file is here; the others' files are waited for.
    case awaitOthers(CeremonyFile)
    /// The registrar: the roll is not frozen.
    case awaitRoll
    /// The registrar: to hand the list in.
    case register
    /// The own part is done; the archive has not begun.
    case awaitArchive
    /// Voting has not ended, or the last ballots are on their way.
    case awaitClose
    case mix
    /// Others are to mix; the own shuffle is here, if there is to be one.
    case awaitMixers
    case decrypt
    case awaitDecryptions
    case ended
}

extension Ceremony {
    /// What the participant is to do now.
    package func task(of participant: Participant, in election: Election) -> CeremonyTask {
        if election.state == .counted || stage == .result { return .ended }
        guard let stage else {
            if participant.isRegistrar {
                if isRollRegistered { return .awaitArchive }
                return election.rollSize == nil ? .awaitRoll : .register
            }
            guard let step else { return .awaitArchive }
            return has(step, of: participant.number) ? .awaitOthers(step) : .step(step)
        }
        guard ![.setup, .ballot, .endBallots].contains(stage) else { return .awaitClose }
        if participant.isRegistrar { return .ended }
        if isMixing {
            return participant.mixes && !has(.shuffle, of: participant.number) ? .mix : .awaitMixers
        }
        return has(.decryption, of: participant.number) ? .awaitDecryptions : .decrypt
    }

    /// Whom the preparation or the count waits for.
    package func awaited(in election: Election) -> [Participant] {
        participants.filter {
            switch task(of: $0, in: election) {
            case .step, .register, .mix, .decrypt: true
            default: false
            }
        }
    }
}

/// Who is to keep the key and who is to make the credentials, as an administrator enters it.
package struct CeremonyDraft: Sendable {
    package struct Named: Sendable, Hashable {
        package let name: String
        package let email: String?
        package let mixes: Bool

        package init(name: String, email: String? = nil, mixes: Bool = false) {
            self.name = name
            self.email = email
            self.mixes = mixes
        }
    }

    package static let sizes = 3...7

    package let trustees: [Named]
    package let threshold: Int
    /// How many of those who mix are needed; nil for all of them.
    package let shuffles: Int?
    package let registrar: Named
    /// Who holds the election.
    package let administrator: String

    package init(
        trustees: [Named], threshold: Int, shuffles: Int? = nil, registrar: Named, administrator: String
    ) {
        self.trustees = trustees
        self.threshold = threshold
        self.shuffles = shuffles
        self.registrar = registrar
        self.administrator = administrator
    }

    /// The smallest threshold at which fewer than half of the trustees can do nothing.
    package static func leastThreshold(of size: Int) -> Int { max(2, (size + 2) / 2) }

    /// - Parameter mustBeMixed: whether single ballots will be decrypted.
    package func check(mustBeMixed: Bool) throws {
        guard Self.sizes.contains(trustees.count) else { throw CeremonyRejection.badSize }
        guard (Self.leastThreshold(of: trustees.count)...trustees.count).contains(threshold) else {
            throw CeremonyRejection.badThreshold
        }
        let names = trustees.map(\.name) + [registrar.name]
        guard names.allSatisfy({ !$0.isEmpty && $0.unicodeScalars.count <= 80 }) else {
            throw CeremonyRejection.badName
        }
        guard Set(names).count == names.count else { throw CeremonyRejection.sameNames }
        let mixers = trustees.count { $0.mixes }
        guard mustBeMixed ? mixers >= 2 : mixers == 0 else {
            throw mustBeMixed ? CeremonyRejection.fewMixers : CeremonyRejection.noMixersNeeded
        }
        if mustBeMixed, let shuffles, !(2...mixers).contains(shuffles) { throw CeremonyRejection.badShuffles }
    }
}

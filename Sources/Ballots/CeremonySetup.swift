package import Core
import ElectionCrypto
package import Postgres

extension Connection {
    /// Begins the archive of an encrypted draft once everything is here. False if something is missing, or it has
    /// begun before.
    package func beginArchiveIfComplete(of id: ElectionID, by permit: Permit, at now: Instant) throws -> Bool
    {
        guard let ceremony = try heldCeremony(of: id), ceremony.isComplete, !ceremony.hasArchive,
            let election = try anyElection(id), election.state == .draft,
            let credentials = try file(.credentials, of: 0, in: id)
        else { return false }
        let relay = try relay(of: ceremony)
        let trustees = try relay.assembled()
        let key = try trustees.checked(in: relay.group).key
        let parameters = ElectionParameters.text(
            name: election.question, description: election.description, group: relay.group.name,
            publicKey: relay.group.text(key), questions: [election.ballotQuestion], uuid: ceremony.uuid,
            administrator: ceremony.administrator, credentialAuthority: ceremony.registrar.name)
        let mixers = ceremony.mixers.map(\.number)
        let terms = ElectionTerms(
            rollSize: election.rollSize, totalWeight: election.rollSize,
            shuffles: mixers.isEmpty ? nil : ceremony.shuffles, mixers: mixers.isEmpty ? nil : mixers)
        try beginArchive(
            of: id,
            ArchiveSetup(
                parameters: parameters, trustees: Array(trustees.text(in: relay.group).utf8),
                credentials: credentials, terms: terms),
            by: permit, at: now)
        return true
    }

    /// Takes a trustee's shuffle or decryption after the close and puts it into the archive. The same file again
    /// changes nothing; it is kept signed as it came, because another trustee's program asks for it.
    package func handInAct(
        _ bytes: [UInt8], by number: Int, in id: ElectionID, by permit: Permit, at now: Instant
    ) throws {
        guard permit.ground == .bearer("trustee") else { throw GeneralRejection.notAllowed }
        guard let ceremony = try heldCeremony(of: id), let election = try anyElection(id),
            let participant = ceremony.participant(number)
        else { throw GeneralRejection.notFound }
        for file in [CeremonyFile.shuffle, .decryption]
        where try self.file(file, of: number, in: id) == bytes { return }
        let task = ceremony.task(of: participant, in: election)
        guard [.mix, .awaitMixers, .decrypt, .awaitDecryptions].contains(task) else {
            throw CeremonyRejection.notNow
        }
        let group = Ed25519Group.shared
        guard let act = try? TrusteeAct(parsing: bytes, in: group) else { throw CeremonyRejection.unreadable }
        guard act.election == ceremony.uuid else { throw CeremonyRejection.otherCeremony }
        let relay = try relay(of: ceremony)
        switch act.owner(among: try relay.assembled(), in: group) {
        case number: break
        case nil: throw CeremonyRejection.stranger
        default: throw CeremonyRejection.otherNumber
        }
        let file: CeremonyFile = act.kind == .shuffle ? .shuffle : .decryption
        guard !ceremony.has(file, of: number) else { throw CeremonyRejection.handedInBefore }
        switch (task, file) {
        case (.mix, .shuffle), (.decrypt, .decryption): break
        case (_, .shuffle): throw participant.mixes ? CeremonyRejection.mixedEnough : CeremonyRejection.notNow
        default: throw CeremonyRejection.tooEarly
        }
        _ = try addTrusteeAct(bytes, to: id, by: permit, at: now)
        try keep(bytes, as: file, of: number, in: id, at: now)
    }
}

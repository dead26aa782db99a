import AuditLog
package import Core
import ElectionCrypto
package import Postgres
import Secrets

extension Connection {
    /// Names the trustees and the registrar of an encrypted draft and draws what the archive will call the election.
    package func nameTrustees(
        _ draft: CeremonyDraft, for id: ElectionID, by permit: Permit, at now: Instant
    ) throws {
        guard case .office(_, .administration) = permit.ground else { throw GeneralRejection.notAllowed }
        guard let election = try anyElection(id) else { throw GeneralRejection.notFound }
        guard election.state == .draft, election.manner == .encrypted else { throw CeremonyRejection.notNow }
        try draft.check(mustBeMixed: election.mustBeMixed)
        var chance = SystemRandomNumberGenerator()
        let shuffles = election.mustBeMixed ? draft.shuffles ?? draft.trustees.count { $0.mixes } : nil
        try run(
            """
            INSERT INTO ceremonies (election_id, uuid, administrator, threshold, shuffles)
            VALUES (\(id), \(ElectionParameters.newUUID(using: &chance)), \(draft.administrator), \(draft.threshold),
                \(shuffles))
            """,
            refusing: ["ceremonies_pkey": CeremonyRejection.namedBefore])
        for (number, named) in ([draft.registrar] + draft.trustees).enumerated() {
            try run(
                """
                INSERT INTO ceremony_members (election_id, number, name, email, mixes)
                VALUES (\(id), \(number), \(named.name), \(named.email), \(named.mixes && number > 0))
                """)
        }
    }

    /// Gives a participant a link; the one before is void, which the log says. The same once more changes nothing.
    package func setLink(
        _ tokenHash: [UInt8], of number: Int, in id: ElectionID, by permit: Permit, at now: Instant
    ) throws {
        guard case .office(_, .administration) = permit.ground else { throw GeneralRejection.notAllowed }
        guard
            let row = try rows(
                """
                SELECT token_hash FROM ceremony_members
                WHERE election_id = \(id) AND number = \(number)
                FOR UPDATE
                """
            ).first
        else { throw GeneralRejection.notFound }
        let before: [UInt8]? = try row["token_hash"]
        guard before != tokenHash else { return }
        try run(
            """
            UPDATE ceremony_members SET token_hash = \(tokenHash)
            WHERE election_id = \(id) AND number = \(number)
            """)
        if before != nil { try log(.linkReplaced(id, of: number, by: permit), at: now) }
    }

    /// Notes that a participant is reminded now. Once in 24 hours.
    package func noteReminder(of number: Int, in id: ElectionID, by permit: Permit, at now: Instant) throws {
        guard case .office(_, .administration) = permit.ground else { throw GeneralRejection.notAllowed }
        let done = try run(
            """
            UPDATE ceremony_members SET reminded_at = \(now)
            WHERE election_id = \(id) AND number = \(number)
                AND (reminded_at IS NULL OR reminded_at <= \(now.adding(days: -1)))
            """)
        guard done == 1 else { throw CeremonyRejection.remindedBefore }
    }

    /// Begins the key or the list anew: what was handed in for it stays and counts no more.
    package func restartCeremony(
        of id: ElectionID, roll: Bool, by permit: Permit, at now: Instant
    ) throws {
        guard case .office(_, .administration) = permit.ground else { throw GeneralRejection.notAllowed }
        guard let ceremony = try heldCeremony(of: id) else { throw GeneralRejection.notFound }
        guard !ceremony.hasArchive else { throw CeremonyRejection.notNow }
        guard ceremony.handedIn.contains(where: { ($0.number == 0) == roll }) else { return }
        try run(
            """
            UPDATE ceremonies SET key_round = key_round + \(roll ? 0 : 1), roll_round = roll_round + \(roll ? 1 : 0)
            WHERE election_id = \(id)
            """)
        try log(.ceremonyRestarted(id, roll: roll, by: permit), at: now)
    }

    /// Takes the file of a trustee's step. The same file again changes nothing.
    package func handIn(
        _ bytes: [UInt8], by number: Int, in id: ElectionID, by permit: Permit, at now: Instant
    ) throws {
        guard permit.ground == .bearer("trustee") else { throw GeneralRejection.notAllowed }
        guard let ceremony = try heldCeremony(of: id) else { throw GeneralRejection.notFound }
        var relay = try relay(of: ceremony)
        let step: CeremonyStep
        let text: String
        do throws(CeremonyFault) {
            (step, text) = try relay.take(bytes, by: number)
        } catch {
            throw CeremonyRejection(error)
        }
        guard let file = CeremonyFile(rawValue: step.rawValue), !ceremony.has(file, of: number) else {
            return
        }
        guard !ceremony.hasArchive else { throw CeremonyRejection.notNow }
        try keep(Array(text.utf8), as: file, of: number, in: id, at: now)
        guard relay.step == nil else { return }
        let trustees = try relay.assembled().text(in: relay.group)
        try log(
            .trusteesNamed(
                id, count: relay.size, threshold: relay.threshold, file: Array(trustees.utf8)), at: now)
    }

    /// Takes the registrar's list, which `list` has found right. The same once more changes nothing.
    package func handIn(
        _ list: RegisteredList, in id: ElectionID, by permit: Permit, at now: Instant
    ) throws {
        guard permit.ground == .bearer("registrar") else { throw GeneralRejection.notAllowed }
        guard let ceremony = try heldCeremony(of: id) else { throw GeneralRejection.notFound }
        guard ceremony.uuid == list.uuid else { throw CeremonyRejection.otherList }
        guard !ceremony.isRollRegistered else {
            for (file, bytes) in list.files where try self.file(file, of: 0, in: id) != bytes {
                throw CeremonyRejection.handedInBefore
            }
            return
        }
        guard !ceremony.hasArchive else { throw CeremonyRejection.notNow }
        guard let size = try anyElection(id)?.rollSize else { throw CeremonyRejection.rollMissing }
        guard size == list.size else { throw CeremonyRejection.otherCount }
        for (file, bytes) in list.files { try keep(bytes, as: file, of: 0, in: id, at: now) }
        try log(.credentialsRegistered(id, list), at: now)
    }

    /// The ceremony, held until the transaction ends: two files that come at the same time are taken one after the other.
    func heldCeremony(of id: ElectionID) throws -> Ceremony? {
        try run("SELECT 1 FROM ceremonies WHERE election_id = \(id) FOR UPDATE")
        return try ceremony(of: id)
    }

    func keep(
        _ bytes: [UInt8], as file: CeremonyFile, of number: Int, in id: ElectionID, at now: Instant
    ) throws {
        try run(
            """
            INSERT INTO ceremony_files (election_id, number, step, round, bytes, handed_in_at)
            SELECT \(id), \(number), \(file.rawValue), CASE \(number)::bigint WHEN 0 THEN roll_round ELSE key_round END,
                \(bytes), \(now)
            FROM ceremonies WHERE election_id = \(id)
            """,
            refusing: ["ceremony_files_pkey": CeremonyRejection.handedInBefore])
    }
}

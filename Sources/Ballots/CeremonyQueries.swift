package import Core
import ElectionCrypto
package import Postgres

extension Connection {
    /// The preparation of an election; nil before its trustees are named.
    package func ceremony(of id: ElectionID) throws -> Ceremony? {
        guard
            let row = try rows(
                """
                SELECT c.uuid, c.administrator, c.threshold, c.shuffles, a.stage
                FROM ceremonies c LEFT JOIN archives a USING (election_id) WHERE c.election_id = \(id)
                """
            ).first
        else { return nil }
        let participants = try rows(
            """
            SELECT number, name, email, mixes, token_hash IS NOT NULL AS has_link, reminded_at
            FROM ceremony_members WHERE election_id = \(id) ORDER BY number
            """
        ).map {
            Participant(
                number: try $0["number"], name: try $0["name"], email: try $0["email"],
                mixes: try $0["mixes"], hasLink: try $0["has_link"], remindedAt: try $0["reminded_at"])
        }
        guard let registrar = participants.first(where: \.isRegistrar) else {
            throw GeneralRejection.notFound
        }
        let stage: String? = try row["stage"]
        return Ceremony(
            election: id, uuid: try row["uuid"], administrator: try row["administrator"],
            threshold: try row["threshold"], shuffles: try row["shuffles"] ?? 0,
            trustees: participants.filter { !$0.isRegistrar },
            registrar: registrar, handedIn: try handedIn(to: id),
            stage: stage.flatMap { ArchiveEvent.Kind(rawValue: $0) })
    }

    private func handedIn(to id: ElectionID) throws -> [Ceremony.HandedIn] {
        try rows(
            """
            SELECT f.number, f.step, octet_length(f.bytes)::bigint AS size, f.handed_in_at
            FROM ceremony_files f JOIN ceremonies c USING (election_id)
            WHERE f.election_id = \(id) AND f.round = CASE f.number WHEN 0 THEN c.roll_round ELSE c.key_round END
            ORDER BY f.handed_in_at, f.number, f.step
            """
        ).compactMap { row in
            let step: String = try row["step"]
            guard let file = CeremonyFile(rawValue: step) else { return nil }
            return Ceremony.HandedIn(
                number: try row["number"], file: file, size: try row["size"], at: try row["handed_in_at"])
        }
    }

    /// Whose link it is, by the hash of its word; nil for a link that is void.
    package func participant(tokenHash: [UInt8]) throws -> (election: ElectionID, number: Int)? {
        try rows("SELECT election_id, number FROM ceremony_members WHERE token_hash = \(tokenHash)").first
            .map { (try $0["election_id"], try $0["number"]) }
    }

    /// A file that counts; nil if it is not here.
    package func file(_ file: CeremonyFile, of number: Int, in id: ElectionID) throws -> [UInt8]? {
        try rows(
            """
            SELECT f.bytes FROM ceremony_files f JOIN ceremonies c USING (election_id)
            WHERE f.election_id = \(id) AND f.number = \(number) AND f.step = \(file.rawValue)
                AND f.round = CASE f.number WHEN 0 THEN c.roll_round ELSE c.key_round END
            """
        ).first?["bytes"]
    }

    /// The names on the frozen roll in random order, for envelopes; nothing of who has voted.
    package func namesOnRoll(of id: ElectionID) throws -> [String] {
        try rows("SELECT name FROM roll_names WHERE election_id = \(id) ORDER BY gen_random_uuid()").map {
            try $0["name"]
        }
    }

    /// What the trustees have handed in so far, checked again.
    func relay(of ceremony: Ceremony) throws -> CeremonyRelay<Ed25519Group> {
        var relay = CeremonyRelay(
            threshold: ceremony.threshold, names: ceremony.trustees.map(\.name), in: Ed25519Group.shared)
        for step in CeremonyFile.steps {
            for trustee in ceremony.trustees where ceremony.has(step, of: trustee.number) {
                guard let bytes = try file(step, of: trustee.number, in: ceremony.election) else { continue }
                do throws(CeremonyFault) {
                    try relay.take(bytes, by: trustee.number)
                } catch {
                    throw CeremonyRejection(error)
                }
            }
        }
        return relay
    }

    /// What the trustees read to each other: the digits of their certificates, once all are here, and of the common
    /// key, once it is made.
    package func spokenDigits(of ceremony: Ceremony) throws -> (certificates: String?, key: String?) {
        guard ceremony.missing(.certificate).isEmpty else { return (nil, nil) }
        let relay = try relay(of: ceremony)
        let trustees = ceremony.isKeyMade ? try relay.assembled().text(in: relay.group) : nil
        return (relay.certificateDigits, trustees.map { Digest(of: $0).spoken })
    }
}

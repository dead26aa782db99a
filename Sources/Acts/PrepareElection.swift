package import Ballots
package import Core
import Notices
package import Phrases
package import Postgres
import Processes
import Secrets

/// Somebody before the page of their link.
package struct LinkHolder: Sendable {
    package let participant: Participant
    package let ceremony: Ceremony
    package let election: Election
}

extension Connection {
    /// Whoever has this link, and what it is about. A link that is void, or never was one, does not exist.
    package func holder(ofLink token: String) throws -> LinkHolder {
        guard let found = try participant(tokenHash: Token.hash(of: token)),
            let ceremony = try ceremony(of: found.election),
            let participant = ceremony.participant(found.number),
            let election = try anyElection(found.election)
        else { throw GeneralRejection.notFound }
        return LinkHolder(participant: participant, ceremony: ceremony, election: election)
    }

    /// For what the holder of a link may do.
    package func permit(of holder: LinkHolder) -> Permit {
        permit(bearer: holder.participant.isRegistrar ? "registrar" : "trustee")
    }

    /// Names the trustees and the registrar; whoever has an address is sent a link.
    ///
    /// - Parameter address: the site's, without a slash at the end.
    package func prepareElection(
        _ id: ElectionID, trustees: [CeremonyDraft.Named], threshold: Int, shuffles: Int? = nil,
        registrar: CeremonyDraft.Named, address: String, phrases: Phrases, by permit: Permit, at now: Instant
    ) throws {
        let draft = CeremonyDraft(
            trustees: trustees, threshold: threshold, shuffles: shuffles, registrar: registrar,
            administrator: try town()?.name ?? "Mitstimme")
        try nameTrustees(draft, for: id, by: permit, at: now)
        for (number, named) in ([registrar] + trustees).enumerated() where named.email != nil {
            try giveLink(
                Token.draw().text, to: number, in: id, byMail: true, address: address, phrases: phrases,
                by: permit, at: now)
        }
    }

    /// Makes this word the link of a participant; the one before is void. By mail where they have an address.
    package func giveLink(
        _ token: String, to number: Int, in id: ElectionID, byMail: Bool, address: String, phrases: Phrases,
        by permit: Permit, at now: Instant
    ) throws {
        try setLink(Token.hash(of: token), of: number, in: id, by: permit, at: now)
        guard byMail else { return }
        let (participant, election) = try addressee(number, in: id)
        try write(
            "link", to: participant, about: election, ["link": "\(address)/ceremony/\(token)"],
            phrases: phrases, at: now)
    }

    /// Mails a participant that others wait for them. Once in 24 hours.
    package func remind(
        _ number: Int, in id: ElectionID, phrases: Phrases, by permit: Permit, at now: Instant
    ) throws {
        let (participant, election) = try addressee(number, in: id)
        guard participant.email != nil else { throw CeremonyRejection.noAddress }
        try noteReminder(of: number, in: id, by: permit, at: now)
        try write("reminder", to: participant, about: election, phrases: phrases, at: now)
    }

    private func addressee(_ number: Int, in id: ElectionID) throws -> (Participant, Election) {
        guard let participant = try ceremony(of: id)?.participant(number), let election = try anyElection(id)
        else { throw GeneralRejection.notFound }
        return (participant, election)
    }

    private func write(
        _ kind: String, to participant: Participant, about election: Election, _ more: [String: String] = [:],
        phrases: Phrases, at now: Instant
    ) throws {
        guard let email = participant.email else { throw CeremonyRejection.noAddress }
        let places = more.merging(["name": participant.name, "question": election.question]) { mine, _ in mine
        }
        try queueMail(
            to: email, subject: phrases("ceremony.mail.\(kind).subject", ["question": election.question]),
            body: phrases("ceremony.mail.\(kind).body", places), at: now)
    }

    /// Begins the archive if nothing is missing any more. For the house, after every file that came.
    package func beginArchiveIfComplete(of id: ElectionID, at now: Instant) throws -> Bool {
        try beginArchiveIfComplete(of: id, by: permit(house: "begin-archive"), at: now)
    }
}

import Ballots
import HTML
import Phrases

/// How pages speak of a ceremony.
struct CeremonyWords {
    let words: Phrases
    let ceremony: Ceremony
    let election: Election

    /// Who has handed in what. Mixing and decrypting stand there once it is their time.
    var table: Table {
        let isOver = ceremony.hasArchive
        var files = isOver ? [] : CeremonyFile.steps
        if isOver { files = (ceremony.mixers.isEmpty ? [] : [.shuffle]) + [.decryption] }
        return Table(
            words(isOver ? "ceremony.state.count" : "ceremony.state.key"),
            columns: [Table.Column(words("ceremony.name"))]
                + files.map { Table.Column(words("ceremony.file.\($0.rawValue)")) },
            rows: ceremony.trustees.map { trustee in
                [HTML(text: name(trustee))] + files.map { cell($0, of: trustee) }
            })
    }

    private func cell(_ file: CeremonyFile, of trustee: Participant) -> HTML {
        if ceremony.has(file, of: trustee.number) { return Tag(words("ceremony.here"), .success).html }
        if file == .shuffle {
            if !trustee.mixes { return "–" }
            if ceremony.shufflesMissing == 0 { return HTML(text: words("ceremony.not-needed")) }
        }
        return HTML(text: words("ceremony.missing"))
    }

    /// The number and the name, and for a mixer that it is one.
    func name(_ participant: Participant) -> String {
        if participant.isRegistrar { return participant.name }
        let name = "\(participant.number). \(participant.name)"
        return participant.mixes ? words("ceremony.mixer", ["name": name]) : name
    }

    /// What somebody is to do now, in a few words for the desk.
    func state(of participant: Participant) -> String {
        switch ceremony.task(of: participant, in: election) {
        case .step(let step): words("ceremony.task.step", ["file": step.name(of: participant.number)])
        case .register: words("ceremony.task.register")
        case .mix: words("ceremony.task.mix")
        case .decrypt: words("ceremony.task.decrypt")
        case .awaitRoll: words("ceremony.task.await-roll")
        case .awaitOthers, .awaitMixers: words("ceremony.task.await-others")
        case .awaitArchive, .awaitClose, .awaitDecryptions, .ended: words("ceremony.task.nothing")
        }
    }

    /// The twelve groups, with how they are to be compared.
    func digits(_ digits: (certificates: String?, key: String?)) -> HTML {
        """
        \(digits.certificates.map { block("certificates", $0) })\(digits.key.map { block("key", $0) })
        """
    }

    private func block(_ kind: String, _ digits: String) -> HTML {
        """
        <h3>\(words("ceremony.digits.\(kind)"))</h3>
        <pre>\(digits)</pre>
        <p>\(words("ceremony.digits.\(kind)-hint"))</p>

        """
    }

    func names(_ participants: [Participant]) -> String {
        participants.isEmpty ? "–" : words.list(participants.map(\.name))
    }
}

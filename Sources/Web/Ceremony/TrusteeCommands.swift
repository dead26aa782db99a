import Ballots

/// The lines that a trustee or registrar types into the offline computer, with everything filled in.
struct TrusteeCommands {
    let ceremony: Ceremony
    let participant: Participant
    /// What is voted on.
    let question: String
    /// The election's public page.
    let page: String

    /// The folder of the ceremony, and the names of key and archive beside it.
    private var uuid: String { ceremony.uuid }
    private var key: String {
        participant.isRegistrar ? "\(uuid)-registrar.key" : "\(uuid)-\(participant.number).key"
    }

    /// Puts the files of the others where the program looks for them.
    var unpack: String { "mkdir -p \(uuid) && tar -xf \(uuid).tar -C \(uuid)" }

    func step(_ step: CeremonyFile) -> String {
        switch step {
        case .certificate:
            line(
                "ceremony certificate", "--folder \(uuid)", "--key \(key)",
                "--trustees \(ceremony.threshold)-of-\(ceremony.trustees.count)",
                "--number \(participant.number)", "--name \(TrusteeCommands.quoted(participant.name))")
        case .promise: ceremonyStep("promise")
        case .contribution: ceremonyStep("contribute")
        default: ceremonyStep("finish")
        }
    }

    private func ceremonyStep(_ name: String) -> String {
        line("ceremony \(name)", "--folder \(uuid)", "--key \(key)")
    }

    /// Each option in a line of its own, so that none is broken on a narrow page.
    private func line(_ command: String, _ options: String...) -> String {
        (["trustee \(command)"] + options).joined(separator: " \\\n  ")
    }

    /// Where the program leaves the step's file.
    func result(_ step: CeremonyFile) -> String { "\(uuid)/\(step.name(of: participant.number))" }

    var mix: String { line("mix \(uuid).bel", "--key \(key)") }

    /// Those who have mixed, for somebody who has not: who of them is trusted is to be said.
    var trusted: [Participant] {
        ceremony.has(.shuffle, of: participant.number) ? [] : ceremony.mixed
    }

    var decrypt: String {
        guard !trusted.isEmpty else { return line("decrypt \(uuid).bel", "--key \(key)") }
        let numbers = trusted.map { String($0.number) }.joined(separator: ",")
        return line("decrypt \(uuid).bel", "--key \(key)", "--trusted-mixers \(numbers)")
    }

    var registrarKey: String {
        line(
            "key", "--key \(key)", "--name \(TrusteeCommands.quoted(participant.name))",
            "--out registrar.json")
    }

    var letters: String {
        line(
            "registrar make", "--election \(uuid)", "--roll roll.csv", "--folder \(uuid)", "--key \(key)",
            "--title \(TrusteeCommands.quoted(question))", "--address \(page)")
    }

    var applications: String {
        line(
            "registrar accept", "--election \(uuid)", "--roll roll.csv", "--folder \(uuid)",
            "--key \(key)", "--applications applications.jsonl")
    }

    /// The text as one word of a shell.
    static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: #"'\''"#).replacing("\n", with: " ") + "'"
    }
}

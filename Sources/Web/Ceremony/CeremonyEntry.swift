import Ballots

/// What stands in the form that names trustees and registrar, right or wrong.
struct CeremonyEntry: Sendable {
    struct Line: Sendable {
        var name = ""
        var email = ""
        var mixes = false
    }

    /// One for each that there can be; those without a name are left out.
    var trustees = [Line](repeating: Line(), count: CeremonyDraft.sizes.upperBound)
    var registrar = Line()
    var threshold = ""
    /// How many must mix; empty for all who are ticked.
    var shuffles = ""

    init() {}

    init(_ form: FormData) {
        for index in trustees.indices {
            trustees[index] = Line(
                name: form.text("name-\(index + 1)"), email: form.text("email-\(index + 1)").lowercased(),
                mixes: form.isTicked("mixes-\(index + 1)"))
        }
        registrar = Line(name: form.text("registrar"), email: form.text("registrar-email").lowercased())
        threshold = form.text("threshold")
        shuffles = form.text("shuffles")
    }

    /// What is named, for somebody who is not named here, if everything is in order.
    func checked(mustBeMixed: Bool, _ problems: inout Problems) -> CeremonyDraft? {
        for (index, line) in trustees.enumerated() {
            if line.name.isEmpty, !line.email.isEmpty {
                problems.add("name-\(index + 1)", "ceremony.bad-name")
            }
            check(line, "name-\(index + 1)", "email-\(index + 1)", &problems)
        }
        if registrar.name.isEmpty { problems.add("registrar", "ceremony.bad-name") }
        check(registrar, "registrar", "registrar-email", &problems)
        let draft = CeremonyDraft(
            trustees: trustees.filter { !$0.name.isEmpty }.map(named), threshold: Int(threshold) ?? 0,
            shuffles: shuffles.isEmpty || !mustBeMixed ? nil : Int(shuffles) ?? 0,
            registrar: named(registrar), administrator: "-")
        do {
            if problems.isEmpty { try draft.check(mustBeMixed: mustBeMixed) }
        } catch let refusal as CeremonyRejection {
            problems.add(field(of: refusal), refusal)
        } catch {
            problems.add("name-1", CeremonyRejection.badName)
        }
        return problems.isEmpty ? draft : nil
    }

    private func check(_ line: Line, _ name: String, _ email: String, _ problems: inout Problems) {
        problems.limit(line.name, name, upTo: 80)
        if line.name.contains("\n") { problems.add(name, CeremonyRejection.badName) }
        if !line.email.isEmpty, !isPlausible(email: line.email) {
            problems.add(email, "register.email-missing")
        }
    }

    private func named(_ line: Line) -> CeremonyDraft.Named {
        CeremonyDraft.Named(
            name: line.name, email: line.email.isEmpty ? nil : line.email, mixes: line.mixes)
    }

    private func field(of refusal: CeremonyRejection) -> String {
        switch refusal {
        case .badThreshold: "threshold"
        case .fewMixers: "mixes-1"
        case .badShuffles: "shuffles"
        default: "name-1"
        }
    }
}

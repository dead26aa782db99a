import ElectionCrypto
import Foundation
import Phrases
import Terminal

/// The folder of a ceremony, which all trustees share: on a stick, or taken from the server's page and given back.
///
///     certificate-1.json … promise-1.json … contribution-1.json … key-1.json …
///
/// Everything in it is public to the trustees; it holds no secret that is not sealed for one of them.
struct CeremonyFolder<G: Group> {
    enum Step: String, CaseIterable {
        case certificate, promise, contribution, key
    }

    let path: String
    let size: Int
    let group: G
    let words: Phrases

    func name(_ step: Step, _ number: Int) -> String { "\(step.rawValue)-\(number).json" }
    func file(_ step: Step, _ number: Int) -> String { "\(path)/\(name(step, number))" }

    /// The numbers of those whose file of a step is not here.
    func missing(_ step: Step) -> [Int] {
        (1...size).filter { !FileManager.default.fileExists(atPath: file(step, $0)) }
    }

    /// Refuses files that are no part of this ceremony, such as second copies and those of a trustee too many.
    func refuseStrangers() throws {
        let known = Set(Step.allCases.flatMap { step in (1...size).map { name(step, $0) } })
        let here: [String]
        do {
            here = try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw BadInput(words("trustee.ceremony.no-folder"), file: path)
        }
        let stranger = here.sorted().first { name in
            Step.allCases.contains { name.hasPrefix($0.rawValue) } && !known.contains(name)
        }
        if let stranger { throw BadInput(words("trustee.ceremony.stranger"), file: "\(path)/\(stranger)") }
    }

    /// Refuses to go on while a file of the step is missing, and says whose.
    func require(_ step: Step) throws {
        let missing = missing(step)
        guard missing.isEmpty else {
            throw BadInput(words("trustee.ceremony.missing", ["files": list(step, missing)]), file: path)
        }
    }

    func list(_ step: Step, _ numbers: [Int]) -> String {
        numbers.map { name(step, $0) }.joined(separator: ", ")
    }

    /// All files of a step, in the trustees' order.
    private func all<Value>(
        _ step: Step, _ read: ([UInt8]) throws(ElectionError) -> Value
    ) throws -> [Value] {
        try require(step)
        return try (1...size).map { number in
            let place = file(step, number)
            let bytes = try readFile(place, longest: 1 << 24)
            return try reading(place) { () throws(ElectionError) in try read(bytes) }
        }
    }

    func certificates() throws -> [SignedMessage<G>] {
        let group = group
        return try all(.certificate) { bytes throws(ElectionError) in
            try SignedMessage(parsing: bytes, in: group)
        }
    }

    func promises(by certificates: [SignedMessage<G>]) throws -> [CeremonyPromise] {
        let group = group
        let signed = try all(.promise) { bytes throws(ElectionError) in
            try SignedMessage(parsing: bytes, in: group)
        }
        return try reading(path) { () throws(ElectionError) in
            try CeremonyPromise.all(signed, by: certificates, in: group)
        }
    }

    /// The contributions, each of them what was promised.
    func contributions(keeping promises: [CeremonyPromise]) throws -> [CeremonyContribution<G>] {
        let group = group
        let contributions = try all(.contribution) { bytes throws(ElectionError) in
            try CeremonyContribution(parsing: bytes, in: group)
        }
        try reading(path) { () throws(ElectionError) in
            try CeremonyPromise.check(contributions, keep: promises)
        }
        return contributions
    }

    func keys() throws -> [TrusteeKey<G>] {
        let group = group
        return try all(.key) { bytes throws(ElectionError) in try TrusteeKey(parsing: bytes, in: group) }
    }

    /// Puts a file of this trustee there. Refuses to replace one.
    func store(_ text: String, _ step: Step, _ number: Int) throws {
        let place = file(step, number)
        guard !FileManager.default.fileExists(atPath: place) else {
            throw BadInput(words("trustee.ceremony.done-before"), file: place)
        }
        try writeFile(Array(text.utf8), to: place)
        print(words("trustee.ceremony.wrote", ["file": place]))
    }
}

import ArgumentParser
import ElectionCrypto
import Foundation
import Phrases
import Terminal

struct CommonOptions: ParsableArguments {
    @Option(help: "The language: de or en. Otherwise LANG decides.")
    var language: Language?

    @Option(help: .hidden)
    var seed: String?

    /// The phrases in the language asked for, that of `LANG`, or English.
    func phrases() throws -> Phrases {
        let local = ProcessInfo.processInfo.environment["LANG"] ?? ""
        return try catalogue()[language ?? (local.hasPrefix("de") ? .german : .english)]
    }

    func catalogue() throws -> Catalogue { try Catalogue(texts: TrusteePhrases.texts) }

    /// `purpose` keeps the numbers of two commands with one seed apart.
    func chance(_ purpose: String) -> Chance {
        if seed != nil { Program.say("! --seed: what is made now is secret to nobody") }
        return Chance(seed: seed, purpose: purpose)
    }
}

extension Language: ExpressibleByArgument {}

/// The system's random numbers; with a seed, which only tests have, numbers that come again.
struct Chance: RandomNumberGenerator {
    private let seed: String?
    private let purpose: String
    private var count = 0
    private var system = SystemRandomNumberGenerator()

    init(seed: String?, purpose: String) {
        self.seed = seed
        self.purpose = purpose
    }

    mutating func next() -> UInt64 {
        guard let seed else { return system.next() }
        count += 1
        let digest = Digest(of: "\(purpose)|\(count)|\(seed)")
        return digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}

/// How many of how many trustees can decrypt: `2-of-3`. At least two: where one is enough, all have the same key.
struct Quota: ExpressibleByArgument {
    let threshold: Int
    let size: Int

    static let sizes = 2...99

    init?(argument: String) {
        let parts = argument.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[1] == "of", let threshold = Int(parts[0]), let size = Int(parts[2]),
            Quota.sizes.contains(size), (2...size).contains(threshold)
        else { return nil }
        self.threshold = threshold
        self.size = size
    }
}

/// Numbers with commas between them: `1,3`.
struct NumberList: ExpressibleByArgument {
    let numbers: [Int]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.allSatisfy({ ($0 ?? 0) > 0 }) else { return nil }
        numbers = parts.compactMap { $0 }
    }
}

/// A group by its name; refuses others.
func electionGroup(_ name: String) throws(BadInput) -> any Group {
    guard let group = ElectionGroups.named(name) else {
        throw BadInput("the group is one of \(ElectionGroups.all.map(\.name).joined(separator: ", "))")
    }
    return group
}

/// Runs `body`; what it finds wrong is said with the name of the file.
func reading<Value>(
    _ file: String?, _ body: () throws(ElectionError) -> Value
) throws(BadInput) -> Value {
    do throws(ElectionError) {
        return try body()
    } catch {
        throw BadInput(error.reason, file: file)
    }
}

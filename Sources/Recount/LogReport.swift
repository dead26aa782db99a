import Core
import Phrases
import Terminal
import TransparencyLog

/// What a command about the log found: sentences for people, members for machines.
struct LogReport {
    private let phrases: Phrases
    private(set) var lines: [String] = []
    private(set) var members: [String: JSON] = [:]
    private(set) var holds = true

    init(_ phrases: Phrases) { self.phrases = phrases }

    /// Something that was looked at and is right.
    mutating func pass(_ phrase: String, _ places: [String: String] = [:]) {
        lines.append("✓ " + phrases(phrase, places))
    }

    /// Something that is wrong: the whole does not hold. `code` is for machines and never changes.
    mutating func fail(_ code: String, _ phrase: String, _ places: [String: String] = [:]) {
        lines.append("✗ " + phrases(phrase, places))
        members["failed"] = .array((members["failed"]?.array ?? []) + [.string(code)])
        holds = false
    }

    /// A remark that changes nothing about the verdict.
    mutating func remark(_ phrase: String, _ places: [String: String] = [:]) {
        lines.append("  " + phrases(phrase, places))
    }

    mutating func add(line: String) { lines.append(line) }

    mutating func set(_ member: String, _ value: JSON) { members[member] = value }

    mutating func fail(_ fault: LogFault) {
        fail(String(fault.rawValue.dropFirst("log.".count)), fault.rawValue)
    }

    mutating func fail(_ fault: LogFileFault) {
        switch fault {
        case .missing(let path): fail("missing", "recount.log.missing", ["path": path])
        case .malformed(let path): fail("malformed", "recount.log.malformed", ["path": path])
        case .differs(let path): fail("differs", "recount.log.differs", ["path": path])
        case .otherRoot: fail("other-root", "recount.log.other-root")
        }
        switch fault {
        case .missing(let path), .malformed(let path), .differs(let path): set("file", .string(path))
        case .otherRoot: break
        }
    }

    /// Whose checkpoint it is and who confirmed it.
    mutating func pass(_ checkpoint: Checkpoint, witnesses: [PolicyWord: Instant]) {
        let size = phrases.number(checkpoint.size)
        pass("recount.log.signed", ["origin": checkpoint.origin, "size": size])
        set("origin", .string(checkpoint.origin))
        set("size", .int(checkpoint.size))
        set("root", .string(checkpoint.root.base64))
        pass(witnesses)
    }

    mutating func pass(_ witnesses: [PolicyWord: Instant]) {
        let sorted = witnesses.sorted { $0.key.description < $1.key.description }
        set(
            "witnesses",
            .object(
                Dictionary(
                    sorted.map { ($0.key.description, .string($0.value.iso8601)) }, uniquingKeysWith: { $1 }))
        )
        guard !sorted.isEmpty else { return }
        let names = phrases.list(sorted.map { "\($0.key) (\($0.value.iso8601))" })
        lines.append("✓ " + phrases.plural("recount.log.witnessed", sorted.count, ["witnesses": names]))
    }

    /// Prints the verdict and what led to it; ends the program with 1 if it does not hold.
    func end(
        holds verdict: String, _ phrase: String, fails: String = "does-not-hold", otherwise: String,
        _ output: OutputOptions
    ) throws {
        if output.json {
            var members = members
            members["verdict"] = .string(holds ? verdict : fails)
            print(JSON.object(members).text)
        } else {
            for line in [phrases(holds ? phrase : otherwise), ""] + lines { print(printable(line)) }
        }
        if !holds { throw Ending.doesNotHold }
    }
}

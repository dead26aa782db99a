import ArgumentParser
import Core
import Phrases
import PublicRecord
import Terminal
import TransparencyLog

struct ReceiptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "receipt", abstract: "Check a receipt: that an entry is in the log.",
        discussion: """
            FILE is the page or the JSON that a person keeps, or a .tlog-proof. What a proof is about is its \
            line `extra`, or the file named with --leaf.
            """)

    @Argument(help: "The receipt.")
    var file: String

    @Option(help: "The log's policy file, from a place you trust.")
    var policy: String?

    @Option(help: "The entry's bytes, where FILE is a .tlog-proof.")
    var leaf: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
        let phrases = try output.phrases()
        let trusted = try policy.map { try LogInput.policy($0) }
        let receipt = try receipt()
        var report = LogReport(phrases)
        let verdict = receipt.verify(policy: trusted)
        switch verdict {
        case .doesNotHold(let fault): report.fail(fault)
        case .holds(let place), .holdsTogetherLogKeyNotChecked(let place), .recordedNotConfirmed(let place):
            if receipt.opening != nil { report.pass("recount.receipt.opening") }
            if receipt.commitment != nil { report.pass("recount.receipt.ballot") }
            report.pass(
                "recount.logged",
                [
                    "index": phrases.number(place.index + 1), "size": phrases.number(place.size),
                    "origin": place.origin,
                ])
            report.pass(place.witnesses)
            report.set("origin", .string(place.origin))
            report.set("size", .int(place.size))
            report.set("index", .int(place.index))
            if case .recordedNotConfirmed = verdict { report.fail(.tooFewWitnesses) }
        }
        // Shown even if nothing holds: whoever reads it sees what is spoken of.
        report.show("recount.receipt.entry", receipt.leaf)
        if let opening = receipt.opening { report.show("recount.receipt.content", opening.content) }
        var (name, phrase) = ("holds", "recount.receipt.holds")
        if case .holdsTogetherLogKeyNotChecked = verdict {
            (name, phrase) = ("holds-together-log-key-not-checked", "recount.receipt.holds-together")
        }
        if case .recordedNotConfirmed = verdict {
            try report.end(
                holds: name, phrase, fails: "recorded-not-confirmed", otherwise: "recount.receipt.recorded",
                output)
        } else {
            try report.end(holds: name, phrase, otherwise: "recount.receipt.does-not-hold", output)
        }
    }

    private func receipt() throws(BadInput) -> Receipt {
        let bytes = try readFile(file, longest: Receipt.longest)
        if Receipt.isWrapped(bytes) {
            guard leaf == nil else { throw BadInput("the receipt brings its entry; leave --leaf out") }
            do throws(RecordError) {
                return try Receipt(parsing: bytes)
            } catch {
                throw BadInput(error.reason, file: file)
            }
        }
        let proof: LogProof
        do throws(LogFormatError) {
            proof = try LogProof(parsing: bytes)
        } catch {
            throw BadInput(error.reason, file: file, line: error.line)
        }
        if let leaf {
            let entry = try readFile(leaf, longest: EntryBundle.longestEntry)
            return Receipt(proof: proof, leaf: entry)
        }
        guard let extra = proof.extra else {
            throw BadInput("the proof does not hold its entry; name it with --leaf", file: file)
        }
        return Receipt(proof: proof, leaf: extra)
    }
}

extension LogReport {
    fileprivate mutating func fail(_ fault: ReceiptFault) {
        switch fault {
        case .entry: fail("entry", fault.phrase)
        case .opening: fail("opening", fault.phrase)
        case .ballot: fail("ballot", fault.phrase)
        case .noPolicy: fail("no-policy", fault.phrase)
        case .log(let fault): fail(fault)
        }
    }

    /// Text of at most 4 kB; more, and bytes that are no text, are left out.
    fileprivate mutating func show(_ phrase: String, _ bytes: [UInt8]) {
        guard bytes.count <= 4096, let text = String(validating: bytes, as: UTF8.self) else { return }
        remark(phrase)
        add(line: "  " + text)
    }
}

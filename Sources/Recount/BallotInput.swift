import ArgumentParser
import BallotFiles
import Core
import PublicRecord
import Tally
import Terminal
import TransparencyLog

/// How a file of ballots is read.
struct InputOptions: ParsableArguments {
    @Option(help: "How many options there are, where the file does not say so.")
    var options: Int?

    @Option(help: "How many people may vote, where the file does not say so.")
    var eligible: Int?

    @Option(help: "Which contest is meant, where the file has several.")
    var contest: String?

    @Flag(help: "Mend what can be mended in the file, and say what was mended.")
    var lenient = false
}

/// A file of ballots, whatever its form: a bundle, `ballots.jsonl`, or one of the world's forms.
struct BallotInput {
    let path: String
    let bytes: [UInt8]
    /// What the bundle says about its election; nil for the other forms.
    let record: ElectionRecord?

    /// What is counted.
    struct Election {
        var profile: Profile
        /// What the file calls each option, and its name.
        var ids: [String]
        var names: [String]
        /// How many are elected, where the file says so.
        var seats: Int?
        /// The order in which the file settles ties, where it names one.
        var drawn: [Int]?
        /// What was mended in the file, or read in one of several ways.
        var remarks: [BallotFile.Repair] = []
    }

    init(_ path: String) throws {
        self.path = path
        bytes = try readFile(path, longest: Recount.longest)
        guard Tar.looksLikeArchive(bytes, first: "manifest.json") else {
            record = nil
            return
        }
        do throws(RecordError) {
            record = try Bundle(parsing: bytes).record()
        } catch {
            throw BadInput(error.reason, file: path)
        }
    }

    /// SHA-256 of the file, in hexadecimal.
    var digest: String { SHA256.hash(bytes).bytes.hex }

    func election(rule: Rule, _ options: InputOptions) throws -> Election {
        do {
            if let record { return try bundled(record.facts, rule) }
            if BallotFile.Format(of: bytes) == nil, bytes.first == UInt8(ascii: "{") {
                return try lines(rule, options)
            }
            return try file(rule, options)
        } catch let error as BallotFileError {
            throw BadInput(error.reason, file: path, line: error.line)
        } catch let error as TallyError {
            throw BadInput(error.sentence, file: path)
        }
    }

    /// One of the world's forms.
    private func file(_ rule: Rule, _ options: InputOptions) throws -> Election {
        var progress = Progress("bytes")
        defer { progress.finish() }
        let file = try BallotFile.read(
            bytes, lenient: options.lenient, kind: rule.kindOfMarks, contest: options.contest
        ) { progress.advance(to: $0, of: bytes.count) }
        if let count = options.options, count != file.ids.count {
            throw BadInput("the file has \(file.ids.count) options, not \(count)", file: path)
        }
        guard rule.fixedOptions.isEmpty || file.ids == rule.fixedOptions else {
            let expected = rule.fixedOptions.joined(separator: ", ")
            throw BadInput("the options of \(rule.id) are \(expected)", file: path)
        }
        let (profile, reading) = try file.profile(
            for: rule, eligible: options.eligible, lenient: options.lenient)
        let remark = reading.map { BallotFile.Repair(line: nil, reason: $0) }
        return Election(
            profile: profile, ids: file.ids, names: file.names, seats: file.seats, drawn: file.drawn,
            remarks: file.repairs + (remark.map { [$0] } ?? []))
    }

    private func bundled(_ facts: ElectionFacts, _ rule: Rule) throws -> Election {
        let file = try Bundle(parsing: bytes).members.first { $0.name == "ballots.jsonl" }?.bytes ?? []
        let ballots = try read(file, rule, facts.options.count)
        let profile = try Profile(
            options: facts.options.count, eligible: facts.eligible, budget: facts.budget, ballots: ballots)
        return Election(profile: profile, ids: facts.ids, names: facts.options, seats: facts.seats)
    }

    private func lines(_ rule: Rule, _ options: InputOptions) throws -> Election {
        let fixed = rule.fixedOptions.isEmpty ? nil : rule.fixedOptions.count
        guard let count = fixed ?? options.options, count > 0, count <= BallotFile.mostOptions else {
            throw BadInput(
                "say with --options how many options there are, 1 to \(BallotFile.mostOptions)", file: path)
        }
        let profile = try Profile(
            options: count, eligible: options.eligible, ballots: read(bytes, rule, count))
        let ids = fixed == nil ? (1...count).map { String($0) } : rule.fixedOptions
        return Election(profile: profile, ids: ids, names: ids)
    }

    private func read(_ file: [UInt8], _ rule: Rule, _ options: Int) throws -> [Ballot] {
        var progress = Progress("ballots")
        defer { progress.finish() }
        return try BallotLines.read(file, rule: rule, options: options) {
            progress.advance(to: $0, of: file.count)
        }.map(\.ballot)
    }
}

extension Rule {
    /// What the marks of a table mean to this rule; nil where the table decides.
    fileprivate var kindOfMarks: Ballot.Kind? { ballot == .ranking || aim == .budget ? nil : ballot }
}

extension BallotInput.Election {
    /// Members of the JSON that say what was mended: `[{"line":7,"reason":"…","times":2}]`, the line where there is one.
    var remarksJSON: JSON {
        .array(
            remarks.map { remark in
                var members: [String: JSON] = ["reason": .string(remark.reason), "times": .int(remark.times)]
                if let line = remark.line { members["line"] = .int(line) }
                return .object(members)
            })
    }

    /// One line for each, as on the standard error output.
    func remarkLines(path: String) -> [String] {
        remarks.map { remark in
            let place = remark.line.map { "\(path):\($0)" } ?? path
            return "\(place): \(remark.reason)" + (remark.times > 1 ? " (\(remark.times) times)" : "")
        }
    }
}

extension TallyError {
    /// One sentence without a full stop.
    var sentence: String {
        switch self {
        case .unknownParameter(let name): "the rule has no parameter \(name)"
        case .badParameter(let name): "the parameter \(name) does not allow this value"
        case .badSeats(let seats): "\(seats) seats cannot be filled"
        case .badOptions(let options): "the rule cannot be used with \(options) options"
        case .badCount(let count): "\(count) is not a possible number of ballots"
        case .badBallot: "a ballot does not fit the rule or the options"
        case .overmarked: "a ballot marks more than allowed"
        case .eligibleUnknown: "say with --eligible how many people may vote"
        case .moreBallotsThanEligible: "there are more ballots than people who may vote"
        case .badBudget: "the rule needs a budget and what each option costs"
        case .tooMany(let most): "the rule counts exactly only up to \(most)"
        case .tooLarge: "a number is too large to be counted exactly"
        }
    }
}

import BallotFiles
import Core
import PublicRecord
import Tally
import Terminal
import TransparencyLog

/// A file of ballots, whatever its form: a bundle, `ballots.jsonl`, or a table of counted ballots.
struct BallotInput {
    let path: String
    let bytes: [UInt8]
    /// What the bundle says about its election; nil for the other forms.
    let record: ElectionRecord?

    init(_ path: String) throws {
        self.path = path
        bytes = Array(try readFile(path, longest: Recount.longest))
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

    /// What is counted. `options` and `eligible` serve files that do not say so themselves.
    func election(
        rule: Rule, options: Int?, eligible: Int?
    ) throws -> (profile: Profile, ids: [String], names: [String]) {
        do {
            if let record { return try bundled(record.facts, rule) }
            if bytes.first == UInt8(ascii: "{") { return try lines(rule, options, eligible) }
            let table = try CountedCSV(parsing: bytes, rule: rule)
            if let options, options != table.names.count {
                throw BadInput("the file has \(table.names.count) options, not \(options)", file: path)
            }
            let profile = try Profile(options: table.names.count, eligible: eligible, groups: table.groups)
            return (profile, table.names, table.names)
        } catch let error as BallotFileError {
            throw BadInput(error.reason, file: path, line: error.line)
        } catch let error as TallyError {
            throw BadInput(error.sentence, file: path)
        }
    }

    private func bundled(
        _ facts: ElectionFacts, _ rule: Rule
    ) throws -> (profile: Profile, ids: [String], names: [String]) {
        let file = try Bundle(parsing: bytes).members.first { $0.name == "ballots.jsonl" }?.bytes ?? []
        let ballots = try read(file, rule, facts.options.count)
        let profile = try Profile(options: facts.options.count, eligible: facts.eligible, ballots: ballots)
        return (profile, facts.ids, facts.options)
    }

    private func lines(
        _ rule: Rule, _ options: Int?, _ eligible: Int?
    ) throws -> (profile: Profile, ids: [String], names: [String]) {
        let fixed = rule.fixedOptions.isEmpty ? nil : rule.fixedOptions.count
        guard let count = fixed ?? options, count > 0, count <= 10_000 else {
            throw BadInput("say with --options how many options there are, 1 to 10000", file: path)
        }
        let profile = try Profile(options: count, eligible: eligible, ballots: read(bytes, rule, count))
        let ids = fixed == nil ? (1...count).map { String($0) } : rule.fixedOptions
        return (profile, ids, ids)
    }

    private func read(_ file: [UInt8], _ rule: Rule, _ options: Int) throws -> [Ballot] {
        var progress = Progress("ballots")
        defer { progress.finish() }
        return try BallotLines.read(file, rule: rule, options: options) {
            progress.advance(to: $0, of: file.count)
        }.map(\.ballot)
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

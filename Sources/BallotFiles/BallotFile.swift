package import Tally

/// A file of ballots in one of the world's forms, found by its content.
///
/// Nothing is guessed: what a form leaves open is refused with its line, or mended and listed in `repairs`.
package struct BallotFile: Sendable {
    package enum Format: String, Sendable, CaseIterable {
        /// `.blt`, as Hill, Wichmann and Woodall 1987 wrote it and OpenSTV and droop extended it.
        case blt
        /// `.soc .soi .toc .toi .cat`. Source: preflib.org/format.
        case preflib
        /// `.pb`. Source: pabulib.org/format.
        case pabulib
        /// The tally sheets of vote.debian.org.
        case debian
        /// `.abc.yaml`. Source: abcvoting, fileio.
        case abcvoting
        /// Aggregated Ballot Information Format. Source: electowiki.org/wiki/ABIF.
        case abif
        /// Rows of counted ballots, separated by commas.
        case table
        /// Cast vote records in JSON. Source: NIST SP 1500-103.
        case castVoteRecords = "cast-vote-records"
    }

    package let format: Format
    package internal(set) var title: String?
    /// What the file calls each option: a project's id, a candidate's number, else the name.
    package internal(set) var ids: [String] = []
    package internal(set) var names: [String] = []
    /// Names of candidates who withdrew before the count. They are no options, and ballots are read without them.
    package internal(set) var withdrawn: [String] = []
    /// How many are to be elected, where the file says so.
    package internal(set) var seats: Int?
    /// What the ballots are.
    package internal(set) var kind: Ballot.Kind = .ranking
    /// All ballots, with limit and costs where money is voted on.
    package let profile: Profile
    /// How many decimals of the file's money the whole numbers of the budget hold: 0 or 2.
    package internal(set) var moneyPlaces = 0
    /// The points that each place of a ranking is worth, where the form itself says so.
    package internal(set) var pointsByPlace: [Int] = []
    /// The options that were funded, where the file says so.
    package internal(set) var selected: [Int]?
    /// The order in which the file settles ties, where it names one.
    package internal(set) var drawn: [Int]?
    package let repairs: [Repair]

    /// Something in the file that was not as it should be, and what was made of it.
    package struct Repair: Sendable, Hashable {
        /// The line where it was first met, counted from 1; nil where it is about the whole file.
        package let line: Int?
        /// One English sentence without a full stop.
        package let reason: String
        /// How often it was met.
        package internal(set) var times: Int

        package init(line: Int?, reason: String, times: Int = 1) {
            self.line = line
            self.reason = reason
            self.times = times
        }
    }

    /// The most options that are read.
    package static let mostOptions = 10_000

    /// Reads a file whose form shows in its first lines.
    ///
    /// `kind` says what the marks of a form mean that serves several kinds of ballots; without it `1` and `0`
    /// are approvals and other numbers are scores. `contest` names one of several contests in a file. `progress`
    /// hears how many bytes have been read.
    package static func read(
        _ bytes: [UInt8], lenient: Bool = false, kind: Ballot.Kind? = nil, contest: String? = nil,
        progress: (Int) -> Void = { _ in }
    ) throws(BallotFileError) -> BallotFile {
        guard let format = Format(of: bytes) else {
            throw BallotFileError(line: 1, reason: "this is no form of ballot file that is known here")
        }
        return try withoutActuallyEscaping(progress) { progress throws(BallotFileError) in
            var reading = Reading(bytes, lenient: lenient, progress: progress)
            let file =
                switch format {
                case .blt: try BltReader.read(&reading)
                case .preflib: try PrefLibReader.read(&reading)
                case .pabulib: try PabulibReader.read(&reading)
                case .debian: try DebianReader.read(&reading)
                case .abcvoting: try AbcvotingReader.read(&reading)
                case .abif: try AbifReader.read(&reading, kind: kind)
                case .table: try BallotTableReader.read(&reading, kind: kind)
                case .castVoteRecords: try CastVoteRecordReader.read(&reading, contest: contest)
                }
            progress(bytes.count)
            return file
        }
    }

    /// Takes ballots, budget and repairs from `reading`; `options` are the ids in order with their names.
    init(
        _ format: Format, _ reading: Reading, options: [(id: String, name: String)],
        budget: Profile.Budget? = nil, kind: Ballot.Kind
    ) throws(BallotFileError) {
        self.format = format
        self.kind = kind
        ids = options.map(\.id)
        names = options.map(\.name)
        repairs = reading.repairs
        do throws(TallyError) {
            profile = try Profile(options: options.count, budget: budget, groups: reading.counts.groups)
        } catch {
            throw BallotFileError(reason: "the ballots do not fit together: \(error)")
        }
    }
}

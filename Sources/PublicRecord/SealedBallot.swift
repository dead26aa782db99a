import BallotFiles
import Core
package import Tally
package import TransparencyLog

/// A ballot as intake and box keep it: its canonical bytes, and the salt that hides it in the log.
package struct SealedBallot: Sendable, Hashable {
    /// Canonical JSON.
    package let ballot: [UInt8]
    /// 32 random bytes.
    package let salt: [UInt8]

    package init(ballot: [UInt8], salt: [UInt8]) {
        self.ballot = ballot
        self.salt = salt
    }

    package init(_ ballot: Ballot, rule: Rule, salt: [UInt8]) {
        self.init(ballot: BallotJSON.value(ballot, rule: rule).canonical, salt: salt)
    }

    /// What the log shows of it; see `OpenedBallot.commitment`.
    package func commitment(in facts: ElectionFacts) throws(RecordError) -> Hash {
        try opened(rule: facts.rule, options: facts.options.count).commitment(of: facts)
    }

    func opened(rule: Rule, options: Int) throws(RecordError) -> OpenedBallot {
        do throws(BallotFileError) {
            let read = try BallotJSON.ballot(parsing: ballot, rule: rule, options: options)
            guard let opened = OpenedBallot(ballot: read, salt: salt) else {
                throw BallotFileError(reason: "a salt has 32 bytes")
            }
            return opened
        } catch {
            throw RecordError("a ballot of the box: \(error.reason)")
        }
    }
}

extension CountedElection {
    /// Counts what the box holds, in any order, and the paper.
    package init(_ facts: ElectionFacts, sealed: [SealedBallot], paper: PaperBallots? = nil) throws {
        let online = try sealed.map { try $0.opened(rule: facts.rule, options: facts.options.count) }
        try self.init(facts, ballots: online + (paper?.opened ?? []))
    }
}

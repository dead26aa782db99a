package import Core
package import Tally

/// A ballot with the salt that opens its commitment, as the bundle publishes it after the end.
package struct OpenedBallot: Sendable, Hashable {
    package static let saltLength = 32

    package let ballot: Ballot
    /// 32 random bytes.
    package let salt: [UInt8]

    /// Nil unless `salt` has 32 bytes.
    package init?(ballot: Ballot, salt: [UInt8]) {
        guard salt.count == Self.saltLength else { return nil }
        self.ballot = ballot
        self.salt = salt
    }

    /// What is hashed to commit to the ballot:
    /// `"mitstimme-ballot/v1" ‖ 0 ‖ election id in decimal ‖ 0 ‖ salt ‖ canonical ballot`.
    package func committed(election: ElectionID, rule: Rule) -> [UInt8] {
        Array("mitstimme-ballot/v1".utf8) + [0] + Array(election.description.utf8) + [0] + salt
            + BallotJSON.value(ballot, rule: rule).canonical
    }

    /// One line of `ballots.jsonl`, without the line end: `{"ballot":…,"salt":"<Base64 of 32 bytes>"}`.
    package func line(rule: Rule) -> [UInt8] {
        let json: JSON = ["ballot": BallotJSON.value(ballot, rule: rule), "salt": .string(salt.base64)]
        return json.canonical
    }

    /// Reads what `line` writes and nothing else.
    package init(line: [UInt8], rule: Rule, options: Int) throws(BallotFileError) {
        let json = try BallotJSON.parse(line)
        guard json.object?.count == 2, let ballot = json["ballot"],
            let salt = json["salt"]?.string.flatMap({ [UInt8](base64: $0) })
        else { throw BallotFileError(reason: "a line has the members ballot and salt") }
        guard
            let opened = OpenedBallot(
                ballot: try BallotJSON.ballot(ballot, rule: rule, options: options), salt: salt)
        else { throw BallotFileError(reason: "a salt has 32 bytes") }
        guard opened.line(rule: rule) == line else {
            throw BallotFileError(reason: "the line is not written in its canonical form")
        }
        self = opened
    }
}

/// The file `ballots.jsonl`: one opened ballot a line, each line ended by a line feed.
package enum BallotLines {
    package static func write(_ ballots: [OpenedBallot], rule: Rule) -> [UInt8] {
        var out: [UInt8] = []
        for ballot in ballots {
            out += ballot.line(rule: rule)
            out.append(0x0A)
        }
        return out
    }

    /// Reads what `write` writes; `progress` hears the number of bytes read so far after each line.
    package static func read(
        _ bytes: [UInt8], rule: Rule, options: Int, progress: (Int) -> Void = { _ in }
    ) throws(BallotFileError) -> [OpenedBallot] {
        var ballots: [OpenedBallot] = []
        var start = 0
        while start < bytes.count {
            guard let end = bytes[start...].firstIndex(of: 0x0A) else {
                throw BallotFileError(line: ballots.count + 1, reason: "the last line does not end")
            }
            do throws(BallotFileError) {
                ballots.append(
                    try OpenedBallot(line: Array(bytes[start..<end]), rule: rule, options: options))
            } catch {
                throw error.at(line: ballots.count + 1)
            }
            start = end + 1
            progress(start)
        }
        return ballots
    }
}

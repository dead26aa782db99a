import Core

/// A ballot that was opened instead of cast, as the booth saves it: whether it contains what the opening says.
///
///     {"ballot":"{\"election_uuid\":…}","election":"{…}","opening":{"choices":[[0,1]],"randomness":[["81…","4…"]]},"seal":"…"}
///
/// `ballot` is the unsigned ballot, byte for byte; each question's choices begin with the blank one where it has one.
package struct SpoiledBallot: Sendable {
    /// Why an opened ballot does not hold.
    package enum Fault: String, Error, Hashable, Sendable {
        /// It is no unsigned ballot in its only form.
        case ballot
        /// It belongs to another election.
        case election
        /// What is said to be in it is no answer to the questions.
        case opening
        /// It contains something else.
        case ciphertext
    }

    package let ballot: [UInt8]
    /// What the booth says the election is; nil where it says nothing.
    package let election: [UInt8]?
    package let choices: [[Int]]
    /// Decimals.
    private let randomness: [[String]]

    /// What a voter's device commits to before it is told whether the ballot is cast or opened, in Base64.
    package var hash: String { Digest(of: ballot).base64 }

    package init(parsing bytes: [UInt8]) throws(ElectionError) {
        let json = try JSON(election: bytes)
        ballot = Array(try json.text("ballot").utf8)
        election = try json.optionalText("election").map { Array($0.utf8) }
        let opening = try json.field("opening")
        choices = try opening.lists("choices", of: "a whole number", \.int)
        randomness = try opening.lists("randomness", of: "a text", \.string)
    }

    /// Nil where the ballot contains what the opening says. Throws where the election itself cannot be read.
    package func fault(in election: [UInt8]) throws(ElectionError) -> Fault? {
        let parameters = try ElectionParameters(parsing: election)
        guard let group = ElectionGroups.named(parameters.group) else {
            throw ElectionError("the group \(parameters.group) is not known here", kind: .unknown)
        }
        func fault<G: Group>(_ group: G) throws(ElectionError) -> Fault? {
            try self.fault(in: EncryptedElection(parameters, in: group))
        }
        return try fault(group)
    }

    /// The same in an election that is ready to be checked.
    package func fault<G: Group>(in election: EncryptedElection<G>) -> Fault? {
        guard let unsigned = try? EncryptedBallot<G>.unsigned(ballot, in: election.group) else {
            return .ballot
        }
        guard unsigned.uuid == election.parameters.uuid, unsigned.fingerprint == election.fingerprint else {
            return .election
        }
        let scalars = randomness.map { $0.compactMap { election.group.scalar(decimal: $0) } }
        guard scalars.map(\.count) == randomness.map(\.count), choices.count == election.questions.count,
            zip(election.questions, choices).allSatisfy({ $0.isRanked || $1.allSatisfy((0...1).contains) })
        else { return .opening }
        return election.opens(unsigned.answers, to: choices, with: scalars) ? nil : .ciphertext
    }
}

extension JSON {
    fileprivate func lists<Value>(
        _ key: String, of kind: String, _ read: (JSON) -> Value?
    ) throws(ElectionError) -> [[Value]] {
        var lists: [[Value]] = []
        for list in try list(key) {
            let values = list.array?.map(read)
            guard let values, !values.contains(where: { $0 == nil }) else {
                throw ElectionError("\(key) holds something that is not \(kind)")
            }
            lists.append(values.compactMap { $0 })
        }
        return lists
    }
}

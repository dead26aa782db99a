/// An election in its group, with the powers of its key made ready: what every check of a ballot needs.
package struct EncryptedElection<G: Group>: Sendable {
    package let group: G
    package let parameters: ElectionParameters
    /// y, a member of the group.
    package let key: G.Element
    let keyTable: G.Table

    package var questions: [BallotQuestion] { parameters.questions }
    package var fingerprint: String { parameters.fingerprint }

    /// Making the tables takes milliseconds: once an election, not once a ballot.
    package init(_ parameters: ElectionParameters, in group: G) throws(ElectionError) {
        guard parameters.group == group.name else {
            throw ElectionError("the election is in the group \(parameters.group)")
        }
        self.group = group
        self.parameters = parameters
        key = try naming("public_key") { () throws(ElectionError) in
            try group.member(parameters.publicKey)
        }
        guard key != group.identity else { throw ElectionError("public_key is the neutral element") }
        for (index, question) in parameters.questions.enumerated() where question.isRanked {
            let numbers = [Int](repeating: 255, count: question.answers.count)
            guard group.encode(numbers) != nil else {
                throw ElectionError("question \(index + 1) has more ranks than \(group.name) can hold")
            }
        }
        keyTable = group.table(key)
    }
}

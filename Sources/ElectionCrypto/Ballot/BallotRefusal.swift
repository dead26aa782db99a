/// Why a ballot is not accepted. Questions and answers count from 1.
package enum BallotRefusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// It is not in a ballot's only form.
    case malformed(String)
    case otherElection
    case unknownCredential
    /// The signed hash is not that of the ballot.
    case wrongHash
    case wrongSignature
    case wrongNumberOfAnswers
    /// The answer has not the parts that the question asks for.
    case wrongShape(question: Int)
    /// A ciphertext lies outside the group.
    case notMember(question: Int)
    case wrongIndividualProof(question: Int, answer: Int)
    case wrongOverallProof(question: Int)
    case wrongBlankProof(question: Int)
    case wrongRankedProof(question: Int)

    /// One English sentence without a full stop.
    package var description: String {
        switch self {
        case .malformed(let reason): "the ballot is not in its form: \(reason)"
        case .otherElection: "the ballot belongs to another election"
        case .unknownCredential: "the credential is not in the list"
        case .wrongHash: "the signed hash is not that of the ballot"
        case .wrongSignature: "the signature does not fit the credential"
        case .wrongNumberOfAnswers: "the ballot has not one answer for each question"
        case .wrongShape(let question): "answer \(question) has not the parts its question asks for"
        case .notMember(let question): "answer \(question) has a ciphertext outside the group"
        case .wrongIndividualProof(let question, let answer):
            "answer \(question) does not prove that column \(answer) is 0 or 1"
        case .wrongOverallProof(let question): "answer \(question) does not prove that its sum is permitted"
        case .wrongBlankProof(let question): "answer \(question) does not prove that a blank one is empty"
        case .wrongRankedProof(let question): "answer \(question) is not proven to be the voter's own"
        }
    }
}

/// A voter's answer to one question, encrypted, with the proofs that it is a permitted one.
package enum EncryptedAnswer<G: Group>: Hashable, Sendable {
    case choice(Choice)
    case ranked(Ranked)

    package struct Choice: Hashable, Sendable {
        /// One for each column of the question: of 0 or of 1.
        package let choices: [Ciphertext<G>]
        /// For each column the proof that it is of 0 or of 1.
        package let individualProofs: [[Proof<G>]]
        /// The proof that as many are chosen as the question permits, or the blank one.
        package let overallProof: [Proof<G>]
        /// The proof that the blank one or nothing else is not chosen.
        package let blankProof: [Proof<G>]?
    }

    package struct Ranked: Hashable, Sendable {
        package let ciphertext: Ciphertext<G>
        /// The proof that the voter's device has made the ciphertext itself.
        package let proof: Proof<G>
    }

    package var ciphertexts: [Ciphertext<G>] {
        switch self {
        case .choice(let answer): answer.choices
        case .ranked(let answer): [answer.ciphertext]
        }
    }

    /// Whether it has the columns and the parts that the question asks for.
    func fits(_ question: BallotQuestion) -> Bool {
        switch (question, self) {
        case (.choice(let question), .choice(let answer)):
            answer.choices.count == question.columns && answer.individualProofs.count == question.columns
                && (answer.blankProof != nil) == question.allowsBlank
        case (.ranked, .ranked): true
        case (.choice, .ranked), (.ranked, .choice): false
        }
    }

    func text(in group: G) -> String {
        func list(_ proofs: [Proof<G>]) -> String { jsonArray(proofs.map { $0.text(in: group) }) }
        switch self {
        case .choice(let answer):
            let blank = answer.blankProof.map { ",\"blank_proof\":" + list($0) } ?? ""
            return """
                {"choices":\(jsonArray(answer.choices.map { $0.text(in: group) })),\
                "individual_proofs":\(jsonArray(answer.individualProofs.map(list))),\
                "overall_proof":\(list(answer.overallProof))\(blank)}
                """
        case .ranked(let answer):
            return """
                {"choices":\(answer.ciphertext.text(in: group)),"proof":\(answer.proof.text(in: group))}
                """
        }
    }

    /// The elements' membership is still to be checked.
    init(_ text: inout CanonicalText, in group: G) throws(ElectionError) {
        func proof(_ text: inout CanonicalText) throws(ElectionError) -> Proof<G> {
            try Proof(&text, in: group)
        }
        func proofs(_ text: inout CanonicalText) throws(ElectionError) -> [Proof<G>] { try text.list(proof) }
        if text.take("{\"choices\":[") {
            var choices: [Ciphertext<G>] = []
            repeat { choices.append(try Ciphertext(&text, in: group)) } while text.take(",")
            try text.expect("],\"individual_proofs\":")
            let individualProofs = try text.list(proofs)
            try text.expect(",\"overall_proof\":")
            let overallProof = try proofs(&text)
            let blankProof = text.take(",\"blank_proof\":") ? try proofs(&text) : nil
            self = .choice(
                Choice(
                    choices: choices, individualProofs: individualProofs, overallProof: overallProof,
                    blankProof: blankProof))
        } else {
            try text.expect("{\"choices\":")
            let ciphertext = try Ciphertext(&text, in: group)
            try text.expect(",\"proof\":")
            self = .ranked(Ranked(ciphertext: ciphertext, proof: try proof(&text)))
        }
        try text.expect("}")
    }
}

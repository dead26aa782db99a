extension EncryptedElection {
    /// Checks an answer's proofs; its shape and its elements are right.
    func check(
        _ answer: EncryptedAnswer<G>, to question: BallotQuestion, number: Int, by credential: String
    ) throws(BallotRefusal) {
        switch (question, answer) {
        case (.choice(let question), .choice(let answer)):
            try check(answer, to: question, number: number, by: credential)
        case (.ranked, .ranked(let answer)):
            let prefix = rankedPrefix(answer.ciphertext, by: credential)
            guard answer.proof.provesLogarithm(of: answer.ciphertext.alpha, prefix: prefix, in: group) else {
                throw .wrongRankedProof(question: number)
            }
        case (.choice, .ranked), (.ranked, .choice): throw .wrongShape(question: number)
        }
    }

    private func check(
        _ answer: EncryptedAnswer<G>.Choice, to question: BallotQuestion.Choice, number: Int,
        by credential: String
    ) throws(BallotRefusal) {
        let context = context(of: credential)
        let pairs = pairs(answer.choices)
        for (index, (choice, proofs)) in zip(answer.choices, answer.individualProofs).enumerated() {
            let prefix = intervalPrefix(context, pairs[index])
            guard Disjunction.holds(proofs, for: [.init(choice, is: 0...1)], prefix: prefix, in: self) else {
                throw .wrongIndividualProof(question: number, answer: index + 1)
            }
        }
        let wide = "\(context)|\(pairs.joined(separator: ","))"
        guard let blankProof = answer.blankProof else {
            let sum = product(answer.choices)
            let prefix = intervalPrefix(wide, self.pairs([sum])[0])
            let claims = [Disjunction.Claim(sum, is: question.limits)]
            guard Disjunction.holds(answer.overallProof, for: claims, prefix: prefix, in: self) else {
                throw .wrongOverallProof(question: number)
            }
            return
        }
        let (blank, sum) = (answer.choices[0], product(answer.choices.dropFirst()))
        let emptiness = [Disjunction.Claim(blank, is: 0...0), Disjunction.Claim(sum, is: 0...0)]
        guard Disjunction.holds(blankProof, for: emptiness, prefix: "bproof0|\(wide)|", in: self) else {
            throw .wrongBlankProof(question: number)
        }
        let permitted = [Disjunction.Claim(blank, is: 1...1), Disjunction.Claim(sum, is: question.limits)]
        guard Disjunction.holds(answer.overallProof, for: permitted, prefix: "bproof1|\(wide)|", in: self)
        else { throw .wrongOverallProof(question: number) }
    }

    func rankedPrefix(_ ciphertext: Ciphertext<G>, by credential: String) -> String {
        "raweg|\(context(of: credential))|\(group.list([key, ciphertext.alpha, ciphertext.beta]))|"
    }
}

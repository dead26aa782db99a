import Core

/// One mixer's shuffles of all ranked questions, in their order.
///
///     {"ciphertexts":[[{"alpha":"…","beta":"…"},…],…],
///      "proofs":[[[t1,t2,t3,[t41,t42],[t̂…]],[s1,s2,s3,s4,[ŝ…],[s'…]],[c…],[ĉ…]],…]}
///
/// On one line.
package struct ElectionShuffle<G: Group>: Hashable, Sendable {
    package let shuffles: [Shuffle<G>]

    /// Mixes what the mixer before has left. The caller has verified the archive that the tally is from. `progress`
    /// hears how much of all questions is done.
    package init(
        mixing tally: EncryptedTally<G>, for election: EncryptedElection<G>,
        using chance: inout some RandomNumberGenerator,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) {
        var shuffles: [Shuffle<G>] = []
        let lists = tally.ranked(election.questions)
        let whole = lists.count
        for (number, list) in lists.enumerated() {
            let shuffle = election.shuffling.shuffle(list, using: &chance) { done, total in
                progress(number * total + done, whole * total)
            }
            shuffles.append(shuffle)
        }
        self.shuffles = shuffles
    }

    package func text(in group: G) -> String {
        let outputs = jsonArray(shuffles.map { jsonArray($0.output.map { $0.text(in: group) }) })
        return
            "{\"ciphertexts\":\(outputs),\"proofs\":\(jsonArray(shuffles.map { $0.proof.text(in: group) }))}"
    }

    /// The elements' membership is still to be checked.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["ciphertexts", "proofs"])
        let (outputs, proofs) = (try json.list("ciphertexts"), try json.list("proofs"))
        guard outputs.count == proofs.count else { throw ElectionError("there is not one proof a question") }
        shuffles = try each(outputs) { output, number throws(ElectionError) in
            Shuffle(
                output: try each(output.items()) { item, _ throws(ElectionError) in
                    try item.only(["alpha", "beta"])
                    return Ciphertext(
                        alpha: try group.element(item.field("alpha")),
                        beta: try group.element(item.field("beta")))
                }, proof: try ShuffleProof(proofs[number - 1], in: group))
        }
    }

    /// Whether each list is the one before it, permuted; why not, otherwise.
    package func verdict(
        on tally: EncryptedTally<G>, in election: EncryptedElection<G>,
        using chance: inout some RandomNumberGenerator
    ) -> ShuffleVerdict {
        let inputs = tally.ranked(election.questions)
        guard inputs.count == shuffles.count else { return .invalid(.length(.outputAlpha)) }
        for (input, shuffle) in zip(inputs, shuffles) {
            let verdict = election.shuffling.verdict(shuffle, of: input, using: &chance)
            if verdict != .valid { return verdict }
        }
        return .valid
    }
}

extension EncryptedElection {
    var shuffling: Shuffling<G> { Shuffling(group, publicKey: key, fingerprint: fingerprint) }
}

extension ShuffleProof {
    func text(in group: G) -> String {
        func elements(_ list: [G.Element]) -> String {
            jsonArray(group.texts(list).map { "\"\($0)\"" })
        }
        func scalars(_ list: [G.Scalar]) -> String { jsonArray(list.map { "\"\(group.decimal($0))\"" }) }
        let first = elements([announcement.sum, announcement.product, announcement.powers]).dropLast()
        let pair = elements([announcement.beta, announcement.alpha])
        let single = scalars([response.sum, response.product, response.powers, response.encryption])
        return """
            [\(first),\(pair),\(elements(announcement.chain))],[\(single.dropFirst().dropLast()),\
            \(scalars(response.chain)),\(scalars(response.weights))],\(elements(commitments)),\(elements(chain))]
            """
    }

    init(_ json: JSON, in group: G) throws(ElectionError) {
        func elements(_ json: JSON) throws(ElectionError) -> [G.Element] {
            try each(json.items()) { item, _ throws(ElectionError) in try group.element(item) }
        }
        func scalar(_ json: JSON) throws(ElectionError) -> G.Scalar {
            guard let scalar = group.scalar(decimal: json.string ?? "") else {
                throw ElectionError("a proof's number is not below the order of the group")
            }
            return scalar
        }
        func scalars(_ json: JSON) throws(ElectionError) -> [G.Scalar] {
            try each(json.items()) { item, _ throws(ElectionError) in try scalar(item) }
        }
        let parts = try json.items(4)
        let (announced, responded) = (try parts[0].items(5), try parts[1].items(6))
        let pair = try announced[3].items(2)
        self.init(
            announcement: Announcement(
                sum: try group.element(announced[0]), product: try group.element(announced[1]),
                powers: try group.element(announced[2]), beta: try group.element(pair[0]),
                alpha: try group.element(pair[1]), chain: try elements(announced[4])),
            response: Response(
                sum: try scalar(responded[0]), product: try scalar(responded[1]),
                powers: try scalar(responded[2]), encryption: try scalar(responded[3]),
                chain: try scalars(responded[4]), weights: try scalars(responded[5])),
            commitments: try elements(parts[2]), chain: try elements(parts[3]))
    }
}

extension Group {
    /// An element whose membership is still to be checked.
    fileprivate func element(_ json: JSON) throws(ElectionError) -> Element {
        guard let text = json.string, let element = element(text) else {
            throw ElectionError("an element is not written in its form")
        }
        return element
    }
}

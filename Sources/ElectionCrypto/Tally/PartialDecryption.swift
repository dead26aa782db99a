import Core

/// One trustee's part in opening a tally, with the proof that it was made with the trustee's key.
///
///     {"decryption_factors":[["…"]],"decryption_proofs":[[{"challenge":"…","response":"…"}]]}
package struct PartialDecryption<G: Group>: Hashable, Sendable {
    package let factors: [[G.Element]]
    package let proofs: [[Proof<G>]]

    package func text(in group: G) -> String {
        let factors = jsonArray(factors.map { jsonArray($0.map { "\"\(group.text($0))\"" }) })
        let proofs = jsonArray(proofs.map { jsonArray($0.map { $0.text(in: group) }) })
        return "{\"decryption_factors\":\(factors),\"decryption_proofs\":\(proofs)}"
    }

    /// Checks membership of every factor; the proofs are still to be checked.
    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["decryption_factors", "decryption_proofs"])
        factors = try each(json.list("decryption_factors")) { list, number throws(ElectionError) in
            try each(list.items()) { item, _ throws(ElectionError) in
                guard let text = item.string else { throw ElectionError("factor \(number) is not a text") }
                return try group.member(text)
            }
        }
        proofs = try each(json.list("decryption_proofs")) { list, _ throws(ElectionError) in
            try each(list.items()) { item, _ throws(ElectionError) in try Proof(item, in: group) }
        }
    }

    /// Opens a tally with a key. The caller has verified the archive that the tally is from. `progress` hears how many
    /// ciphertexts are done.
    package init(
        of tally: EncryptedTally<G>, with secret: G.Scalar, for election: EncryptedElection<G>,
        using chance: inout some RandomNumberGenerator,
        progress: @escaping (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) {
        let group = election.group
        var steps = Steps(tally.ciphertexts.reduce(0) { $0 + $1.count }, progress)
        let prefix = election.decryptionPrefix(group.secretPower(secret))
        var factors: [[G.Element]] = []
        var proofs: [[Proof<G>]] = []
        for column in tally.ciphertexts {
            var ofColumn: [Proof<G>] = []
            var factorsOfColumn: [G.Element] = []
            for ciphertext in column {
                let commitment = group.randomScalar(using: &chance)
                let elements = [
                    group.secretPower(commitment), group.secretPower(ciphertext.alpha, commitment),
                ]
                let challenge = group.challenge(prefix, elements)
                ofColumn.append(
                    Proof(challenge: challenge, response: group.response(commitment, secret, challenge)))
                factorsOfColumn.append(group.secretPower(ciphertext.alpha, secret))
                steps.advance()
            }
            factors.append(factorsOfColumn)
            proofs.append(ofColumn)
        }
        self.factors = factors
        self.proofs = proofs
    }

    /// Whether every factor is the tally's element raised to the secret of `key`.
    package func holds(
        for tally: EncryptedTally<G>, by key: G.Element, in election: EncryptedElection<G>,
        concurrently: Concurrency = .serial
    ) -> Bool {
        let shape = tally.ciphertexts.map(\.count)
        guard factors.map(\.count) == shape, proofs.map(\.count) == shape else { return false }
        let group = election.group
        let prefix = election.decryptionPrefix(key)
        let columns = zip(tally.ciphertexts.joined(), zip(factors.joined(), proofs.joined()))
        let claims = columns.map { Claim(alpha: $0.alpha, factor: $1.0, proof: $1.1) }
        let verdicts = concurrently.map(claims) { claim in
            let (challenge, response) = (claim.proof.challenge, claim.proof.response)
            let commitments = [
                group.power(group.generatorTable, response, times: key, challenge),
                group.product(of: [claim.alpha, claim.factor], raisedTo: [response, challenge]),
            ]
            return group.challenge(prefix, commitments) == challenge
        }
        return verdicts.allSatisfy { $0 }
    }

    private struct Claim: Sendable {
        let alpha: G.Element
        let factor: G.Element
        let proof: Proof<G>
    }
}

extension EncryptedElection {
    func decryptionPrefix(_ key: G.Element) -> String { "decrypt|\(fingerprint)|\(group.text(key))|" }
}

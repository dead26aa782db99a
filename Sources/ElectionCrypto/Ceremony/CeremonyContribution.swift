import Core

/// What a trustee gives the others in the second step: its commitment, its signature over all certificates, and a
/// sealed share for each.
///
///     {"coefexps":{"message":…,"signature":…},"signature":{…},"shares":[{"message":…,"signature":…},…]}
package struct CeremonyContribution<G: Group>: Hashable, Sendable {
    package let commitment: SignedMessage<G>
    package let signature: Proof<G>
    /// In the order of the trustees.
    package let shares: [SignedMessage<G>]

    package func text(in group: G) -> String {
        """
        {"coefexps":\(commitment.text(in: group)),"signature":\(signature.text(in: group)),\
        "shares":\(jsonArray(shares.map { $0.text(in: group) }))}
        """
    }

    package init(parsing bytes: [UInt8], in group: G) throws(ElectionError) {
        let json = try JSON(election: bytes)
        try json.only(["coefexps", "signature", "shares"])
        commitment = try SignedMessage(json.field("coefexps"), in: group)
        signature = try Proof(json.field("signature"), in: group)
        shares = try each(json.list("shares")) { item, _ throws(ElectionError) in
            try SignedMessage(item, in: group)
        }
    }

    init(commitment: SignedMessage<G>, signature: Proof<G>, shares: [SignedMessage<G>]) {
        self.commitment = commitment
        self.signature = signature
        self.shares = shares
    }
}

extension CeremonyMember {
    /// The secret polynomial. It follows from the seed and from these certificates, so that the step can be
    /// repeated, and so that other certificates give another polynomial.
    private func polynomial(_ certificates: [SignedMessage<G>]) -> [G.Scalar] {
        let ceremony = SignedMessage.fingerprint(of: certificates, in: group)
        return (0..<context.threshold).map { power in
            let wide = (0...9).flatMap { part in
                Digest(of: "mitstimme polynomial|\(seed.text)|\(ceremony)|\(power)|\(part)").bytes
            }
            return group.scalar(reducing: wide)
        }
    }

    /// Step 2: after all have read the fingerprint of the certificates to each other.
    package func contribution(
        _ certificates: [SignedMessage<G>], using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> CeremonyContribution<G> {
        let others = try checked(certificates)
        let coefficients = polynomial(certificates)
        let commitment = Commitment<G>(coefficients.map { group.secretPower($0) })
        var shares: [SignedMessage<G>] = []
        for (index, other) in others.enumerated() {
            let point = group.scalar(index + 1)
            let value = coefficients.reversed().reduce(group.zero) {
                group.sum(group.product($0, point), $1)
            }
            let share = CeremonyShare<G>(
                value, from: context.index, to: index + 1, key: other.encryption, in: group, using: &chance)
            shares.append(
                SignedMessage(share.text(in: group), key: signingKey, in: group, using: &chance))
        }
        let text = ThresholdKeys.certificateText(certificates, commitment, in: group)
        return CeremonyContribution(
            commitment: SignedMessage(
                commitment.text(in: group), key: signingKey, in: group, using: &chance),
            signature: Proof.signing(text, with: signingKey, in: group, using: &chance), shares: shares)
    }

    /// Step 3: this trustee's part of the key, and its public side for all.
    ///
    /// Checks every share against its sender's commitment and says whose does not fit.
    package func completed(
        _ certificates: [SignedMessage<G>], _ contributions: [CeremonyContribution<G>],
        name: String? = nil, using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> (key: TrusteeKey<G>, secret: G.Scalar) {
        let others = try checked(certificates)
        guard contributions.count == context.size else {
            throw ElectionError("there is not one contribution of each trustee")
        }
        var secret = group.zero
        for (index, contribution) in contributions.enumerated() {
            let share = try naming("contribution \(index + 1)") { () throws(ElectionError) in
                try self.share(from: index + 1, others[index], contribution, certificates)
            }
            secret = group.sum(secret, share)
        }
        let key = TrusteeKey(secret: secret, in: group, using: &chance)
        let signature = Proof.signing(
            group.text(key.publicKey), with: signingKey, in: group, using: &chance)
        return (
            TrusteeKey(proof: key.proof, publicKey: key.publicKey, signature: signature, name: name), secret
        )
    }

    private func share(
        from sender: Int, _ certificate: TrusteeCertificate<G>, _ contribution: CeremonyContribution<G>,
        _ certificates: [SignedMessage<G>]
    ) throws(ElectionError) -> G.Scalar {
        let commitment = try Commitment(parsing: contribution.commitment.message, in: group)
        let text = ThresholdKeys.certificateText(certificates, commitment, in: group)
        guard commitment.elements.count == context.threshold, contribution.shares.count == context.size,
            contribution.commitment.isSigned(by: certificate.verification, in: group),
            contribution.signature.signs(text, by: certificate.verification, in: group)
        else { throw ElectionError("it is not signed for this ceremony") }
        let sealed = contribution.shares[context.index - 1]
        guard sealed.isSigned(by: certificate.verification, in: group) else {
            throw ElectionError("the share is not signed")
        }
        let share = try CeremonyShare(parsing: sealed.message, in: group)
        guard share.from == sender, share.to == context.index else {
            throw ElectionError("the share is for somebody else")
        }
        let value = try share.opened(with: decryptionKey, in: group)
        guard group.secretPower(value) == commitment.power(at: context.index, in: group) else {
            throw ElectionError("the share does not fit the commitment")
        }
        return value
    }
}

extension ThresholdKeys {
    /// The last step, which anyone can take: all that is published of the key, checked.
    package static func assembled(
        threshold: Int, _ certificates: [SignedMessage<G>], _ contributions: [CeremonyContribution<G>],
        _ keys: [TrusteeKey<G>], in group: G
    ) throws(ElectionError) -> ThresholdKeys {
        let all = ThresholdKeys(
            threshold: threshold, certificates: certificates,
            commitments: contributions.map(\.commitment), signatures: contributions.map(\.signature),
            verificationKeys: keys)
        guard !keys.isEmpty, certificates.count == keys.count, contributions.count == keys.count,
            (1...keys.count).contains(threshold), keys.allSatisfy({ $0.isProven(in: group) })
        else { throw ElectionError("parts of the threshold key are missing or not proven") }
        _ = try all.checked(in: group)
        return all
    }
}

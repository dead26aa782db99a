/// The secret from which a trustee's keys in the ceremony of a threshold key follow.
///
///     7nUJ8rEQX2yZCb1gTkMvLw
///
/// 22 digits of Base58, about 128 bits. With it and the files of the others every step can be repeated.
package struct CeremonySeed: Sendable, CustomStringConvertible {
    package let text: String

    /// Never the secret: logs and error texts print values.
    package var description: String { "<secret>" }

    package init?(_ text: String) {
        guard Base58.isText(text), text.utf8.count == 22 else { return nil }
        self.text = text
    }

    package init(using chance: inout some RandomNumberGenerator) {
        text = String(decoding: Base58.random(22, using: &chance), as: UTF8.self)
    }
}

/// One trustee in the ceremony of a threshold key. Source: Pedersen 1991; the keys as Belenios derives them.
package struct CeremonyMember<G: Group>: Sendable, CustomStringConvertible {
    let group: G
    let seed: CeremonySeed
    let context: TrusteeCertificate<G>.Context
    let signingKey: G.Scalar
    let decryptionKey: G.Scalar

    /// Never the secret: logs and error texts print values.
    package var description: String { "<secret>" }

    package init(_ seed: CeremonySeed, _ context: TrusteeCertificate<G>.Context, in group: G) {
        self.group = group
        self.seed = seed
        self.context = context
        signingKey = group.scalar(reducing: Digest(of: "sk|\(seed.text)").bytes)
        decryptionKey = group.scalar(reducing: Digest(of: "dk|\(seed.text)").bytes)
    }

    /// Step 1: what the others need to know of this trustee.
    package func certificate(using chance: inout some RandomNumberGenerator) -> SignedMessage<G> {
        let certificate = TrusteeCertificate<G>(
            context: context, verification: group.secretPower(signingKey),
            encryption: group.secretPower(decryptionKey))
        return SignedMessage(certificate.text(in: group), key: signingKey, in: group, using: &chance)
    }

    /// The certificates of all, checked: each for its place in this ceremony, and this trustee's own among them.
    func checked(_ signed: [SignedMessage<G>]) throws(ElectionError) -> [TrusteeCertificate<G>] {
        guard signed.count == context.size, (1...max(context.size, 1)).contains(context.threshold),
            (1...max(context.size, 1)).contains(context.index)
        else { throw ElectionError("there is not one certificate for each trustee") }
        let certificates = try each(signed) { signed, number throws(ElectionError) in
            try naming("certificate \(number)") { () throws(ElectionError) in
                let certificate = try TrusteeCertificate(signed, in: group)
                let due = TrusteeCertificate<G>.Context(
                    size: context.size, threshold: context.threshold, index: number)
                guard certificate.context == due else { throw ElectionError("it is of another ceremony") }
                return certificate
            }
        }
        let own = certificates[context.index - 1]
        guard own.verification == group.secretPower(signingKey),
            own.encryption == group.secretPower(decryptionKey)
        else { throw ElectionError("certificate \(context.index) is not this trustee's own") }
        guard Set(certificates.map(\.verification)).count == context.size else {
            throw ElectionError("two trustees have one key")
        }
        return certificates
    }
}

extension SignedMessage {
    /// What all trustees read aloud to each other: the hash of the certificates, one after the other.
    package static func fingerprint(
        of certificates: [SignedMessage], in group: G
    ) -> Digest {
        Digest(of: jsonArray(certificates.map { $0.text(in: group) }))
    }
}

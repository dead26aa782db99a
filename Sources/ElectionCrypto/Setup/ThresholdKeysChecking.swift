/// What a sound threshold key lacks that later versions of Belenios ask for.
package enum CeremonyLack: String, Hashable, Sendable, CaseIterable {
    /// Certificates that do not say for which ceremony they are (before 2.5.1).
    case contexts
    /// Signatures of each trustee over all certificates (before 2.5.1).
    case certificateSignatures
    /// Signatures of the verification keys by their holders (before 3.0).
    case keySignatures
}

extension ThresholdKeys {
    /// Checks everything but the proofs of knowledge and gives the key's part of the election's key.
    package func checked(in group: G) throws(ElectionError) -> (key: G.Element, lacks: Set<CeremonyLack>) {
        var lacks: Set<CeremonyLack> = []
        let certificates = try checkedCertificates(in: group, lacks: &lacks)
        let commitments = try checkedCommitments(certificates, in: group, lacks: &lacks)
        for (index, key) in verificationKeys.enumerated() {
            let parts = commitments.map { $0.power(at: index + 1, in: group) }
            guard key.publicKey == parts.reduce(group.identity, group.product) else {
                throw ElectionError("verification key \(index + 1) does not follow from the commitments")
            }
            guard let signature = key.signature else {
                lacks.insert(.keySignatures)
                continue
            }
            let signer = certificates[index].verification
            guard signature.signs(group.text(key.publicKey), by: signer, in: group) else {
                throw ElectionError("verification key \(index + 1) has a wrong signature")
            }
        }
        return (commitments.map { $0.elements[0] }.reduce(group.identity, group.product), lacks)
    }

    private func checkedCertificates(
        in group: G, lacks: inout Set<CeremonyLack>
    ) throws(ElectionError) -> [TrusteeCertificate<G>] {
        let read = try each(certificates) { signed, number throws(ElectionError) in
            try naming("certificate \(number)") { () throws(ElectionError) in
                try TrusteeCertificate(signed, in: group)
            }
        }
        if read.contains(where: { $0.context == nil }) { lacks.insert(.contexts) }
        for (index, certificate) in read.enumerated() {
            let due = TrusteeCertificate<G>.Context(size: size, threshold: threshold, index: index + 1)
            guard certificate.context == nil || certificate.context == due else {
                throw ElectionError("certificate \(index + 1) is of another ceremony")
            }
        }
        guard Set(read.map(\.verification)).count == size else {
            throw ElectionError("two trustees have one key")
        }
        return read
    }

    private func checkedCommitments(
        _ certificates: [TrusteeCertificate<G>], in group: G, lacks: inout Set<CeremonyLack>
    ) throws(ElectionError) -> [Commitment<G>] {
        if signatures == nil { lacks.insert(.certificateSignatures) }
        return try each(commitments) { signed, number throws(ElectionError) in
            let signer = certificates[number - 1].verification
            let commitment = try naming("commitment \(number)") { () throws(ElectionError) in
                try Commitment(parsing: signed.message, in: group)
            }
            guard commitment.elements.count == threshold, signed.isSigned(by: signer, in: group) else {
                throw ElectionError("commitment \(number) is not of the threshold's length or not signed")
            }
            if let signatures {
                let text = ThresholdKeys.certificateText(self.certificates, commitment, in: group)
                guard signatures[number - 1].signs(text, by: signer, in: group) else {
                    throw ElectionError("trustee \(number) has not signed these certificates")
                }
            }
            return commitment
        }
    }

    /// What a trustee signs to say that all have seen the same certificates.
    package static func certificateText(
        _ certificates: [SignedMessage<G>], _ own: Commitment<G>, in group: G
    ) -> String {
        let certificates = jsonArray(certificates.map { $0.text(in: group) })
        return "certs_sig|{\"certs\":\(certificates),\"coefexps\":\(own.texts(in: group))}"
    }
}

import Core

/// The hash of a trustee's commitment, given before anybody has shown theirs, so that nobody can choose theirs to
/// fit. Signed as a message; it never enters the archive.
///
///     {"certs":"6d1f…","coefexps":"07aa…"}
///
/// `certs` is the fingerprint of all certificates, `coefexps` the SHA-256 of the commitment's message.
package struct CeremonyPromise: Hashable, Sendable {
    package let certificates: Digest
    package let commitment: Digest

    var text: String { "{\"certs\":\"\(certificates)\",\"coefexps\":\"\(commitment)\"}" }

    init(certificates: Digest, commitment: Digest) {
        self.certificates = certificates
        self.commitment = commitment
    }

    init(parsing message: String) throws(ElectionError) {
        let json = try JSON(election: Array(message.utf8))
        try json.only(["certs", "coefexps"])
        certificates = try json.digest("certs")
        commitment = try json.digest("coefexps")
    }
}

extension CeremonyMember {
    /// Between the certificates and the contributions: says what this trustee's commitment will be, unseen.
    package func promise(
        _ certificates: [SignedMessage<G>], using chance: inout some RandomNumberGenerator
    ) throws(ElectionError) -> SignedMessage<G> {
        let commitment = try contribution(certificates, using: &chance).commitment
        let promise = CeremonyPromise(
            certificates: SignedMessage.fingerprint(of: certificates, in: group),
            commitment: Digest(of: commitment.message))
        return SignedMessage(promise.text, key: signingKey, in: group, using: &chance)
    }
}

extension CeremonyPromise {
    /// All promises, checked: each signed by the trustee of its place, all about these certificates.
    package static func all<G: Group>(
        _ promises: [SignedMessage<G>], by certificates: [SignedMessage<G>], in group: G
    ) throws(ElectionError) -> [CeremonyPromise] {
        let fingerprint = SignedMessage.fingerprint(of: certificates, in: group)
        guard promises.count == certificates.count else {
            throw ElectionError("there is not one promise of each trustee")
        }
        return try each(promises) { signed, number throws(ElectionError) in
            try naming("promise \(number)") { () throws(ElectionError) in
                let certificate = try TrusteeCertificate(certificates[number - 1], in: group)
                guard signed.isSigned(by: certificate.verification, in: group) else {
                    throw ElectionError("it is not signed by this trustee")
                }
                let promise = try CeremonyPromise(parsing: signed.message)
                guard promise.certificates == fingerprint else {
                    throw ElectionError("it is about other certificates")
                }
                return promise
            }
        }
    }

    /// Refuses commitments that are not the promised ones.
    package static func check<G: Group>(
        _ contributions: [CeremonyContribution<G>], keep promises: [CeremonyPromise]
    ) throws(ElectionError) {
        guard contributions.count == promises.count else {
            throw ElectionError("there is not one contribution of each trustee")
        }
        for (index, contribution) in contributions.enumerated() {
            guard Digest(of: contribution.commitment.message) == promises[index].commitment else {
                throw ElectionError("contribution \(index + 1): it is not what was promised")
            }
        }
    }
}
